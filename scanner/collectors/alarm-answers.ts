import { z } from 'zod';
import { flagOr, optionalText, optionalTime, texts } from '../aws/answers.ts';
import type {
  AlarmBase,
  AlarmFact,
  CompositeAlarmFact,
  LogAlarmFact,
  MetricRef,
  Source,
} from '../snapshot.ts';

const Dimensions = z
  .array(z.object({ Name: z.string(), Value: z.string() }))
  .nullish()
  .transform((it) => Object.fromEntries((it ?? []).map((pair) => [pair.Name, pair.Value])));

const numberOrNull = z
  .number()
  .nullish()
  .transform((it) => it ?? null);

const Base = {
  AlarmName: z.string(),
  AlarmArn: optionalText,
  ActionsEnabled: flagOr(true),
  AlarmActions: texts,
  StateValue: z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']).nullish().catch(null),
  StateTransitionedTimestamp: optionalTime,
  StateUpdatedTimestamp: optionalTime,
};

const MetricStat = z.object({
  Metric: z.object({ Namespace: optionalText, MetricName: optionalText, Dimensions }),
  Period: numberOrNull,
  Stat: z.string(),
  Unit: optionalText,
});

export const MetricAlarmAnswer = z
  .object({
    ...Base,
    Namespace: optionalText,
    MetricName: optionalText,
    Dimensions,
    Statistic: optionalText,
    ExtendedStatistic: optionalText,
    EvaluateLowSampleCountPercentile: optionalText,
    Period: numberOrNull,
    Unit: optionalText,
    Metrics: z
      .array(
        z.object({
          Id: z.string(),
          Expression: optionalText,
          MetricStat: MetricStat.nullish(),
          /** PutMetricAlarm documents true as the default. */
          ReturnData: flagOr(true),
          AccountId: optionalText,
        }),
      )
      .nullish()
      .transform((it) => it ?? []),
    ComparisonOperator: z.string(),
    Threshold: numberOrNull,
    EvaluationPeriods: z.number(),
    DatapointsToAlarm: numberOrNull,
    TreatMissingData: z
      .enum(['missing', 'notBreaching', 'breaching', 'ignore'])
      .nullish()
      .transform((it) => it ?? 'missing'),
  })
  .superRefine((alarm, context) => {
    const isPlain = alarm.MetricName !== null;
    if (isPlain && !alarm.Statistic && !alarm.ExtendedStatistic) {
      context.addIssue({ code: 'custom', path: ['Statistic'], message: 'absent' });
    }
  });

/** PromQL alarms and other kinds have neither: they cannot watch a metric filter's metric. */
export const WatchesMetric = z.looseObject({
  MetricName: z.string().nullish(),
  Metrics: z.array(z.unknown()).nullish(),
});

export const CompositeAlarmAnswer = z.object({
  ...Base,
  AlarmRule: z.string(),
  ActionsSuppressor: optionalText,
});

export const LogAlarmAnswer = z.object({
  ...Base,
  ScheduledQueryConfiguration: z.unknown().optional(),
  QueryResultsToEvaluate: numberOrNull,
  QueryResultsToAlarm: numberOrNull,
  Threshold: numberOrNull,
  ComparisonOperator: optionalText,
  TreatMissingData: optionalText,
});

export interface Place {
  accountId: string;
  partition: string;
  region: string;
}

/** CloudWatch's own fallback; most alarms of metric filters state theirs. */
const unstatedPeriodSeconds = 300;

export function metricAlarmOf(
  it: z.infer<typeof MetricAlarmAnswer>,
  source: Source,
  place: Place,
): AlarmFact {
  const metric: MetricRef | null =
    it.MetricName === null
      ? null
      : {
          namespace: it.Namespace ?? '',
          metricName: it.MetricName,
          dimensions: it.Dimensions,
          statistic: it.Statistic ?? it.ExtendedStatistic ?? '',
          periodSeconds: it.Period ?? unstatedPeriodSeconds,
          unit: it.Unit,
          accountId: null,
        };
  return {
    ...baseOf(it, source, place),
    metric,
    queries: it.Metrics.map((query) => ({
      id: query.Id,
      expression: query.Expression,
      metric: query.MetricStat ? metricOf(query.MetricStat, query.AccountId) : null,
      returnsData: query.ReturnData,
    })),
    comparisonOperator: it.ComparisonOperator,
    threshold: it.Threshold,
    evaluationPeriods: it.EvaluationPeriods,
    datapointsToAlarm: it.DatapointsToAlarm,
    treatMissingData: it.TreatMissingData,
    ...(it.EvaluateLowSampleCountPercentile === 'ignore' && { ignoresFewSamples: true }),
  };
}

export function compositeAlarmOf(
  it: z.infer<typeof CompositeAlarmAnswer>,
  source: Source,
  place: Place,
): CompositeAlarmFact {
  return { ...baseOf(it, source, place), rule: it.AlarmRule, actionsSuppressor: it.ActionsSuppressor };
}

export function logAlarmOf(it: z.infer<typeof LogAlarmAnswer>, source: Source, place: Place): LogAlarmFact {
  return {
    ...baseOf(it, source, place),
    configuration: {
      ScheduledQueryConfiguration: it.ScheduledQueryConfiguration ?? null,
      QueryResultsToEvaluate: it.QueryResultsToEvaluate,
      QueryResultsToAlarm: it.QueryResultsToAlarm,
      Threshold: it.Threshold,
      ComparisonOperator: it.ComparisonOperator,
      TreatMissingData: it.TreatMissingData,
    },
  };
}

function metricOf(stat: z.infer<typeof MetricStat>, accountId: string | null): MetricRef {
  return {
    namespace: stat.Metric.Namespace ?? '',
    metricName: stat.Metric.MetricName ?? '',
    dimensions: stat.Metric.Dimensions,
    statistic: stat.Stat,
    periodSeconds: stat.Period ?? unstatedPeriodSeconds,
    unit: stat.Unit,
    accountId,
  };
}

function baseOf(
  it: { AlarmName: string; AlarmArn: string | null; ActionsEnabled: boolean; AlarmActions: string[] } & {
    StateValue?: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA' | null | undefined;
    StateTransitionedTimestamp: string | null;
    StateUpdatedTimestamp: string | null;
  },
  source: Source,
  place: Place,
): AlarmBase {
  return {
    source,
    arn:
      it.AlarmArn ??
      `arn:${place.partition}:cloudwatch:${place.region}:${place.accountId}:alarm:${it.AlarmName}`,
    name: it.AlarmName,
    region: place.region,
    isActionsEnabled: it.ActionsEnabled,
    alarmActions: it.AlarmActions,
    state: it.StateValue ?? null,
    stateSince: it.StateTransitionedTimestamp ?? it.StateUpdatedTimestamp,
  };
}
