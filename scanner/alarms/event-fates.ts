import type { Missed } from '#lib/alarm-controls/coverage.ts';
import { globalRegionOf } from '#lib/alarm-controls/regions.ts';
import type { RequiredEvent } from '#lib/alarm-controls/required-event.ts';
import type { Work } from '#lib/filter-pattern/work.ts';
import type { ChainLink } from '#lib/posture/alarm-detail.ts';
import { noTrailCause } from '../link/shared-causes.ts';
import type { Chain, ChainFeed } from './chain.ts';
import type { FilterSource } from './filter-sources.ts';
import { namesCall } from './names-call.ts';
import { lastStep, linkNumber, type Step, step } from './route.ts';
import { type LeftOut, selectorsRecord } from './trail-recording.ts';
import type { UnionDecider } from './union.ts';

type Outcome = 'arrives' | 'weak' | 'unknown' | 'lost';

/** What becomes of one required event. */
export interface Fate {
  event: RequiredEvent;
  outcome: Outcome;
  /** Where it is lost, or where it gets out of sight. */
  endsAt: ChainLink | null;
  /** The step that stops or weakens it. */
  cause: Step | null;
  why: string;
  missed: readonly Missed[];
  exclusions: readonly string[];
  /** Feeds that record and deliver it, and the filters that catch it. */
  feeds: readonly ChainFeed[];
  through: readonly FilterSource[];
}

/** A place and kind in which an event may happen; judged apart because trails record them apart. */
interface Slot {
  region: string;
  isReadOnly: boolean;
}

const gravity: Record<Outcome, number> = { arrives: 0, weak: 1, unknown: 2, lost: 3 };

export function fateOf(
  event: RequiredEvent,
  chain: Chain,
  feeds: readonly ChainFeed[],
  union: UnionDecider,
  work: Work,
): Fate {
  const fates = slotsOf(event, chain, feeds).map((slot) =>
    fateInSlot(event, slot, chain, feeds, union, work),
  );
  const [first, ...rest] = fates;
  if (!first) return lostAt(event, noTrail(chain));
  const worst = rest.reduce((a, b) => (gravity[b.outcome] > gravity[a.outcome] ? b : a), first);
  return { ...worst, exclusions: [...new Set(fates.flatMap((it) => it.exclusions))] };
}

/** Only the regions that trails tell apart need an answer of their own. */
function slotsOf(event: RequiredEvent, chain: Chain, feeds: readonly ChainFeed[]): Slot[] {
  const homes = new Set(
    feeds.filter((it) => !it.trail.fact.isMultiRegion).map((it) => it.trail.fact.homeRegion),
  );
  const enabled = chain.linked.snapshot.regions;
  // Every account has more than one region enabled; a scan of just one does not make it the only one.
  const other = enabled.find((it) => !homes.has(it)) ?? (enabled.length > 1 ? null : 'every other region');
  const regions = event.isGlobalService
    ? [globalRegion(chain.linked.account.partition)]
    : [...[...homes].filter((it) => enabled.includes(it) || enabled.length <= 1), ...(other ? [other] : [])];
  const kinds = event.readOnly === null ? [true, false] : [event.readOnly];
  return regions.flatMap((region) => kinds.map((isReadOnly) => ({ region, isReadOnly })));
}

/** Where a partition's global services record what happens to them. */
export function globalRegion(partition: string): string {
  return globalRegionOf(partition) ?? 'us-east-1';
}

