import { baselinePatterns } from '../document/baseline-controls.ts';
import type { RegionBlock } from '../document/cloud-document.ts';
import type { BaselineDocument } from '../document/monitoring.ts';

/** Turns `baselines` into the metric filters and alarms they stand for. */
export function expandBaselines(block: RegionBlock): RegionBlock {
  const { baselines = [], ...rest } = block;
  if (baselines.length === 0) return rest;
  return {
    ...rest,
    metricFilters: [...(rest.metricFilters ?? []), ...baselines.flatMap(filtersOf)],
    metricAlarms: [...(rest.metricAlarms ?? []), ...baselines.flatMap(alarmsOf)],
  };
}

function filtersOf(baseline: BaselineDocument) {
  return controlsOf(baseline).map((control) => ({
    filterName: control,
    logGroupName: baseline.logGroupName,
    filterPattern: baselinePatterns[control] ?? '',
    metricTransformations: [
      { metricName: control, metricNamespace: namespaceOf(baseline), metricValue: '1' },
    ],
    ...baseline.filters?.[control],
  }));
}

function alarmsOf(baseline: BaselineDocument) {
  return controlsOf(baseline).map((control) => ({
    AlarmName: control,
    MetricName: control,
    Namespace: namespaceOf(baseline),
    AlarmActions: [baseline.topic],
    TreatMissingData: 'notBreaching',
    ...baseline.alarms?.[control],
  }));
}

function namespaceOf(baseline: BaselineDocument): string {
  return baseline.namespace ?? 'CloudTrailMetrics';
}

function controlsOf({ controls, except = [] }: BaselineDocument): string[] {
  return (controls ?? Object.keys(baselinePatterns)).filter((control) => !except.includes(control));
}
