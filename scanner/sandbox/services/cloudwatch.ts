import * as module from '@aws-sdk/client-cloudwatch';
import type { Call } from '../call.ts';
import { paginate } from '../paginate.ts';
import { AwsError } from '../wire/aws-error.ts';
import { defineService, operation } from '../wire/service.ts';

export const cloudwatch = defineService({
  name: 'cloudwatch',
  signingName: 'monitoring',
  client: new module.CloudWatchClient({ region: 'us-east-1' }),
  module,
  operations: {
    DescribeAlarms: operation<module.DescribeAlarmsInput, module.DescribeAlarmsOutput>(describeAlarms),
    DescribeAlarmsForMetric: operation<
      module.DescribeAlarmsForMetricInput,
      module.DescribeAlarmsForMetricOutput
    >((input, { here }) => ({
      MetricAlarms: (here.metricAlarms ?? []).filter(
        (it) =>
          it.MetricName === input.MetricName &&
          it.Namespace === input.Namespace &&
          isSame(it.Dimensions ?? [], input.Dimensions ?? []) &&
          (!input.Unit || it.Unit === input.Unit) &&
          (!input.Statistic || it.Statistic === input.Statistic),
      ),
    })),
    ListMetrics: operation<module.ListMetricsInput, module.ListMetricsOutput>((input, call) => {
      const metrics = metricsOf(call)
        .filter((it) => !input.Namespace || it.Namespace === input.Namespace)
        .filter((it) => !input.MetricName || it.MetricName === input.MetricName);
      const page = pageOf(metrics, `metrics ${input.Namespace}`, 500, input.NextToken);
      return { Metrics: page.items, NextToken: page.next };
    }),
    ListAlarmMuteRules: operation<module.ListAlarmMuteRulesInput, module.ListAlarmMuteRulesOutput>(
      (input, { here }) => {
        const rules = (here.alarmMuteRules ?? [])
          .filter((it) => !input.Statuses || (it.Status && input.Statuses.includes(it.Status)))
          .filter((it) => !input.AlarmName || it.MuteTargets?.AlarmNames?.includes(input.AlarmName));
        const page = pageOf(rules, `mute ${input.AlarmName}`, sizeOf(input.MaxRecords), input.NextToken);
        const summaries = page.items.map(
          ({ AlarmMuteRuleArn, ExpireDate, Status, MuteType, LastUpdatedTimestamp }) => ({
            AlarmMuteRuleArn,
            ExpireDate,
            Status,
            MuteType,
            LastUpdatedTimestamp,
          }),
        );
        return { AlarmMuteRuleSummaries: summaries, NextToken: page.next };
      },
    ),
    GetAlarmMuteRule: operation<module.GetAlarmMuteRuleInput, module.GetAlarmMuteRuleOutput>(
      (input, { here }) => {
        const name = input.AlarmMuteRuleName;
        const rule = (here.alarmMuteRules ?? []).find(
          (it) => it.Name === name || it.AlarmMuteRuleArn === name,
        );
        if (!rule)
          throw new AwsError('ResourceNotFoundException', `Alarm mute rule ${name} does not exist`, {
            status: 404,
          });
        return rule;
      },
    ),
    DescribeAlarmHistory: operation<module.DescribeAlarmHistoryInput, module.DescribeAlarmHistoryOutput>(
      () => ({
        AlarmHistoryItems: [],
      }),
    ),
  },
});

type AnyAlarm =
  | { kind: 'MetricAlarm'; alarm: module.MetricAlarm }
  | { kind: 'CompositeAlarm'; alarm: module.CompositeAlarm }
  | { kind: 'LogAlarm'; alarm: module.LogAlarm };

