import type { Evidence } from '#lib/posture/verdict.ts';
import type { Linked } from '../link/linked.ts';
import type { Fate } from './event-fates.ts';
import { evidence } from './evidence.ts';
import type { Run } from './results.ts';
import { routeOf } from './stations.ts';

/** The calls that decided, in chain order, each once. */
export function chainEvidence(run: Run, fates: readonly Fate[]): Evidence[] {
  const steps = representatives(fates).flatMap(routeOf);
  const found = new Map<string, Evidence>();
  const all = [...trailListing(run.linked), ...steps.flatMap((it) => it.evidence), ...absences(fates)];
  for (const it of all) found.set(`${it.link} ${it.command}`, it);
  return [...found.values()].sort((a, b) => (a.link ?? 0) - (b.link ?? 0));
}

/** One event for each way to end, so that evidence stays small. */
function representatives(fates: readonly Fate[]): Fate[] {
  const found = new Map<string, Fate>();
  for (const fate of fates) {
    const filters = fate.through.map((it) => it.filter.name).join();
    const key = [fate.outcome, fate.endsAt, fate.why, filters].join('\n');
    if (!found.has(key)) found.set(key, fate);
  }
  return [...found.values()].slice(0, 20);
}

function trailListing(linked: Linked): Evidence[] {
  if (linked.trails.length > 0 || linked.trailGaps.length > 0) return [];
  const { accountId } = linked.account;
  const region = linked.snapshot.regions[0] ?? 'us-east-1';
  const source = { api: 'cloudtrail:DescribeTrails', region, at: linked.snapshot.finishedAt };
  const cli = { command: 'cloudtrail describe-trails', args: ['--include-shadow-trails'] };
  return [evidence('trail', source, accountId, 'No trail is listed', cli, { trailList: [] })];
}

/** What was looked for and not found has no fact to point at: the call that listed its like stands for it. */
function absences(fates: readonly Fate[]): Evidence[] {
  return fates.flatMap((fate): Evidence[] => {
    const { cause } = fate;
    const [feed] = fate.feeds;
    if (fate.outcome !== 'lost' || !cause || cause.evidence.length > 0 || !feed?.group) return [];
    const { group, sources } = feed;
    const accountId = feed.groupStep?.owner?.accountId ?? feed.trail.owner.accountId;
    const filterSource = sources[0]?.filter.source ?? { ...group.source, api: 'logs:DescribeMetricFilters' };
    if (cause.link === 'metric-filter') {
      const names = [...new Set(sources.map((it) => it.filter.name))];
      const decided = `${names.length} metric filters on ${group.name}, none matches`;
      const cli = { command: 'logs describe-metric-filters', args: ['--log-group-name', group.name] };
      return [
        evidence('metric-filter', filterSource, accountId, decided, cli, { filterNames: names.slice(0, 20) }),
      ];
    }
    const metric = fate.through[0]?.filter.transformations[0];
    if (cause.link !== 'alarm' || !metric) return [];
    const source = { ...filterSource, api: 'cloudwatch:DescribeAlarms' };
    const query = `MetricAlarms[?MetricName==\`${metric.metricName}\`].AlarmName`;
    const decided = `No alarm on ${metric.metricNamespace}/${metric.metricName}`;
    const cli = { command: 'cloudwatch describe-alarms', args: ['--query', query] };
    return [evidence('alarm', source, accountId, decided, cli, { MetricAlarms: [] })];
  });
}
