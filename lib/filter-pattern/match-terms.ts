import type { Term, TermsPattern } from './ast.ts';
import { OPTIONAL_TERMS_IGNORED_WHEN_MIXED } from './choices.ts';
import { searchesRegex } from './regex-run.ts';

/** Terms are looked for anywhere in the line, as parts of words too. */
export function matchesTerms(pattern: TermsPattern, message: string): boolean {
  const { required, excluded, optional } = termRoles(pattern);
  const occurs = (term: Term) => termOccurs(term, message);
  return required.every(occurs) && !excluded.some(occurs) && (optional.length === 0 || optional.some(occurs));
}

/** The terms by role, without the optional ones that other terms disable. */
export function termRoles(pattern: TermsPattern): Readonly<Record<Term['role'], readonly Term[]>> {
  const of = (role: Term['role']) => pattern.terms.filter((term) => term.role === role);
  const [required, excluded, optional] = [of('required'), of('excluded'), of('optional')];
  const isMixed = required.length + excluded.length > 0;
  return { required, excluded, optional: isMixed && OPTIONAL_TERMS_IGNORED_WHEN_MIXED ? [] : optional };
}

export function termOccurs({ match }: Term, text: string): boolean {
  return match.kind === 'regex' ? searchesRegex(match.source, text) : text.includes(match.text);
}
