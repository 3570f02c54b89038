import { type AlarmControlId, alarmControl } from '#lib/alarm-controls/controls.ts';
import { securityHubWouldSay } from '#lib/alarm-controls/coverage.ts';
import { type Edition, editions } from '#lib/alarm-controls/editions.ts';
import { stepsForDetail } from '#lib/alarm-controls/work-limits.ts';
import type { Work } from '#lib/filter-pattern/work.ts';
import type { AlarmDetail, ChainLink, EditionVerdict, SeenFilter } from '#lib/posture/alarm-detail.ts';
import type { VerdictStatus } from '#lib/posture/verdict.ts';
import { parseArn } from '../link/arn.ts';
import type { Fate } from './event-fates.ts';
import type { FilterSource } from './filter-sources.ts';
import { type Standing, standingOf } from './inheritance.ts';
import { lanesOf, missedEventsOf } from './lanes.ts';
import { namesCall } from './names-call.ts';
import type { Run } from './results.ts';
import { lastStep } from './route.ts';
import { firstStopOf, stationsOf } from './stations.ts';

const maxFilters = 12;

/** All the drill-down shows of one control, for the result that counts. */
export function controlDetail(
  run: Run,
  control: AlarmControlId,
  edition: Edition,
  standing: Standing,
): Omit<AlarmDetail, 'fix'> {
  const { fates, status } = standing.result;
  const count = (...outcomes: Fate['outcome'][]): number =>
    fates.filter((it) => outcomes.includes(it.outcome)).length;
  const { filters, otherFilters } = seenFilters(run, fates);
  const stop = firstStopOf(fates);
  return {
    control,
    edition,
    required: fates.length,
    arriving: count('arrives', 'weak'),
    lost: count('lost'),
    unseen: count('unknown'),
    firstBrokenLink: status === 'fail' ? (stop?.link ?? null) : null,
    stations: stationsOf(fates, run.linked.account.accountId),
    lanes: lanesOf(fates),
    missedEvents: missedEventsOf(fates),
    exclusions: [...new Set(fates.flatMap((it) => it.exclusions))].sort(),
    filters,
    otherFilters,
    editions: editionVerdicts(run, control),
    securityHub: securityHubOf(run, control, fates),
    noise: noiseOf(fates),
    rootCause: rootCauseOf(control, fates),
  };
}

/** The cause that stops, or weakens, most events. */
export function mainCause(fates: readonly Fate[]): Fate | null {
  const stop = firstStopOf(fates);
  const stopped = stop
    ? fates.filter((it) => it.outcome === stop.outcome && it.endsAt === stop.link)
    : fates.filter((it) => it.outcome === 'weak');
  const counts = new Map<string, number>();
  for (const it of stopped) counts.set(it.why, (counts.get(it.why) ?? 0) + 1);
  return stopped.reduce<Fate | null>((best, it) => {
    return best && (counts.get(best.why) ?? 0) >= (counts.get(it.why) ?? 0) ? best : it;
  }, null);
}

function rootCauseOf(control: AlarmControlId, fates: readonly Fate[]): AlarmDetail['rootCause'] {
  const fate = mainCause(fates);
  const cause = fate?.cause;
  if (!fate || !cause) return null;
  const { missing } = cause;
  if (cause.state === 'unknown' && missing) {
    const key = missing.accountId
      ? `onboard:${missing.accountId}`
      : missing.action
        ? `grant:${cause.owner?.accountId ?? ''}:${missing.action}`
        : `unread:${cause.causeKey ?? cause.arn ?? cause.link}`;
    return { key, link: cause.link, text: missing.message };
  }
  const key = cause.causeKey ?? cause.arn ?? cause.link;
  // Among other filters, a missing one is one fix a control; where there is none at all, one baseline mends them all.
  const isOneOfMany = key.endsWith(':metric-filter') && fate.feeds.some((it) => it.sources.length > 0);
  return { key: isOneOfMany ? `${key}:${control}` : key, link: cause.link, text: fate.why };
}

