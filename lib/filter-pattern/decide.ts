import type { FilterPattern } from './ast.ts';
import { avoidTexts } from './avoid-text.ts';
import { type Placed, shownState } from './containers.ts';
import { describeField, namedValues } from './describe-field.ts';
import type { EventClass } from './event-class.ts';
import { type Allowed, type Assignment, essential, falsifications } from './falsify.ts';
import { type Field, type FieldTable, fieldTable, type StateClass, settle } from './field-classes.ts';
import { atomsOf, elsewhere, type Formula, formulaOf } from './formula.ts';
import type { JsonObject } from './json-value.ts';
import { matchesEvent } from './match.ts';
import { sampleEvent } from './sample.ts';
import { isSpent, spend, type Work } from './work.ts';

/** One condition under which an event slips through; no terms: every event of the class does. */
export interface Slip {
  readonly terms: readonly SlipTerm[];
  readonly sample: JsonObject;
}

interface SlipTerm {
  readonly field: string;
  /** "awsRegion is not us-east-1". */
  readonly text: string;
  /** The literals of the filters this names, when the slip is confined to them. */
  readonly values: readonly string[];
}

/** `slips` are the misses, or the exclusions, smallest first. */
export interface ClassDecision {
  readonly verdict: 'covers' | 'covers-with-exclusions' | 'misses' | 'undecided';
  readonly slips: readonly Slip[];
}

/** Enough for any decision that people's filters have asked for so far, hundreds of times over. */
const mostSteps = 400_000;
const stepsAlone = 20_000;
const maxSlips = 3;
const maxExclusions = 60;

/**
 * Whether the union of the filters matches every event of the class.
 * Exact: a condition depends on a property only through the literals it is compared with, so finitely
 * many representatives decide it for all values. Every slip comes with an event that the real
 * evaluator does not match. `undecided` when the work ran out first; never "covers" then.
 */
export function decideClass(
  patterns: readonly FilterPattern[],
  eventClass: EventClass,
  work: Work = { left: mostSteps },
): ClassDecision {
  const formulas: Formula[] = [];
  for (const pattern of patterns) {
    const formula = formulaOf(pattern, eventClass, work);
    if (formula === true) return { verdict: 'covers', slips: [] };
    if (formula !== false) formulas.push(formula);
  }
  if (isSpent(work)) return undecided;
  const smallFirst = formulas.toSorted((left, right) => atomsOf(left).length - atomsOf(right).length);
  if (smallFirst.some((formula) => isAlwaysTrue(formula, work))) return { verdict: 'covers', slips: [] };
  const table = fieldTable(formulas, work);
  if (isSpent(work)) return undecided;
  const settled = formulas.map((formula) => settle(formula, table)).filter((formula) => formula !== false);
  if (settled.includes(true) && !table.isTruncated) return { verdict: 'covers', slips: [] };
  const search: Search = { formulas: settled, patterns, eventClass, table, work };
  const misses = smallestSlips(search, (_, chosen) => chosen.isOrdinary);
  if (misses.length > 0) return { verdict: 'misses', slips: misses };
  const exclusions = listExclusions(search);
  if (isSpent(work) || search.table.isTruncated || search.isDisproved === true) {
    return { verdict: 'undecided', slips: exclusions };
  }
  return { verdict: exclusions.length > 0 ? 'covers-with-exclusions' : 'covers', slips: exclusions };
}

const undecided: ClassDecision = { verdict: 'undecided', slips: [] };

/** A filter that covers the class by itself; cheaper than weighing it against all the others. */
function isAlwaysTrue(formula: Formula, work: Work): boolean {
  const most = Math.min(stepsAlone, work.left);
  const own = { left: most };
  const isAlways = hasNoSlip(formula, own) && !isSpent(own);
  spend(work, most - Math.max(own.left, 0));
  return isAlways;
}

function hasNoSlip(formula: Formula, work: Work): boolean {
  const table = fieldTable([formula], work);
  if (table.isTruncated || isSpent(work)) return false;
  const formulas = [settle(formula, table)];
  return falsifications(formulas, table, () => true, Number.POSITIVE_INFINITY, work).next().done === true;
}

interface Search {
  readonly formulas: readonly Formula[];
  readonly patterns: readonly FilterPattern[];
  readonly eventClass: EventClass;
  readonly table: FieldTable;
  readonly work: Work;
  /** An abstract slip whose sample a filter matches after all: properties depend on each other. */
  isDisproved?: boolean;
}

