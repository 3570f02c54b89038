import type { Condition, Selector } from '#lib/filter-pattern/ast.ts';
import type { Fate } from './event-fates.ts';
import type { FilterSource } from './filter-sources.ts';
import { step } from './route.ts';
import type { UnionDecider } from './union.ts';

/**
 * Names the filter that should have caught a lost event, because it catches the same call by others, and says
 * why it does not: usually a `!=` on a field these records do not have.
 */
export function explainBlindSpot(fate: Fate, all: readonly Fate[], union: UnionDecider): Fate {
  if (fate.outcome !== 'lost' || fate.endsAt !== 'metric-filter' || fate.through.length > 0) return fate;
  const siblings = all.filter(
    (it) => it.event.eventName !== null && it.event.eventName === fate.event.eventName,
  );
  const sources = fate.feeds.flatMap((it) => it.sources);
  const { eventName } = fate.event;
  const near =
    sources.find((source) => siblings.some((it) => union.catching(it.event, [source]).length > 0)) ??
    sources.find((source) => eventName !== null && namesCall(source, eventName));
  if (!near) {
    if (sources.length === 0 || fate.cause?.fact !== 'No match' || fate.event.eventName === null) return fate;
    const names = sources.some((source) => all.some((it) => union.catching(it.event, [source]).length > 0));
    // Said of calls left out of a filter that catches others of the same control.
    return names ? { ...fate, why: `No metric filter names ${fate.event.eventName}.` } : fate;
  }
  const why = whyBlind(near, fate);
  const cause = step('metric-filter', 'broken', {
    ...(fate.cause ?? { fact: '' }),
    name: near.filter.name,
    causeKey: near.route[0]?.causeKey ?? null,
    evidence: near.route[0]?.evidence ?? [],
    fact: 'Misses events',
    why,
  });
  return { ...fate, cause, why };
}

/** The pattern compares `eventName` with this very name, whatever else it asks. */
export function namesCall(source: FilterSource, eventName: string): boolean {
  return source.pattern?.kind === 'json' && callsIn(source.pattern.condition).includes(eventName);
}

function callsIn(condition: Condition): string[] {
  if ('operands' in condition) return condition.operands.flatMap(callsIn);
  if (condition.kind !== 'comparison' || condition.operator !== '=') return [];
  const { selector, value } = condition;
  return value.kind === 'text' && pathOf(selector).join('.') === 'eventName' ? [value.text] : [];
}

function whyBlind(source: FilterSource, fate: Fate): string {
  const { name } = source.filter;
  const [witness] = fate.event.witnesses;
  const absent =
    source.pattern?.kind === 'json'
      ? exclusionsIn(source.pattern.condition).find((path) => !isPresent(witness, path))
      : undefined;
  if (absent) {
    return `The metric filter ${name} drops events without ${absent.join('.')}, because != is false where the field is absent.`;
  }
  return `The metric filter ${name} names these calls, but its other conditions drop them.`;
}

function exclusionsIn(condition: Condition): string[][] {
  if ('operands' in condition) return condition.operands.flatMap(exclusionsIn);
  const isExclusion = condition.kind === 'comparison' && condition.operator === '!=';
  return isExclusion ? [pathOf(condition.selector)] : [];
}

function pathOf(selector: Selector): string[] {
  return selector.segments.map((it) =>
    it.kind === 'name' ? it.name : it.kind === 'index' ? String(it.index) : '*',
  );
}

function isPresent(record: unknown, path: readonly string[]): boolean {
  let value = record;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return false;
    value = Object.entries(value).find(([key]) => key === name)?.[1];
  }
  return value !== undefined;
}