function fateInSlot(
  event: RequiredEvent,
  slot: Slot,
  chain: Chain,
  feeds: readonly ChainFeed[],
  union: UnionDecider,
  work: Work,
): Fate {
  const ready: ChainFeed[] = [];
  const leftOut: { feed: ChainFeed; items: readonly LeftOut[] }[] = [];
  const blocked: Step[] = [];
  const open: Step[] = chain.unseenTrails ? [chain.unseenTrails] : [];
  for (const feed of feeds) {
    const { trailStep, groupStep } = feed;
    const recording = recordingIn(feed, event, slot);
    if (trailStep.state === 'unknown') open.push(trailStep);
    else if (trailStep.state === 'broken') blocked.push(trailStep);
    else if (!recording.isRecorded) blocked.push(notRecorded(feed, recording.why));
    else if (groupStep?.state === 'unknown') open.push(groupStep);
    else if (groupStep?.state === 'broken') blocked.push(groupStep);
    else {
      ready.push(feed);
      leftOut.push({ feed, items: recording.leftOut });
      if (feed.unseenFilters) open.push(feed.unseenFilters);
    }
  }
  if (ready.length === 0) {
    const unseen = furthest(open);
    return unseen ? unseenAt(event, unseen) : lostAt(event, furthest(blocked) ?? noTrail(chain));
  }
  const fate = fateAmongFilters(event, chain, ready, open, union, work);
  return { ...fate, exclusions: [...fate.exclusions, ...droppedByAll(leftOut, event, slot)] };
}

function fateAmongFilters(
  event: RequiredEvent,
  chain: Chain,
  feeds: readonly ChainFeed[],
  open: readonly Step[],
  union: UnionDecider,
  work: Work,
): Fate {
  const sorted = sortedSources(chain, feeds);
  // What is out of sight is not the same everywhere; without it, one set of feeds has one fate for an event.
  if (open.length > 0) return judgeFilters(event, feeds, sorted, open, union, work);
  const known = sorted.fates.get(event) ?? judgeFilters(event, feeds, sorted, open, union, work);
  sorted.fates.set(event, known);
  return known;
}

/** The filters behind some feeds, by how far they carry. */
interface SortedSources {
  sources: readonly FilterSource[];
  good: readonly FilterSource[];
  weak: readonly FilterSource[];
  hopeful: readonly FilterSource[];
  fates: Map<RequiredEvent, Fate>;
}

const sortedOf = new WeakMap<Chain, Map<string, SortedSources>>();

function sortedSources(chain: Chain, feeds: readonly ChainFeed[]): SortedSources {
  const ofChain = sortedOf.get(chain) ?? new Map<string, SortedSources>();
  sortedOf.set(chain, ofChain);
  const key = feeds.map((it) => it.trail.fact.arn).join();
  const known = ofChain.get(key);
  if (known) return known;
  const sources = feeds.flatMap((it) => it.sources);
  const sorted = {
    sources,
    good: sources.filter((it) => it.state === 'works' && isQuiet(it)),
    weak: sources.filter((it) => it.state === 'works' || it.state === 'weak'),
    hopeful: sources.filter((it) => it.state !== 'broken'),
    fates: new Map<RequiredEvent, Fate>(),
  };
  ofChain.set(key, sorted);
  return sorted;
}

function isQuiet({ noise }: FilterSource): boolean {
  return noise?.length === 0;
}

