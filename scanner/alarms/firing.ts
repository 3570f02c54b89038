import type { AlarmLatency } from '#lib/posture/workspace-policy.ts';
import type { AlarmFact, MetricFilterFact, MetricRef } from '../snapshot.ts';
import { evaluateMath, idsIn } from './metric-math.ts';

export type Transformation = MetricFilterFact['transformations'][number];

/** A metric a filter publishes, in the account and region of its log group. */
export interface PublishedMetric {
  transformation: Transformation;
  accountId: string;
  region: string;
  /** Dimensions whose value is the same for every event (`@aws.account`, `@aws.region`). */
  fixedDimensions: Readonly<Record<string, string>>;
}

/** How an alarm answers to one event counted by a metric. */
export type Firing =
  /**
   * `narrowed` holds selector = value pairs: only events with these values count. `accepted` would be weak without
   * the workspace's policy.
   */
  | {
      fires: true;
      weak: readonly string[];
      accepted: readonly string[];
      narrowed: readonly { selector: string; value: string }[];
    }
  | { fires: false; why: string };

/** Whether the alarm looks at this metric at all; null when it looks elsewhere. */
export function firingOf(
  alarm: AlarmFact,
  alarmAccountId: string,
  published: PublishedMetric,
  latency: AlarmLatency,
): Firing | null {
  const refs = matchingRefs(alarm, alarmAccountId, published);
  if (refs.length === 0 && !queriesInsights(alarm, published)) return null;
  const mismatch = refs.length > 0 && refs.every((ref) => differsOf(ref, published) !== null);
  if (mismatch) {
    const [ref] = refs;
    return { fires: false, why: (ref && differsOf(ref, published)) ?? 'watches another metric' };
  }
  const usable = refs.filter((ref) => differsOf(ref, published) === null);
  const breach = alarm.metric
    ? plainBreach(alarm, alarm.metric, published)
    : mathBreach(alarm, usable, published);
  if (!breach.fires) return breach;
  if (alarm.treatMissingData === 'breaching') {
    return { fires: false, why: 'treats missing data as breaching, so it never leaves ALARM' };
  }
  const delay = delayOf(alarm, usable, latency);
  const weak = [...breach.weak, ...delay.weak];
  if (alarm.treatMissingData === 'ignore') {
    weak.push('ignores missing data, so it may stay in ALARM after the first event and not notify again');
  }
  return {
    fires: true,
    weak,
    accepted: delay.accepted,
    narrowed: usable[0] ? narrowing(usable[0], published) : [],
  };
}

/** Waiting for several datapoints, or for long ones, is weak unless the workspace accepts it. */
function delayOf(
  alarm: AlarmFact,
  refs: readonly MetricRef[],
  latency: AlarmLatency,
): { weak: string[]; accepted: string[] } {
  const needed = alarm.datapointsToAlarm ?? alarm.evaluationPeriods;
  const minutes = (needed * Math.max(0, ...refs.map((it) => it.periodSeconds))) / 60;
  const weak: string[] = [];
  const accepted: string[] = [];
  if (needed > latency.datapoints) {
    weak.push(`needs ${needed} breaching periods, so a single event may not raise it`);
  } else if (needed > 1) {
    accepted.push(`needs ${needed} breaching periods, which this workspace accepts`);
  }
  if (latency.minutes !== null && minutes > latency.minutes) {
    weak.push(`may take ${figure(minutes)} minutes, and this workspace accepts ${figure(latency.minutes)}`);
  }
  return { weak, accepted };
}

function figure(minutes: number): string {
  return String(Math.round(minutes * 10) / 10);
}

function matchingRefs(alarm: AlarmFact, alarmAccountId: string, published: PublishedMetric): MetricRef[] {
  const used = alarm.metric ? [alarm.metric] : refsUsed(alarm);
  const { metricNamespace, metricName } = published.transformation;
  return used.filter(
    (ref) =>
      ref.namespace === metricNamespace &&
      ref.metricName === metricName &&
      (ref.accountId ?? alarmAccountId) === published.accountId,
  );
}