function seenFilters(run: Run, fates: readonly Fate[]): Pick<AlarmDetail, 'filters' | 'otherFilters'> {
  const all = new Map<string, FilterSource[]>();
  for (const feed of run.chain.feeds) {
    for (const source of feed.sources) {
      const key = `${source.filter.logGroupArn}\n${source.filter.name}`;
      all.set(key, [...(all.get(key) ?? []), source]);
    }
  }
  const work = { left: stepsForDetail };
  const related = [...all.values()].flatMap((sources) => {
    const isNamed = ({ event }: Fate): boolean => sources.some((it) => namesCall(it, event.eventName ?? ''));
    const named = fates.filter(isNamed).length;
    const hits = fates.filter(({ event }) => mayCatch(run, event, sources, work));
    return named > 0 || hits.length > 0 ? [{ sources, named, hits }] : [];
  });
  const byNamed = related.map((it) => it.named).sort((a, b) => b - a);
  const least = byNamed[maxFilters - 1] ?? 0;
  const seen = related
    .filter((it) => it.named >= least)
    .map(({ sources, named, hits }) => {
      const answers = hits.map(({ event }) => coverageBy(run, event, sources, work));
      const catches = answers.filter((it) => it === 'whole').length;
      return { filter: seenFilter(sources, catches, answers.includes('undecided')), named };
    });
  seen.sort(
    (a, b) =>
      b.named - a.named || b.filter.catches - a.filter.catches || (a.filter.name < b.filter.name ? -1 : 1),
  );
  const filters = seen.slice(0, maxFilters).map((it) => it.filter);
  return { filters, otherFilters: all.size - filters.length };
}

function mayCatch(run: Run, event: Fate['event'], sources: readonly FilterSource[], work: Work): boolean {
  return sources.some((it) => run.union.catches(event, it, work) !== false);
}

/** How much of an event a filter matches by itself. */
function coverageBy(
  run: Run,
  event: Fate['event'],
  sources: readonly FilterSource[],
  work: Work,
): 'whole' | 'part' | 'undecided' {
  if (sources.every((it) => run.union.catches(event, it, work) !== true)) return 'undecided';
  const { verdict } = run.union.decide(event, sources, work);
  if (verdict === 'undecided') return 'undecided';
  return verdict === 'misses' ? 'part' : 'whole';
}

function seenFilter(sources: readonly FilterSource[], catches: number, isUndecided: boolean): SeenFilter {
  const best = [...sources].sort((a, b) => b.route.length - a.route.length)[0];
  const filter = best?.filter;
  const last = best ? lastStep(best.route) : undefined;
  const reaches: ChainLink = last?.link ?? 'metric-filter';
  const noise = best?.noise ?? [];
  const alsoFires = noise.length > 0 ? `Also fires on ${noise.join(', ')}.` : null;
  const notDecided = isUndecided
    ? 'What it matches is too complex to decide; it may catch more events.'
    : null;
  const why = best?.route.find((it) => it.state !== 'works')?.why ?? null;
  return {
    name: filter?.name ?? '',
    logGroup: filter?.logGroupName ?? '',
    accountId: parseArn(filter?.logGroupArn ?? '')?.accountId ?? '',
    region: filter?.region ?? '',
    pattern: filter?.pattern ?? '',
    catches,
    reaches,
    reachesPerson: sources.some((it) => it.state === 'works' || it.state === 'weak'),
    note: why ?? notDecided ?? alsoFires,
  };
}

export function editionVerdicts(run: Run, control: AlarmControlId): Record<string, EditionVerdict> {
  const { cis } = alarmControl(control);
  return Object.fromEntries(
    editions.map((edition) => {
      const standing = standingOf(run, control, edition);
      const verdict: VerdictStatus = !standing
        ? 'not_applicable'
        : standing.inheritedFrom
          ? 'inherited'
          : standing.result.status;
      const fates = standing?.result.fates ?? [];
      const lost = fates.filter((it) => it.outcome === 'lost').length;
      return [edition, { verdict, number: cis[edition] ?? null, required: fates.length, lost }];
    }),
  );
}

/** Security Hub wants the exact text on a filter whose alarm tells someone. */
function securityHubOf(
  run: Run,
  control: AlarmControlId,
  fates: readonly Fate[],
): AlarmDetail['securityHub'] {
  const sources = run.chain.feeds.flatMap((it) => it.sources);
  const telling = sources.filter((it) => it.state === 'works' || it.state === 'weak');
  const answer = securityHubWouldSay(
    control,
    telling.map((it) => it.filter.pattern),
  );
  const isUnseen = fates.some((it) => it.outcome === 'unknown');
  return answer === 'fail' && isUnseen ? 'unknown' : answer;
}

function noiseOf(fates: readonly Fate[]): string[] {
  const through = fates.flatMap((it) => (it.outcome === 'weak' ? it.through : []));
  return [...new Set(through.flatMap((it) => it.noise ?? []))].sort();
}
