import type { AlarmBase, AlarmFact, MetricRef, Topics } from '../snapshot.ts';

type Known = Partial<
  Pick<
    Topics,
    'logs.metric-filters' | 'cloudwatch.alarms' | 'cloudwatch.composite-alarms' | 'cloudwatch.log-alarms'
  >
>;

/**
 * Alarms that can carry a trail's event: over a metric one of its log group's filters publishes, over another
 * account's metric, composites above these, and log alarms. Only their topics are worth a call.
 */
export function relevantAlarms(known: Known): AlarmBase[] {
  const metrics = new Set(
    (known['logs.metric-filters'] ?? []).flatMap((filter) =>
      filter.transformations.map((it) => keyOf(filter.region, it.metricNamespace, it.metricName)),
    ),
  );
  const names = new Set(
    (known['logs.metric-filters'] ?? []).flatMap((it) =>
      it.transformations.map((metric) => metric.metricName),
    ),
  );
  const watching = (known['cloudwatch.alarms'] ?? []).filter(
    (alarm) => metricsOf(alarm).some((it) => isRelevant(alarm, it, metrics)) || namesMetric(alarm, names),
  );
  const composites = compositesAbove(watching, known['cloudwatch.composite-alarms'] ?? []);
  return [...watching, ...composites, ...(known['cloudwatch.log-alarms'] ?? [])];
}

function compositesAbove<Composite extends AlarmBase & { rule: string }>(
  alarms: readonly AlarmBase[],
  composites: readonly Composite[],
): Composite[] {
  const found = new Set<Composite>();
  let below: readonly AlarmBase[] = alarms;
  while (below.length > 0) {
    const above = composites.filter(
      (it) => !found.has(it) && below.some((child) => it.rule.includes(child.name)),
    );
    for (const it of above) found.add(it);
    below = above;
  }
  return [...found];
}

function isRelevant(alarm: AlarmFact, metric: MetricRef, published: ReadonlySet<string>): boolean {
  return metric.accountId !== null || published.has(keyOf(alarm.region, metric.namespace, metric.metricName));
}

/** Metrics Insights names the metric inside its query. */
function namesMetric(alarm: AlarmFact, names: ReadonlySet<string>): boolean {
  return alarm.queries.some(
    (it) =>
      it.expression !== null &&
      /\bselect\b/i.test(it.expression) &&
      [...names].some((name) => it.expression?.includes(name)),
  );
}

function metricsOf(alarm: AlarmFact): MetricRef[] {
  return [
    ...(alarm.metric ? [alarm.metric] : []),
    ...alarm.queries.flatMap((it) => (it.metric ? [it.metric] : [])),
  ];
}

function keyOf(region: string, namespace: string, name: string): string {
  return `${region}\n${namespace}\n${name}`;
}
