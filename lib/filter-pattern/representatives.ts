import type { Value } from './ast.ts';
import { MAX_REGEX_POSITIONS } from './choices.ts';
import { satisfies } from './compare.ts';
import { absent, type FieldDomain, type FieldState, type OpenDomain, valueState } from './event-class.ts';
import { sampleOfRegex, searchSteps, textsOfRegex } from './regex-run.ts';
import { isSpent, spend, type Work } from './work.ts';

export interface Representative {
  readonly state: FieldState;
  readonly isOrdinary: boolean;
}

export interface Representatives {
  readonly list: readonly Representative[];
  /** More combinations exist than were made: "covers" can no longer be proved. */
  readonly isTruncated: boolean;
}

const maxCombinations = 400;

/**
 * States that decide a property for all its values: a comparison depends on the value only through
 * the literals it is compared with, so each literal, a text for each wildcard and each combination
 * of wildcards, and texts that match none of them stand for everything.
 */
export function representatives(domain: FieldDomain, values: readonly Value[], work: Work): Representatives {
  if (domain.kind === 'known') return { list: [ordinary(domain.state)], isTruncated: false };
  if (domain.kind === 'one-of') return { list: domain.states.map(ordinary), isTruncated: false };
  for (const value of values) spend(work, literalSteps(value));
  if (isSpent(work)) return { list: [], isTruncated: true };
  const exact = new Set(values.flatMap(exactTexts));
  const unnamed = domain.ordinary.filter((text) => domain.areOrdinaryFacts === true || !exact.has(text));
  const texts = unnamed.length > 0 ? unnamed : [`${domain.ordinary[0] ?? 'sample'}0`];
  const { named, isTruncated } = namedTexts(domain, values, work);
  const other = domain.isAnyText === true ? unlikeAll(values) : undefined;
  const list = [...texts, ...(other === undefined ? [] : [other])].map((text) => ordinary(valueState(text)));
  if (domain.isOptional) list.push(ordinary(absent));
  if (!domain.isTextOnly) list.push(...otherTypes(values));
  for (const text of named) {
    const isOrdinary =
      domain.named === 'ordinary' || (domain.named === 'exact-exclusion' && !exact.has(text));
    list.push({ state: valueState(text), isOrdinary });
  }
  return { list, isTruncated };
}

/** A text that no literal takes, if there is one. */
function unlikeAll(values: readonly Value[]): string | undefined {
  return ['0', '-', 'q', '~'].find((text) => !values.some((value) => satisfies(text, '=', value)));
}

function ordinary(state: FieldState): Representative {
  return { state, isOrdinary: true };
}

function exactTexts(value: Value): readonly string[] {
  if (value.kind === 'number') return [value.source];
  if (value.kind === 'regex') return textsOfRegex(value.source) ?? [];
  return value.isOpenAtStart || value.isOpenAtEnd ? [] : [value.text];
}

/** Steps of work it takes to complete a literal to texts and to check these. */
function literalSteps(value: Value): number {
  if (value.kind === 'number') return 4;
  if (value.kind === 'text') return 8;
  return 8 + searchSteps(value.source, MAX_REGEX_POSITIONS);
}

function namedTexts(
  domain: OpenDomain,
  values: readonly Value[],
  work: Work,
): { named: string[]; isTruncated: boolean } {
  if (domain.named === 'never') return { named: [], isTruncated: false };
  const accepts = domain.accepts ?? (() => true);
  const named = new Set<string>();
  for (const value of values) {
    for (const text of textsFor(value, domain)) if (accepts(text)) named.add(text);
  }
  let isTruncated = false;
  for (const text of combinations(values)) {
    spend(work, 1 + Math.floor(text.length / 64));
    if (named.size >= maxCombinations || isSpent(work)) {
      isTruncated = true;
      break;
    }
    if (accepts(text)) named.add(text);
  }
  return { named: [...named], isTruncated };
}

/** Texts that satisfy `= value`; for a wildcard the first completion the domain accepts. */
function textsFor(value: Value, domain: OpenDomain): readonly string[] {
  if (value.kind === 'number') return [value.source];
  if (value.kind === 'regex') {
    const sample = sampleOfRegex(value.source);
    return [...(textsOfRegex(value.source) ?? []), ...(sample === null ? [] : [sample])];
  }
  const { text, isOpenAtStart, isOpenAtEnd } = value;
  if (!isOpenAtStart && !isOpenAtEnd) return [text];
  const accepts = domain.accepts ?? (() => true);
  const fillers = domain.fillers ?? ['x'];
  const before = isOpenAtStart ? ['', ...fillers] : [''];
  const after = isOpenAtEnd ? ['', ...fillers] : [''];
  const completed = before.flatMap((start) => after.map((end) => start + text + end));
  return [...completed.slice(1), text].filter(accepts).slice(0, 2);
}

/** Texts that satisfy several wildcards at once. */
function* combinations(values: readonly Value[]): Generator<string> {
  const starts = new Set(['']);
  const middles = new Set(['']);
  const ends = new Set(['']);
  for (const value of values) {
    if (value.kind === 'number') continue;
    if (value.kind === 'regex') middles.add(sampleOfRegex(value.source) ?? '');
    else if (value.isOpenAtStart && value.isOpenAtEnd) middles.add(value.text);
    else if (value.isOpenAtStart) ends.add(value.text);
    else if (value.isOpenAtEnd) starts.add(value.text);
  }
  if (starts.size + middles.size + ends.size < 5) return;
  const everyMiddle = [...middles].join('');
  for (const start of starts) {
    for (const end of ends) {
      for (const middle of new Set([...middles, everyMiddle])) yield start + middle + end;
    }
  }
}

/** What a property of unknown type can be beside text: numbers around each literal, and the rest of JSON. */
function otherTypes(values: readonly Value[]): readonly Representative[] {
  const numbers = values.flatMap((value) => {
    const number =
      value.kind === 'number' ? value.number : value.kind === 'text' ? Number(value.text || 'x') : Number.NaN;
    return Number.isFinite(number) ? [number] : [];
  });
  const sorted = [...new Set(numbers)].sort((left, right) => left - right);
  const around = sorted.flatMap((number, index) => {
    const next = sorted[index + 1] ?? number + 2;
    return index === 0 ? [number - 1, number, (number + next) / 2] : [number, (number + next) / 2];
  });
  return [...(around.length === 0 ? [7] : around), null, true, false, {}].map((value) =>
    ordinary(valueState(value)),
  );
}