function judgeFilters(
  event: RequiredEvent,
  feeds: readonly ChainFeed[],
  { sources, good, weak, hopeful }: SortedSources,
  open: readonly Step[],
  union: UnionDecider,
  work: Work,
): Fate {
  const base = { event, endsAt: null, cause: null, why: '', missed: [], feeds };
  const isCovered = (verdict: string): boolean =>
    verdict === 'covers' || verdict === 'covers-with-exclusions';

  const byGood = union.decide(event, good, work);
  if (isCovered(byGood.verdict)) {
    const exclusions = byGood.exclusions.map((it) => it.text);
    return { ...base, outcome: 'arrives', exclusions, through: union.catching(event, good, work) };
  }
  const byWeak = union.decide(event, weak, work);
  if (isCovered(byWeak.verdict) && byGood.verdict !== 'undecided') {
    const through = union.catching(event, weak, work);
    const cause =
      through.flatMap((it) => it.route.filter((at) => at.state === 'weak'))[0] ?? noisyStep(through);
    const exclusions = byWeak.exclusions.map((it) => it.text);
    return {
      ...base,
      outcome: 'weak',
      cause,
      why: cause?.why ?? '',
      exclusions,
      through,
    };
  }
  const byHope = union.decide(event, hopeful, work);
  const unseen = furthest([
    ...open,
    ...(isCovered(byHope.verdict) ? union.catching(event, hopeful, work).flatMap(unknownStepOf) : []),
  ]);
  if (unseen) return { ...unseenAt(event, unseen), feeds, through: union.catching(event, hopeful, work) };
  // A filter that fires on everything is not this control's: mending what is behind it is not the fix.
  const { eventName } = event;
  const meant = sources.filter((it) => eventName === null || isQuiet(it) || namesCall(it, eventName));
  const byAll = union.decide(event, meant, work);
  const catching = union.catching(event, sources, work);
  if ([byGood, byWeak, byHope, byAll].some((it) => it.verdict === 'undecided')) {
    return { ...unseenAt(event, tooComplex(feeds)), feeds, through: catching };
  }
  if (!isCovered(byAll.verdict)) {
    const cause = missedStep(feeds, sources, catching, byAll.missed[0]?.when ?? '');
    return { ...lostAt(event, cause), missed: byAll.missed, feeds, through: catching };
  }
  return { ...lostAt(event, furthestBreak(event, meant, union, work)), missed: [], feeds, through: catching };
}

/** The furthest link to which filters together still carry the whole event; its break is the one to mend. */
function furthestBreak(
  event: RequiredEvent,
  sources: readonly FilterSource[],
  union: UnionDecider,
  work: Work,
): Step {
  const steps = sources.flatMap((it) => lastStep(it.route) ?? []).filter((it) => it.state === 'broken');
  const links = [...new Set(steps.map((it) => linkNumber(it.link)))].sort((a, b) => b - a);
  for (const link of links) {
    const reaching = sources.filter((it) => {
      const last = lastStep(it.route);
      return last !== undefined && (last.state !== 'broken' || linkNumber(last.link) >= link);
    });
    const verdict = union.decide(event, reaching, work).verdict;
    if (verdict !== 'covers' && verdict !== 'covers-with-exclusions') continue;
    const ends = union.catching(event, reaching, work).flatMap((it) => lastStep(it.route) ?? []);
    const found = ends.find((it) => it.state === 'broken' && linkNumber(it.link) === link);
    if (found) return found;
  }
  return (
    steps[0] ?? step('metric-filter', 'broken', { fact: 'Blind', why: 'No metric filter catches the event.' })
  );
}

function recordingIn(feed: ChainFeed, event: RequiredEvent, slot: Slot) {
  const { fact, selectors } = feed.trail;
  if (!fact.isMultiRegion && fact.homeRegion !== slot.region) {
    return { isRecorded: false as const, why: `records ${fact.homeRegion} only` };
  }
  if (event.isGlobalService && !fact.includesGlobalServiceEvents) {
    return { isRecorded: false as const, why: 'does not record global service events' };
  }
  if (!selectors) return { isRecorded: false as const, why: 'has selectors that were not read' };
  const { eventSource, eventName } = event;
  return selectorsRecord(selectors, { eventSource, eventName, isReadOnly: slot.isReadOnly });
}

/** What no recording trail keeps, in words for the auditor. */
function droppedByAll(
  leftOut: readonly { feed: ChainFeed; items: readonly LeftOut[] }[],
  event: RequiredEvent,
  slot: Slot,
): string[] {
  const [first, ...rest] = leftOut;
  if (!first) return [];
  const isKept = (left: LeftOut): boolean =>
    rest.some(({ items }) => items.every((it) => it.text !== left.text)) ||
    leftOut.some(({ feed }) => {
      const { selectors } = feed.trail;
      const kind = { eventSource: left.eventSource, eventName: event.eventName, isReadOnly: slot.isReadOnly };
      return left.eventSource !== null && selectors !== null && selectorsRecord(selectors, kind).isRecorded;
    });
  return first.items
    .filter((left) => !isKept(left))
    .map((left) => `The trail ${first.feed.trail.fact.name} does not record ${left.text}.`);
}

