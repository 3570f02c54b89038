import { type AlarmControlId, alarmControl } from '#lib/alarm-controls/controls.ts';
import { type Edition, includesEdition, newestEdition } from '#lib/alarm-controls/editions.ts';
import type { JudgedContext } from '#lib/alarm-controls/required-event.ts';
import { requiredEvents } from '#lib/alarm-controls/required-events.ts';
import { stepsPerControl } from '#lib/alarm-controls/work-limits.ts';
import type { VerdictStatus } from '#lib/posture/verdict.ts';
import type { Linked } from '../link/linked.ts';
import { type AlarmTerms, termsKey } from './alarm-terms.ts';
import { type Alternative, reportedByRules } from './alternatives/event-rules.ts';
import { reportedByLogAlarm } from './alternatives/log-alarms.ts';
import { blindSpotsAmong } from './blind-spot.ts';
import { type Chain, type ChainFeed, chainOf } from './chain.ts';
import { type Fate, fateOf } from './event-fates.ts';
import { type UnionDecider, unionDecider } from './union.ts';

/** One account at one moment, with every decision made once. */
export interface Run {
  linked: Linked;
  terms: AlarmTerms;
  chain: Chain;
  union: UnionDecider;
  context: JudgedContext;
  /** By control and scope, then by event. */
  fates: Map<string, ReadonlyMap<string, Fate>>;
  alternatives: Map<string, Alternative | null>;
  results: Map<string, Result>;
}

export type Status = Extract<VerdictStatus, 'pass' | 'warn' | 'fail' | 'unknown'>;

/** What becomes of a control's required events over some trails. */
export interface Result {
  status: Status;
  fates: readonly Fate[];
  /** Calls that can no longer occur and that nothing catches. */
  uncaughtHistorical: readonly string[];
  /** Alternatives that carry events the chain loses, and what the chain alone would say. */
  met: { by: readonly string[]; strict: Status } | null;
}

/** Which trails count. */
export type Scope = 'own' | 'foreign' | 'all';

const runs = new WeakMap<Linked, Map<string, Run>>();

export function runOf(linked: Linked, terms: AlarmTerms): Run {
  const known = runs.get(linked) ?? new Map<string, Run>();
  runs.set(linked, known);
  const key = termsKey(terms);
  const run = known.get(key) ?? startRun(linked, terms);
  known.set(key, run);
  return run;
}

function startRun(linked: Linked, terms: AlarmTerms): Run {
  const { accountId, partition } = linked.account;
  const homeRegion = linked.trails[0]?.fact.homeRegion ?? linked.snapshot.regions[0];
  const context = { accountId, partition, ...(homeRegion ? { homeRegion } : {}) };
  const maps = { fates: new Map(), alternatives: new Map(), results: new Map() };
  return { linked, terms, chain: chainOf(linked, terms), union: unionDecider(context), context, ...maps };
}

/** null where the edition has no such control. */
export function resultOf(
  run: Run,
  control: AlarmControlId,
  edition: Edition,
  scope: Scope,
  mayUseAlternatives: boolean,
): Result | null {
  const alike = sameEventsSince(control, edition);
  if (!alike) return null;
  const key = [control, alike, scope, mayUseAlternatives].join(' ');
  const known = run.results.get(key) ?? judgeEvents(run, control, alike, scope, mayUseAlternatives);
  run.results.set(key, known);
  return known;
}

/** The first edition that requires the same events, so that each list is judged once; null: no such control. */
function sameEventsSince(control: AlarmControlId, edition: Edition): Edition | null {
  const { since, eventNames } = alarmControl(control);
  if (!includesEdition(edition, since)) return null;
  const starts = [since, ...eventNames.map((it) => it.since)].filter((it) => includesEdition(edition, it));
  return starts.reduce((latest, it) => (includesEdition(it, latest) ? it : latest));
}

function judgeEvents(
  run: Run,
  control: AlarmControlId,
  edition: Edition,
  scope: Scope,
  mayUseAlternatives: boolean,
): Result {
  const known = fatesIn(run, control, scope);
  const found = requiredEvents(control, edition, run.context).flatMap(({ id }) => known.get(id) ?? []);
  const raw = found.filter((it) => !it.event.isHistorical);
  const explain = blindSpotsAmong(raw);
  const fates = raw.map(explain);
  const historical = found.filter((it) => it.event.isHistorical && it.outcome === 'lost');
  const uncaughtHistorical = [...new Set(historical.map(({ event }) => event.eventName ?? event.label))];
  const strict = statusOf(fates);
  if (!mayUseAlternatives || strict === 'pass' || strict === 'warn') {
    return { status: strict, fates, uncaughtHistorical, met: null };
  }
  const by = new Set<string>();
  const met = fates.map((fate): Fate => {
    const other =
      fate.outcome === 'lost' || fate.outcome === 'unknown' ? alternativeFor(run, control, fate) : null;
    if (!other) return fate;
    by.add(other.name);
    const why = `Reported by ${other.name}.`;
    return { ...fate, outcome: other.state === 'works' ? 'arrives' : 'weak', endsAt: null, cause: null, why };
  });
  const status = statusOf(met);
  if (by.size === 0 || (status !== 'pass' && status !== 'warn')) {
    return { status: strict, fates, uncaughtHistorical, met: null };
  }
  return { status, fates: met, uncaughtHistorical, met: { by: [...by].sort(), strict } };
}

/**
 * All events of a control over some trails, in one order whichever edition or account asks, so that work runs out at
 * the same event for everyone. Each scope has its own work; all trails come first, because every asker begins there.
 */
function fatesIn(run: Run, control: AlarmControlId, scope: Scope): ReadonlyMap<string, Fate> {
  const key = `${control} ${scope}`;
  const known = run.fates.get(key);
  if (known) return known;
  if (scope !== 'all') fatesIn(run, control, 'all');
  const work = { left: stepsPerControl };
  const feeds = feedsIn(run.chain, scope);
  const fates = new Map(
    requiredEvents(control, newestEdition, run.context).map((event) => [
      event.id,
      fateOf(event, run.chain, feeds, run.union, work),
    ]),
  );
  run.fates.set(key, fates);
  return fates;
}

export function feedsIn(chain: Chain, scope: Scope): readonly ChainFeed[] {
  if (scope === 'all') return chain.feeds;
  return chain.feeds.filter((it) => it.isForeign === (scope === 'foreign'));
}

/** Both kinds of alternative need a trail that records the event. */
function alternativeFor(run: Run, control: AlarmControlId, fate: Fate): Alternative | null {
  if (fate.endsAt === 'trail') return null;
  const { event } = fate;
  const key = `${control} ${event.id}`;
  const known = run.alternatives.get(key);
  if (known !== undefined) return known;
  const groups = run.chain.feeds.flatMap((it) => (it.group ? [it.group] : []));
  const found =
    reportedByRules(run.linked, event, run.terms) ??
    groups.flatMap((it) => reportedByLogAlarm(run.linked, it, event, run.terms.latency) ?? [])[0] ??
    null;
  run.alternatives.set(key, found);
  return found;
}

function statusOf(fates: readonly Fate[]): Status {
  const has = (outcome: Fate['outcome']): boolean => fates.some((it) => it.outcome === outcome);
  if (has('lost')) return 'fail';
  if (has('unknown')) return 'unknown';
  return has('weak') ? 'warn' : 'pass';
}