/** The slips with the fewest unusual properties; up to a few of them. */
function smallestSlips(search: Search, allowed: Allowed): readonly Slip[] {
  for (const deviations of [0, 1, 2, Number.POSITIVE_INFINITY]) {
    const slips = new Map<string, Slip>();
    for (const assignment of falsifications(
      search.formulas,
      search.table,
      allowed,
      deviations,
      search.work,
    )) {
      const slip = slipOf(search, assignment);
      if (slip !== null) slips.set(slip.terms.map(({ text }) => text).join(), slip);
      if (slips.size >= maxSlips) break;
    }
    if (slips.size > 0)
      return [...slips.values()].sort((left, right) => left.terms.length - right.terms.length);
    if (isSpent(search.work)) return [];
  }
  return [];
}

/** One slip per named value; a combination of names only where no single one slips through. */
function listExclusions(search: Search): readonly Slip[] {
  const found: Slip[] = [];
  for (const field of search.table.fields.values()) {
    for (const named of field.classes.filter(({ isOrdinary }) => !isOrdinary)) {
      const [slip] = firstSlip(search, (other, chosen) =>
        other === field ? chosen === named : chosen.isOrdinary,
      );
      if (slip !== undefined) found.push(slip);
      if (found.length >= maxExclusions) return found;
    }
  }
  return found.length > 0 ? found : firstSlip(search, () => true);
}

function firstSlip(search: Search, allowed: Allowed): readonly Slip[] {
  const all = falsifications(search.formulas, search.table, allowed, Number.POSITIVE_INFINITY, search.work);
  for (const assignment of all) {
    const slip = slipOf(search, assignment);
    if (slip !== null) return [slip];
  }
  return [];
}

/** Making a complete record takes about as long as so many visits of a formula. */
const stepsPerSample = 200;

function slipOf(search: Search, assignment: Assignment): Slip | null {
  const placed = [...assignment].flatMap(([name, chosen]) => {
    const field = search.table.fields.get(name);
    return field === undefined ? [] : [{ field, chosen }];
  });
  const settled = [...search.table.fields.values()].filter(({ name }) => !assignment.has(name));
  const sample = sampleOf(search.eventClass, [...settled.flatMap(atBase), ...placed]);
  spend(search.work, stepsPerSample);
  if (search.patterns.some((pattern) => matchesEvent(pattern, sample, search.work))) {
    search.isDisproved ||= !contradictsItself(search.patterns, placed);
    return null;
  }
  const kept = essential(search.formulas, assignment, search.table, search.work);
  if (kept === null) return null;
  const terms = placed
    .filter(({ field }) => kept.has(field.name))
    .map(({ field, chosen }) => ({
      field: field.name,
      text: describeField(field, chosen),
      values: namedValues(field, chosen),
    }));
  return { terms, sample };
}

/** Whether a term is to occur nowhere in the record, and yet stands in the one value a property may have. */
function contradictsItself(patterns: readonly FilterPattern[], placed: readonly Placed[]): boolean {
  const certain = placed.flatMap((one) => onlyText(one) ?? []).map((text) => JSON.stringify(text));
  const terms = patterns.flatMap((it) => (it.kind === 'terms' ? it.terms : []));
  return placed.some(({ field, chosen }) => {
    if (!field.name.startsWith(elsewhere) || isThere(chosen)) return false;
    const wanted = field.name.slice(elsewhere.length);
    const isLiteral = terms.every(({ match }) => match.kind !== 'regex' || match.source !== wanted);
    return isLiteral && certain.some((text) => text.includes(wanted));
  });
}

/** The text this class is confined to: a filter compares the property with exactly that. */
function onlyText({ field, chosen }: Placed): string | null {
  const [state] = chosen.states;
  if (state?.kind !== 'value' || typeof state.value !== 'string') return null;
  const isNamed = field.values.some(
    (it) => it.kind === 'text' && !it.isOpenAtStart && !it.isOpenAtEnd && it.text === state.value,
  );
  return isNamed ? state.value : null;
}

function isThere(chosen: StateClass): boolean {
  return chosen.states.some((state) => state.kind === 'value' && state.value === true);
}

/** A property no open question depends on keeps its ordinary state. */
function atBase(field: Field): readonly Placed[] {
  const [chosen] = field.classes;
  return chosen === undefined ? [] : [{ field, chosen }];
}

function sampleOf(eventClass: EventClass, placed: readonly Placed[]): JsonObject {
  const texts = (occurs: boolean) =>
    placed.flatMap(({ field, chosen }) => {
      const [state] = chosen.states;
      const isWanted = state?.kind === 'value' && state.value === occurs;
      return field.name.startsWith(elsewhere) && isWanted ? [field.name.slice(elsewhere.length)] : [];
    });
  const placements = placed.flatMap((one) => {
    const state = shownState(one, placed);
    return one.field.segments.length === 0 || state === undefined
      ? []
      : [{ segments: one.field.segments, state }];
  });
  const outerFirst = placements.sort((left, right) => left.segments.length - right.segments.length);
  const avoided = avoidTexts(eventClass, texts(false));
  return sampleEvent(eventClass.base, [...avoided, ...outerFirst], texts(true).join(' '));
}
