import type { Condition } from '#lib/filter-pattern/ast.ts';
import type { ChainFeed } from './chain.ts';
import type { Fate } from './event-fates.ts';
import type { FilterSource } from './filter-sources.ts';
import { namesCall, pathOf } from './names-call.ts';
import { step } from './route.ts';

/**
 * Blames a lost event on the filter that names its call, not on one that happens to catch some of it, and says
 * why that filter misses it: usually a `!=` on a field these records do not have.
 * @param all the events of the control
 */
export function blindSpotsAmong(all: readonly Fate[]): (fate: Fate) => Fate {
  const names = [...new Set(all.flatMap(({ event }) => event.eventName ?? []))];
  const answers = new Map<string, boolean>();
  function isAnyNamed(feeds: readonly ChainFeed[]): boolean {
    const key = feeds.map((it) => it.trail.fact.arn).join();
    const known = answers.get(key);
    if (known !== undefined) return known;
    const sources = feeds.flatMap((it) => it.sources);
    const answer = names.some((name) => sources.some((it) => namesCall(it, name)));
    answers.set(key, answer);
    return answer;
  }
  return (fate) => explained(fate, isAnyNamed);
}

type IsAnyNamed = (feeds: readonly ChainFeed[]) => boolean;

function explained(fate: Fate, isAnyNamed: IsAnyNamed): Fate {
  const { eventName } = fate.event;
  if (fate.outcome !== 'lost' || fate.endsAt !== 'metric-filter' || eventName === null) return fate;
  const sources = fate.feeds.flatMap((it) => it.sources);
  if (sources.every((it) => it.route[0]?.state === 'broken')) return fate;
  const isPartly = (it: FilterSource): boolean => fate.through.includes(it);
  const naming = sources.filter((it) => namesCall(it, eventName));
  const near = naming.find(isPartly) ?? naming[0];
  if (!near) return unnamed(fate, isAnyNamed, eventName);
  const [blind] = fate.missed;
  const when = blind && blind.when !== 'always' ? blind.when : 'sometimes';
  const why = isPartly(near)
    ? `The metric filter ${near.filter.name} misses them ${when}.`
    : whyBlind(near, fate);
  const cause = step('metric-filter', 'broken', {
    ...fate.cause,
    name: near.filter.name,
    causeKey: near.route[0]?.causeKey ?? null,
    evidence: near.route[0]?.evidence ?? [],
    fact: 'Misses events',
    why,
  });
  return { ...fate, cause, why };
}

function unnamed(fate: Fate, isAnyNamed: IsAnyNamed, eventName: string): Fate {
  const group = fate.feeds.find((it) => it.group)?.group;
  const why = isAnyNamed(fate.feeds)
    ? `No metric filter names ${eventName}.`
    : `No metric filter on the log group ${group?.name ?? ''} is for these events.`;
  const cause = step('metric-filter', 'broken', {
    ...fate.cause,
    name: null,
    causeKey: `${group?.arn ?? ''}:metric-filter`,
    evidence: [],
    fact: 'No match',
    why,
  });
  return { ...fate, cause, why };
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

function isPresent(record: unknown, path: readonly string[]): boolean {
  let value = record;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return false;
    value = Object.entries(value).find(([key]) => key === name)?.[1];
  }
  return value !== undefined;
}
