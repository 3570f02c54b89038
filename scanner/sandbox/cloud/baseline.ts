import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { RegionBlock } from '../document/cloud-document.ts';
import type { BaselineDocument } from '../document/monitoring.ts';
import { CloudFileError } from '../document/read-files.ts';
import { nearest } from '../document/strict.ts';

const patterns = z
  .record(z.string(), z.string())
  .parse(JSON.parse(readFileSync(new URL('./baseline-patterns.json', import.meta.url), 'utf8')));

export const baselineControls = Object.keys(patterns);

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
    filterPattern: patterns[control] ?? '',
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

function controlsOf(baseline: BaselineDocument): string[] {
  const named = [
    ...(baseline.controls ?? []),
    ...(baseline.except ?? []),
    ...Object.keys(baseline.filters ?? {}),
    ...Object.keys(baseline.alarms ?? {}),
  ];
  for (const control of named) {
    if (patterns[control] !== undefined) continue;
    const near = nearest(control, baselineControls);
    throw new CloudFileError(
      `baselines of ${baseline.logGroupName}: unknown control "${control}"${near ? `, did you mean "${near}"?` : `; known: ${baselineControls.join(', ')}`}`,
    );
  }
  const wanted = baseline.controls ?? baselineControls;
  return wanted.filter((control) => !baseline.except?.includes(control));
}
