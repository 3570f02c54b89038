import type { Term, TermsPattern } from './ast.ts';
import { OPTIONAL_TERMS_IGNORED_WHEN_MIXED } from './choices.ts';
import { searchesRegex, searchSteps } from './regex-run.ts';
import { spend, type Work } from './work.ts';

/** Terms are looked for anywhere in the line, as parts of words too. */
export function matchesTerms(pattern: TermsPattern, message: string, work?: Work): boolean {
  const { required, excluded, optional } = termRoles(pattern);
  const occurs = (term: Term) => {
    if (work !== undefined) spend(work, occurrenceSteps(term, message.length));
    return termOccurs(term, message);
  };
  return required.every(occurs) && !excluded.some(occurs) && (optional.length === 0 || optional.some(occurs));
}

/** The terms by role, without the optional ones that other terms disable. */
export function termRoles(pattern: TermsPattern): Readonly<Record<Term['role'], readonly Term[]>> {
  const of = (role: Term['role']) => pattern.terms.filter((term) => term.role === role);
  const [required, excluded, optional] = [of('required'), of('excluded'), of('optional')];
  const isMixed = required.length + excluded.length > 0;
  return { required, excluded, optional: isMixed && OPTIONAL_TERMS_IGNORED_WHEN_MIXED ? [] : optional };
}

/** Steps of work it takes to look for a term in a text of this length. */
export function occurrenceSteps({ match }: Term, length: number): number {
  return match.kind === 'regex' ? searchSteps(match.source, length) : Math.ceil(length / 256);
}

export function termOccurs({ match }: Term, text: string): boolean {
  return match.kind === 'regex' ? searchesRegex(match.source, text) : text.includes(match.text);
}