function notRecorded(feed: ChainFeed, why: string): Step {
  const { fact, owner } = feed.trail;
  return step('trail', 'broken', {
    evidence: feed.trailStep.evidence,
    region: fact.homeRegion,
    name: fact.name,
    arn: fact.arn,
    owner,
    fact: sentence(why),
    why: `The trail ${fact.name} ${why}.`,
    causeKey: fact.arn,
  });
}

function noTrail(chain: Chain): Step {
  const { key, text } = noTrailCause(chain.linked);
  return step('trail', 'broken', {
    owner: chain.linked.owner(chain.linked.account.accountId),
    fact: 'None',
    why: text,
    causeKey: key,
  });
}

function missedStep(
  feeds: readonly ChainFeed[],
  sources: readonly FilterSource[],
  catching: readonly FilterSource[],
  when: string,
): Step {
  const group = feeds[0]?.group;
  const at = { owner: feeds[0]?.groupStep?.owner ?? null, region: group?.region ?? '' };
  const [partly] = catching;
  const narrowed = sources.find((it) => it.route[0]?.state === 'broken');
  if (partly) {
    const first = partly.route[0];
    const others = catching.length > 1 ? ' and its neighbours miss' : ' misses';
    const condition = when === '' || when === 'always' ? 'some of them' : `them ${when}`;
    const why = `The metric filter ${partly.filter.name}${others} ${condition}.`;
    const { name = null, causeKey = null, evidence = [] } = first ?? {};
    return step('metric-filter', 'broken', { name, causeKey, evidence, ...at, fact: 'Misses events', why });
  }
  if (narrowed?.route[0] && sources.every((it) => it.route[0]?.state === 'broken')) return narrowed.route[0];
  const none = sources.length === 0;
  return step('metric-filter', 'broken', {
    ...at,
    fact: none ? 'None' : 'No match',
    why: none
      ? `The log group ${group?.name ?? ''} has no metric filter.`
      : `No metric filter on the log group ${group?.name ?? ''} matches these events.`,
    causeKey: `${group?.arn ?? ''}:metric-filter`,
  });
}

function tooComplex(feeds: readonly ChainFeed[]): Step {
  const name = feeds[0]?.group?.name ?? 'the log group';
  const why = `The metric filters of ${name} are together too complex to decide: Watchpost stops after a fixed amount of work for each control.`;
  return step('metric-filter', 'unknown', { fact: 'Too complex', why, missing: { message: why } });
}

function noisyStep(through: readonly FilterSource[]): Step | null {
  const noisy = through.find((it) => it.noise?.length !== 0);
  const first = noisy?.route[0];
  if (!noisy || !first) return null;
  const { name, causeKey, owner, region, evidence } = first;
  const noise = (noisy.noise ?? []).map((it) => it.charAt(0).toLowerCase() + it.slice(1));
  const why = `The metric filter ${noisy.filter.name} also fires on routine activity: ${noise.join(', ')}.`;
  return step('metric-filter', 'weak', {
    name,
    causeKey,
    owner,
    region,
    evidence,
    fact: 'Fires on routine activity',
    why,
  });
}

function unknownStepOf(source: FilterSource): Step[] {
  return source.route.filter((it) => it.state === 'unknown');
}

function furthest(steps: readonly Step[]): Step | null {
  let best: Step | null = null;
  for (const it of steps) if (!best || linkNumber(it.link) > linkNumber(best.link)) best = it;
  return best;
}

function lostAt(event: RequiredEvent, cause: Step): Fate {
  const base = { missed: [], exclusions: [], feeds: [], through: [] };
  return { ...base, event, outcome: 'lost', endsAt: cause.link, cause, why: cause.why ?? cause.fact };
}

function unseenAt(event: RequiredEvent, cause: Step): Fate {
  const base = { missed: [], exclusions: [], feeds: [], through: [] };
  return { ...base, event, outcome: 'unknown', endsAt: cause.link, cause, why: cause.why ?? cause.fact };
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
