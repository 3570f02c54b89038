import type { Condition, FilterPattern, Segment, Selector, Term, Value } from './ast.ts';
import { certainText, variableTexts } from './certain-text.ts';
import {
  childNames,
  domainOf,
  type EventClass,
  type FieldDomain,
  type FieldState,
  valueState,
} from './event-class.ts';
import { leafHolds } from './match.ts';
import { occurrenceSteps, termOccurs, termRoles } from './match-terms.ts';
import { fieldName } from './print.ts';
import { searchSteps } from './regex-run.ts';
import type { ConditionLeaf } from './walk.ts';
import { spend, type Work } from './work.ts';

/** A filter over one class of events: constants where the class decides, atoms where it leaves room. */
export type Formula =
  | boolean
  | Atom
  | { readonly kind: 'all' | 'any'; readonly operands: readonly Formula[] };

/** One question about one property. `values` are the literals it is compared with. */
export interface Atom {
  readonly kind: 'atom';
  readonly field: string;
  readonly segments: readonly Segment[];
  readonly domain: FieldDomain;
  readonly values: readonly Value[];
  readonly test: (state: FieldState) => boolean;
  /** The regular expression the test searches for; null where there is none. */
  readonly regex: string | null;
}

/** Fields of this prefix stand for "the text occurs elsewhere in the record". */
export const elsewhere = 'elsewhere:';

export function formulaOf(pattern: FilterPattern, eventClass: EventClass, work: Work): Formula {
  if (pattern.kind === 'everything') return true;
  if (pattern.kind === 'space-delimited') return false;
  if (pattern.kind === 'json') return conditionFormula(pattern.condition, eventClass, work);
  const { required, excluded, optional } = termRoles(pattern);
  const formulaOfTerm = (term: Term) => termFormula(term, eventClass, work);
  return junction('all', [
    ...required.map(formulaOfTerm),
    ...excluded.map((term) => negate(formulaOfTerm(term))),
    ...(optional.length === 0 ? [] : [junction('any', optional.map(formulaOfTerm))]),
  ]);
}

/** Joins and folds constants away. */
export function junction(kind: 'all' | 'any', operands: readonly Formula[]): Formula {
  const deciding = kind === 'any';
  if (operands.includes(deciding)) return deciding;
  const open = operands.filter((operand) => typeof operand !== 'boolean');
  if (open.length === 0) return !deciding;
  return open.length === 1 && open[0] !== undefined ? open[0] : { kind, operands: open };
}

export function negate(formula: Formula): Formula {
  if (typeof formula === 'boolean') return !formula;
  if (formula.kind === 'atom') return { ...formula, test: (state) => !formula.test(state) };
  return junction(formula.kind === 'all' ? 'any' : 'all', formula.operands.map(negate));
}

export function atomsOf(formula: Formula): readonly Atom[] {
  if (typeof formula === 'boolean') return [];
  return formula.kind === 'atom' ? [formula] : formula.operands.flatMap(atomsOf);
}

/** Steps of work it takes to test one state. */
export function testSteps(regex: string | null, state: FieldState): number {
  if (state.kind === 'absent' || typeof state.value !== 'string') return 1;
  const { length } = state.value;
  return regex === null ? 1 + Math.floor(length / 256) : 1 + searchSteps(regex, length);
}

function conditionFormula(condition: Condition, eventClass: EventClass, work: Work): Formula {
  if (!('operands' in condition)) return leafFormula(condition, eventClass, work);
  const deciding = condition.kind === 'any';
  const operands: Formula[] = [];
  for (const operand of condition.operands) {
    const formula = conditionFormula(operand, eventClass, work);
    if (formula === deciding) return deciding;
    operands.push(formula);
  }
  return junction(condition.kind, operands);
}

/** Finding a property's domain takes about as long as so many visits of a formula. */
const stepsPerPath = 10;

function leafFormula(leaf: ConditionLeaf, eventClass: EventClass, work: Work): Formula {
  const paths = pathsOf(leaf.selector, eventClass);
  spend(work, stepsPerPath * paths.length);
  const formulas = paths.map((segments) => pathFormula(leaf, segments, eventClass, work));
  return junction(leaf.kind === 'not-exists' ? 'all' : 'any', formulas);
}

function pathFormula(
  leaf: ConditionLeaf,
  segments: readonly Segment[],
  eventClass: EventClass,
  work: Work,
): Formula {
  const domain = domainOf(eventClass, segments);
  const test = (state: FieldState) => leafHolds(leaf, state.kind === 'absent' ? [] : [state.value]);
  const regex = leaf.kind === 'comparison' && leaf.value.kind === 'regex' ? leaf.value.source : null;
  if (domain.kind === 'known') {
    spend(work, testSteps(regex, domain.state));
    return test(domain.state);
  }
  const values = leaf.kind === 'comparison' ? [leaf.value] : [];
  return { kind: 'atom', field: fieldName(segments), segments, domain, values, test, regex };
}

/** `.*` stands for each property the class knows; an index stays part of the field's name. */
function pathsOf(selector: Selector, eventClass: EventClass): readonly (readonly Segment[])[] {
  const at = selector.segments.findIndex(({ kind }) => kind === 'any-name');
  if (at === -1) return [selector.segments];
  const parent = selector.segments.slice(0, at);
  const rest = selector.segments.slice(at + 1);
  return childNames(eventClass, parent).map((name) => [...parent, { kind: 'name', name }, ...rest]);
}

/** A term may stand in the text every event shares, in a listed variation, or anywhere else. */
function termFormula(term: Term, eventClass: EventClass, work: Work): Formula {
  const certain = certainText(eventClass);
  spend(work, occurrenceSteps(term, certain.length));
  if (termOccurs(term, certain)) return true;
  const regex = term.match.kind === 'regex' ? term.match.source : null;
  const variations = variableTexts(eventClass).map(({ segments, domain, textOf }): Formula => {
    const test = (state: FieldState) => termOccurs(term, textOf(state));
    if (domain.kind === 'one-of') {
      for (const state of domain.states) spend(work, occurrenceSteps(term, textOf(state).length));
      if (!domain.states.some(test)) return false;
    }
    return { kind: 'atom', field: fieldName(segments), segments, domain, values: [], test, regex };
  });
  const text = term.match.kind === 'regex' ? term.match.source : term.match.text;
  return junction('any', [
    ...variations,
    {
      kind: 'atom',
      field: `${elsewhere}${text}`,
      segments: [],
      domain: { kind: 'one-of', states: [valueState(false), valueState(true)] },
      values: [],
      test: (state) => state.kind === 'value' && state.value === true,
      regex: null,
    },
  ]);
}
