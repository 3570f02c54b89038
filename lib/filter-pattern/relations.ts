import type { FilterPattern } from './ast.ts';
import type { EventClass } from './event-class.ts';
import { falsifications } from './falsify.ts';
import { fieldTable } from './field-classes.ts';
import { elsewhere, type Formula, formulaOf, junction, negate } from './formula.ts';
import type { JsonObject } from './json-value.ts';
import { matchesEvent } from './match.ts';
import { sampleEvent } from './sample.ts';
import { isSpent, type Work } from './work.ts';

/** `no` is proved by trying every representative; `undecided` when the search was cut short. */
export type Found =
  | { readonly answer: 'yes'; readonly sample: JsonObject }
  | { readonly answer: 'no' | 'undecided' };

/** Any JSON object at all. */
export const anyJsonEvent: EventClass = { base: {}, fields: new Map() };

/** An event the filter matches; `no` is a contradiction. */
export function matchedEvent(pattern: FilterPattern, among: EventClass = anyJsonEvent): Found {
  const isWanted = (event: JsonObject) => matchesEvent(pattern, event);
  const work = newWork();
  return findEvent(formulaOf(pattern, among, work), among, isWanted, work);
}

/** An event the filter does not match; `no` is a tautology. */
export function unmatchedEvent(pattern: FilterPattern, among: EventClass = anyJsonEvent): Found {
  const isWanted = (event: JsonObject) => !matchesEvent(pattern, event);
  const work = newWork();
  return findEvent(negate(formulaOf(pattern, among, work)), among, isWanted, work);
}

/** An event both filters match. */
export function commonEvent(
  one: FilterPattern,
  other: FilterPattern,
  among: EventClass = anyJsonEvent,
): Found {
  const isWanted = (event: JsonObject) => matchesEvent(one, event) && matchesEvent(other, event);
  const work = newWork();
  const both = junction('all', [formulaOf(one, among, work), formulaOf(other, among, work)]);
  return findEvent(both, among, isWanted, work);
}

/** An event exactly one of the filters matches; `no` means the two are equivalent. */
export function differingEvent(
  one: FilterPattern,
  other: FilterPattern,
  among: EventClass = anyJsonEvent,
): Found {
  const isWanted = (event: JsonObject) => matchesEvent(one, event) !== matchesEvent(other, event);
  const work = newWork();
  const [left, right] = [formulaOf(one, among, work), formulaOf(other, among, work)];
  const differs = junction('any', [
    junction('all', [left, negate(right)]),
    junction('all', [negate(left), right]),
  ]);
  return findEvent(differs, among, isWanted, work);
}

function newWork(): Work {
  return { left: 600_000 };
}

function findEvent(
  formula: Formula,
  among: EventClass,
  isWanted: (event: JsonObject) => boolean,
  work: Work,
): Found {
  if (formula === false) return { answer: 'no' };
  const contradicted = [negate(formula)];
  const table = fieldTable(contradicted, work);
  let isDisproved = false;
  const everything = falsifications(contradicted, table, () => true, Number.POSITIVE_INFINITY, work);
  for (const assignment of everything) {
    const placements = [...assignment].flatMap(([name, { states }]) => {
      const segments = table.fields.get(name)?.segments ?? [];
      const [state] = states;
      return state === undefined || segments.length === 0 ? [] : [{ segments, state }];
    });
    const extra = [...assignment].flatMap(([name, { states }]) => {
      const isThere = states[0]?.kind === 'value' && states[0].value === true;
      return name.startsWith(elsewhere) && isThere ? [name.slice(elsewhere.length)] : [];
    });
    const sample = sampleEvent(among.base, placements, extra.join(' '));
    if (isWanted(sample)) return { answer: 'yes', sample };
    isDisproved = true;
  }
  return { answer: isSpent(work) || table.isTruncated || isDisproved ? 'undecided' : 'no' };
}