/** Metrics the query that returns data depends on. */
function refsUsed(alarm: AlarmFact): MetricRef[] {
  const { queries } = alarm;
  const result = queries.find((it) => it.returnsData) ?? queries.at(-1);
  const reached = new Set<string>();
  const queue = result ? [result.id] : [];
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    if (reached.has(id)) continue;
    reached.add(id);
    const mentioned = idsIn(queries.find((it) => it.id === id)?.expression ?? '');
    queue.push(...(mentioned.includes('METRICS') ? queries.map((it) => it.id) : mentioned));
  }
  return queries.flatMap((it) => (it.metric && reached.has(it.id) ? [it.metric] : []));
}

/** What keeps the alarm's metric from being the published one, though the names agree. */
function differsOf(ref: MetricRef, published: PublishedMetric): string | null {
  const { dimensions, unit } = published.transformation;
  const publishedNames = [...Object.keys(dimensions), ...Object.keys(published.fixedDimensions)].sort();
  const wantedNames = Object.keys(ref.dimensions).sort();
  if (publishedNames.join('\n') !== wantedNames.join('\n')) {
    return `watches ${dimensionText(wantedNames)}, but the filter publishes ${dimensionText(publishedNames)}`;
  }
  for (const [name, value] of Object.entries(published.fixedDimensions)) {
    if (ref.dimensions[name] !== value) return `watches ${name} ${ref.dimensions[name]}, not ${value}`;
  }
  if (ref.unit !== null && ref.unit !== unit) {
    return `takes unit ${ref.unit}, but the filter publishes unit ${unit}`;
  }
  return null;
}

function dimensionText(names: readonly string[]): string {
  return names.length === 0 ? 'the metric without dimensions' : `dimensions ${names.join(', ')}`;
}

function narrowing(ref: MetricRef, published: PublishedMetric): { selector: string; value: string }[] {
  return Object.entries(published.transformation.dimensions).map(([name, selector]) => ({
    selector,
    value: ref.dimensions[name] ?? '',
  }));
}

type Breach = { fires: true; weak: readonly string[] } | { fires: false; why: string };

function plainBreach(alarm: AlarmFact, ref: MetricRef, published: PublishedMetric): Breach {
  if (alarm.ignoresFewSamples && /^p\d/i.test(ref.statistic)) {
    const why = `ignores periods with few samples, so a single event never raises its ${ref.statistic}`;
    return { fires: false, why };
  }
  const value = eventValue(ref.statistic, published.transformation);
  const breach = breachOf(alarm, value.value, ref.statistic);
  if (!breach.fires) return breach;
  const { defaultValue } = published.transformation;
  if (
    defaultValue !== null &&
    value.value !== null &&
    holds(alarm, quietValue(ref.statistic, defaultValue))
  ) {
    return {
      fires: false,
      why: `breaches without any event too, because the metric's default value is ${defaultValue}`,
    };
  }
  return { fires: true, weak: [...breach.weak, ...value.weak] };
}

/** The statistic over a period with one counted event; null when it depends on the event. */
function eventValue(
  statistic: string,
  transformation: Transformation,
): { value: number | null; weak: string[] } {
  const text = transformation.metricValue.trim();
  const counted = /^[-+]?(\d|\.\d)/.test(text) ? Number(text) : null;
  const { defaultValue } = transformation;
  if (statistic === 'SampleCount') return { value: 1, weak: [] };
  if (defaultValue === null || statistic === 'Sum' || statistic === 'Maximum') {
    return { value: counted, weak: [] };
  }
  return {
    value: counted,
    weak: [
      `uses ${statistic} over a metric with default value ${defaultValue}, so quiet minutes may hide an event`,
    ],
  };
}

function quietValue(statistic: string, defaultValue: number): number {
  return statistic === 'SampleCount' ? 1 : defaultValue;
}