function describeAlarms(input: module.DescribeAlarmsInput, call: Call): module.DescribeAlarmsOutput {
  if (input.AlarmNames && input.AlarmNamePrefix) {
    throw new AwsError('ValidationError', 'AlarmNamePrefix and AlarmNames are mutually exclusive', {
      status: 400,
    });
  }
  const kinds: readonly string[] = input.AlarmTypes ?? ['MetricAlarm'];
  const alarms = alarmsOf(call)
    .filter(({ kind }) => kinds.includes(kind))
    .filter(({ alarm }) => !input.AlarmNames || input.AlarmNames.includes(alarm.AlarmName ?? ''))
    .filter(({ alarm }) => !input.AlarmNamePrefix || alarm.AlarmName?.startsWith(input.AlarmNamePrefix))
    .filter(({ alarm }) => !input.StateValue || alarm.StateValue === input.StateValue)
    .filter(
      ({ alarm }) =>
        !input.ActionPrefix || alarm.AlarmActions?.some((it) => it.startsWith(input.ActionPrefix ?? '')),
    )
    .filter((it) => !input.ParentsOfAlarmName || mentions(it, input.ParentsOfAlarmName))
    .filter(
      ({ alarm }) => !input.ChildrenOfAlarmName || isChild(call, input.ChildrenOfAlarmName, alarm.AlarmName),
    );
  const of = `alarms ${kinds} ${input.AlarmNames} ${input.AlarmNamePrefix}`;
  const page = pageOf(alarms, of, sizeOf(input.MaxRecords), input.NextToken);
  return {
    MetricAlarms: page.items.flatMap((it) => (it.kind === 'MetricAlarm' ? [it.alarm] : [])),
    CompositeAlarms: page.items.flatMap((it) => (it.kind === 'CompositeAlarm' ? [it.alarm] : [])),
    ...(kinds.includes('LogAlarm') && {
      LogAlarms: page.items.flatMap((it) => (it.kind === 'LogAlarm' ? [it.alarm] : [])),
    }),
    NextToken: page.next,
  };
}

function alarmsOf({ here }: Call): AnyAlarm[] {
  const all: AnyAlarm[] = [
    ...(here.metricAlarms ?? []).map((alarm) => ({ kind: 'MetricAlarm' as const, alarm })),
    ...(here.compositeAlarms ?? []).map((alarm) => ({ kind: 'CompositeAlarm' as const, alarm })),
    ...(here.logAlarms ?? []).map((alarm) => ({ kind: 'LogAlarm' as const, alarm })),
  ];
  return all.sort((a, b) => ((a.alarm.AlarmName ?? '') < (b.alarm.AlarmName ?? '') ? -1 : 1));
}

function mentions(it: AnyAlarm, name: string): boolean {
  return it.kind === 'CompositeAlarm' && (it.alarm.AlarmRule ?? '').includes(name);
}

function isChild({ here }: Call, parent: string, name: string | undefined): boolean {
  const rule = (here.compositeAlarms ?? []).find((it) => it.AlarmName === parent)?.AlarmRule;
  return name !== undefined && rule?.includes(name) === true;
}

function metricsOf({ here }: Call): module.Metric[] {
  const fromFilters = (here.metricFilters ?? [])
    .flatMap((it) => it.metricTransformations ?? [])
    .map((it) => ({ Namespace: it.metricNamespace, MetricName: it.metricName, Dimensions: [] }));
  return [...(here.metrics ?? []), ...fromFilters];
}

function pageOf<T>(items: T[], of: string, size: number, token: string | undefined) {
  return paginate(items, { of, size, token, invalid: 'InvalidNextToken' });
}

function sizeOf(maxRecords: number | undefined): number {
  if (maxRecords === undefined) return 50;
  if (maxRecords < 1 || maxRecords > 100) {
    const message = `1 validation error detected: Value '${maxRecords}' at 'maxRecords' failed to satisfy constraint: Member must have value less than or equal to 100`;
    throw new AwsError('ValidationError', message, { status: 400 });
  }
  return maxRecords;
}

function isSame(a: readonly module.Dimension[], b: readonly module.Dimension[]): boolean {
  const key = (it: readonly module.Dimension[]) =>
    it
      .map(({ Name, Value }) => `${Name}=${Value}`)
      .sort()
      .join();
  return key(a) === key(b);
}
