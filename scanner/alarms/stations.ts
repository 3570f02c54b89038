import { type ChainLink, type ChainStation, chainLinks } from '#lib/posture/alarm-detail.ts';
import type { Fate } from './event-fates.ts';
import type { FilterSource } from './filter-sources.ts';
import { namesCall } from './names-call.ts';
import { linkNumber, type Step } from './route.ts';

/** The eight stations as drawn: the resources most events pass, and where they stop. */
export function stationsOf(fates: readonly Fate[], accountId: string): ChainStation[] {
  const steps = stepsPassed(fates);
  const firstStop = firstStopOf(fates);
  return chainLinks.map((link) => {
    const { owner, ...station } = stationAt(link, fates, steps.get(link) ?? null, firstStop);
    return owner && owner.accountId !== accountId ? { ...station, owner } : station;
  });
}

/** The first link at which a required event is lost; where none is, the first out of sight. */
export function firstStopOf(fates: readonly Fate[]): { link: ChainLink; outcome: 'lost' | 'unknown' } | null {
  for (const outcome of ['lost', 'unknown'] as const) {
    const links = fates.flatMap((it) => (it.outcome === outcome && it.endsAt ? [it.endsAt] : []));
    const [first] = links.sort((a, b) => linkNumber(a) - linkNumber(b));
    if (first) return { link: first, outcome };
  }
  return null;
}

function stationAt(
  link: ChainLink,
  fates: readonly Fate[],
  passed: Step | null,
  firstStop: ReturnType<typeof firstStopOf>,
): ChainStation {
  const lost = fates.filter((it) => it.outcome === 'lost' && it.endsAt === link);
  const unseen = fates.filter((it) => it.outcome === 'unknown' && it.endsAt === link);
  const isBehind = firstStop !== null && linkNumber(link) > linkNumber(firstStop.link);
  const stop = lost[0] ?? (isBehind ? null : unseen[0]) ?? null;
  if (stop) {
    const isLost = stop.outcome === 'lost';
    const cause = stop.cause;
    const count = (isLost ? lost : unseen).length;
    const isPartial = isLost && link === 'metric-filter' && count < fates.length;
    const named = cause?.name ? cause : passed;
    return {
      link,
      state: isLost ? 'broken' : 'unknown',
      name: named?.name ?? null,
      arn: named?.arn ?? null,
      fact: isPartial ? `Blind to ${count} of ${fates.length}` : (cause?.fact ?? 'None'),
      ...ownerOf(cause ?? passed),
    };
  }
  if (isBehind) {
    const fact = firstStop.outcome === 'lost' ? 'Not reached' : 'Not judged';
    return {
      link,
      state: 'not-reached',
      name: passed?.name ?? null,
      arn: passed?.arn ?? null,
      fact,
      ...ownerOf(passed),
    };
  }
  if (!passed) {
    const isMetOtherwise = fates.length > 0;
    return {
      link,
      state: 'not-reached',
      name: null,
      arn: null,
      fact: isMetOtherwise ? 'Not needed' : 'Not judged',
    };
  }
  const state = passed.state === 'weak' ? 'weak' : 'works';
  return { link, state, name: passed.name, arn: passed.arn, fact: passed.fact, ...ownerOf(passed) };
}

/** The step most events pass at each link; events that arrive count before those that do not. */
function stepsPassed(fates: readonly Fate[]): Map<ChainLink, Step> {
  const counts = new Map<string, { step: Step; count: number }>();
  // While events are lost, filters of other controls that catch some of them are not the chain to show.
  const isAnyLost = fates.some((it) => it.outcome === 'lost');
  for (const fate of fates) {
    const arrival = fate.outcome === 'arrives' ? 1000 : fate.outcome === 'weak' ? 1001 : 1;
    const weight = arrival * (isMeantFor(fate, bestWay(fate)) ? 1000 : 1);
    const isBeside = isAnyLost && fate.event.eventName !== null && !isMeantFor(fate, bestWay(fate));
    for (const passed of routeOf(fate)) {
      if (passed.state === 'broken' || passed.state === 'unknown') continue;
      if (isBeside && linkNumber(passed.link) >= linkNumber('metric-filter')) continue;
      const key = [passed.link, passed.name, passed.arn].join('\n');
      const known = counts.get(key) ?? { step: passed, count: 0 };
      const better = passed.state === 'weak' ? passed : known.step;
      counts.set(key, { step: better, count: known.count + weight });
    }
  }
  const best = new Map<ChainLink, { step: Step; count: number }>();
  for (const it of counts.values()) {
    const known = best.get(it.step.link);
    if (!known || it.count > known.count) best.set(it.step.link, it);
  }
  return new Map([...best].map(([link, it]) => [link, it.step]));
}

/** Every step an event passes or ends at, along the way that carries it best. */
export function routeOf(fate: Fate): Step[] {
  const [feed] = fate.feeds;
  const way = bestWay(fate);
  return [
    ...(feed ? [feed.trailStep, ...(feed.groupStep ? [feed.groupStep] : [])] : []),
    ...(way?.route ?? []),
    ...(fate.cause ? [fate.cause] : []),
  ];
}

/** A filter that names the call before one that catches it among others; then the one that gets furthest. */
function bestWay(fate: Fate): FilterSource | undefined {
  return [...fate.through].sort(
    (a, b) => Number(isMeantFor(fate, b)) - Number(isMeantFor(fate, a)) || b.route.length - a.route.length,
  )[0];
}

function isMeantFor({ event }: Fate, source: FilterSource | undefined): boolean {
  return source !== undefined && event.eventName !== null && namesCall(source, event.eventName);
}

function ownerOf(step: Step | null): Pick<ChainStation, 'owner'> {
  if (!step?.owner) return {};
  const { accountId, name } = step.owner;
  return { owner: { accountId, name, region: step.region } };
}