function mathBreach(alarm: AlarmFact, usable: readonly MetricRef[], published: PublishedMetric): Breach {
  const result = alarm.queries.find((it) => it.returnsData) ?? alarm.queries.at(-1);
  if (!result) return { fires: false, why: 'has no metric query' };
  const { transformation } = published;
  const { defaultValue } = transformation;
  const seenValue = (ref: MetricRef, withEvent: boolean): number | null => {
    if (!usable.includes(ref)) return 0;
    if (withEvent) return eventValue(ref.statistic, transformation).value;
    return defaultValue === null ? 0 : quietValue(ref.statistic, defaultValue);
  };
  const values = (withEvent: boolean): Map<string, number | null> =>
    new Map(
      alarm.queries.flatMap((it) => (it.metric ? [[it.id, seenValue(it.metric, withEvent)] as const] : [])),
    );
  const weak = [...new Set(usable.flatMap((it) => eventValue(it.statistic, transformation).weak))];
  const value = mathValue(alarm, result.id, values(true), new Set());
  if (value === null) {
    const fires = { fires: true as const, weak };
    return alarm.threshold === null || isBand(alarm) ? breachOf(alarm, null, 'math') : fires;
  }
  const breach = breachOf(alarm, value, 'the expression');
  if (!breach.fires) return breach;
  const quiet = mathValue(alarm, result.id, values(false), new Set());
  const isFilled = alarm.queries.some((it) => /\bFILL\s*\(/i.test(it.expression ?? ''));
  if ((isFilled || defaultValue !== null) && quiet !== null && holds(alarm, quiet)) {
    const filler = isFilled
      ? 'its expression fills in missing data'
      : `the metric's default value is ${defaultValue}`;
    return { fires: false, why: `breaches without any event too, because ${filler}` };
  }
  return { fires: true, weak: [...breach.weak, ...weak] };
}

function mathValue(
  alarm: AlarmFact,
  id: string,
  values: ReadonlyMap<string, number | null>,
  seen: ReadonlySet<string>,
): number | null {
  const direct = values.get(id);
  if (direct !== undefined) return direct;
  const expression = alarm.queries.find((it) => it.id === id)?.expression;
  if (!expression || seen.has(id)) return null;
  const deeper = new Set([...seen, id]);
  const all = [...values.values()].map((it) => it ?? 1);
  return evaluateMath(expression, (other) => mathValue(alarm, other, values, deeper), all);
}

function breachOf(alarm: AlarmFact, value: number | null, what: string): Breach {
  if (alarm.threshold === null || isBand(alarm)) {
    return { fires: true, weak: ['compares with an anomaly band, so a single event may stay inside it'] };
  }
  if (value === null) return { fires: true, weak: [] };
  if (!holds(alarm, value)) {
    const sign = signs.get(alarm.comparisonOperator) ?? alarm.comparisonOperator;
    const verb = what === 'the expression' ? 'its expression gives' : `${what} is`;
    return { fires: false, why: `needs ${sign} ${alarm.threshold}, but with one event ${verb} ${value}` };
  }
  if (alarm.comparisonOperator.startsWith('LessThan')) {
    return { fires: true, weak: ['fires on few events and stays silent when there are more'] };
  }
  return { fires: true, weak: [] };
}

export const signs: ReadonlyMap<string, string> = new Map([
  ['GreaterThanOrEqualToThreshold', '≥'],
  ['GreaterThanThreshold', '>'],
  ['LessThanThreshold', '<'],
  ['LessThanOrEqualToThreshold', '≤'],
]);

function isBand(alarm: AlarmFact): boolean {
  return !signs.has(alarm.comparisonOperator);
}

function holds(alarm: AlarmFact, value: number): boolean {
  const threshold = alarm.threshold ?? Number.NaN;
  switch (alarm.comparisonOperator) {
    case 'GreaterThanOrEqualToThreshold':
      return value >= threshold;
    case 'GreaterThanThreshold':
      return value > threshold;
    case 'LessThanThreshold':
      return value < threshold;
    case 'LessThanOrEqualToThreshold':
      return value <= threshold;
    default:
      return false;
  }
}

/** A Metrics Insights query over the metric: `SELECT SUM(Name) FROM "Namespace"`, without a WHERE. */
function queriesInsights(alarm: AlarmFact, published: PublishedMetric): boolean {
  const { metricName, metricNamespace, dimensions } = published.transformation;
  return alarm.queries.some((it) => {
    const parsed =
      /^\s*SELECT\s+\w+\(\s*"?([^")]+?)"?\s*\)\s+FROM\s+(?:SCHEMA\(\s*)?"?([^",)]+?)"?\s*(,[^)]*)?\)?\s*$/i.exec(
        it.expression ?? '',
      );
    if (!parsed || parsed[1] !== metricName || parsed[2] !== metricNamespace) return false;
    const named = (parsed[3] ?? '').split(',').map((name) => name.trim().replaceAll('"', ''));
    const wanted = named.filter((name) => name !== '');
    const isSchema = /SCHEMA\(/i.test(it.expression ?? '');
    const names = [...Object.keys(dimensions), ...Object.keys(published.fixedDimensions)];
    return !isSchema || names.sort().join() === wanted.sort().join();
  });
}
