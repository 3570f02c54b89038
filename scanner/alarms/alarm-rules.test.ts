import { describe } from 'vitest';
import type { Topics } from '../snapshot.ts';
import { alarm, me, metricFilter, region, source } from './testing/literals.ts';
import { checkRows } from './testing/rows.ts';

const math = (expression: string, threshold = 1, statistic = 'Sum'): Partial<Topics> => ({
  'cloudwatch.alarms': [
    alarm({
      metric: null,
      threshold,
      queries: [
        { id: 'e1', expression, metric: null, returnsData: true },
        { id: 'm1', expression: null, metric: alarm({ statistic }).metric, returnsData: false },
      ],
    }),
  ],
});

describe('the alarm', () => {
  checkRows([
    ['fails without one', { 'cloudwatch.alarms': [] }, 'fail', 'alarm'],
    [
      'fails in another namespace',
      { 'cloudwatch.alarms': [alarm({ namespace: 'Elsewhere' })] },
      'fail',
      'alarm',
    ],
    ['fails in another region', { 'cloudwatch.alarms': [alarm({ region: 'us-east-1' })] }, 'fail', 'alarm'],
    ['fails when it needs two events', { 'cloudwatch.alarms': [alarm({ threshold: 2 })] }, 'fail', 'alarm'],
    [
      'passes above zero',
      { 'cloudwatch.alarms': [alarm({ threshold: 0, comparisonOperator: 'GreaterThanThreshold' })] },
      'pass',
      null,
    ],
    [
      'fails above one',
      { 'cloudwatch.alarms': [alarm({ comparisonOperator: 'GreaterThanThreshold' })] },
      'fail',
      'alarm',
    ],
    [
      'fails below one',
      { 'cloudwatch.alarms': [alarm({ comparisonOperator: 'LessThanThreshold' })] },
      'fail',
      'alarm',
    ],
    [
      'warns when it needs two periods',
      { 'cloudwatch.alarms': [alarm({ evaluationPeriods: 2 })] },
      'warn',
      null,
    ],
    [
      'passes with one of three datapoints',
      { 'cloudwatch.alarms': [alarm({ evaluationPeriods: 3, datapointsToAlarm: 1 })] },
      'pass',
      null,
    ],
    [
      'fails when missing data breaches',
      { 'cloudwatch.alarms': [alarm({ treatMissingData: 'breaching' })] },
      'fail',
      'alarm',
    ],
    [
      'warns when missing data is ignored',
      { 'cloudwatch.alarms': [alarm({ treatMissingData: 'ignore' })] },
      'warn',
      null,
    ],
    [
      'passes when missing data is missing',
      { 'cloudwatch.alarms': [alarm({ treatMissingData: 'missing' })] },
      'pass',
      null,
    ],
    [
      'warns on Average over a default value',
      {
        'logs.metric-filters': [metricFilter({ defaultValue: 0 })],
        'cloudwatch.alarms': [alarm({ statistic: 'Average' })],
      },
      'warn',
      null,
    ],
    [
      'warns on Minimum over a default value',
      {
        'logs.metric-filters': [metricFilter({ defaultValue: 0 })],
        'cloudwatch.alarms': [alarm({ statistic: 'Minimum' })],
      },
      'warn',
      null,
    ],
    [
      'passes on Maximum over a default value',
      {
        'logs.metric-filters': [metricFilter({ defaultValue: 0 })],
        'cloudwatch.alarms': [alarm({ statistic: 'Maximum' })],
      },
      'pass',
      null,
    ],
    [
      'fails when its unit is not published',
      { 'cloudwatch.alarms': [alarm({ unit: 'Count' })] },
      'fail',
      'alarm',
    ],
    [
      'passes when its unit is published',
      {
        'logs.metric-filters': [metricFilter({ unit: 'Count' })],
        'cloudwatch.alarms': [alarm({ unit: 'Count' })],
      },
      'pass',
      null,
    ],
    [
      'fails without the metric’s dimensions',
      { 'logs.metric-filters': [metricFilter({ dims: { Name: '$.eventName' } })] },
      'fail',
      'alarm',
    ],
    [
      'fails when its dimension value narrows to one call',
      {
        'logs.metric-filters': [metricFilter({ dims: { Name: '$.eventName' } })],
        'cloudwatch.alarms': [alarm({ dims: { Name: 'CreateSecurityGroup' } })],
      },
      'fail',
      'alarm',
    ],
    [
      'passes with the system dimension it publishes',
      {
        'logs.metric-filters': [metricFilter({ emitSystemFieldDimensions: ['@aws.account'] })],
        'cloudwatch.alarms': [alarm({ dims: { '@aws.account': me } })],
      },
      'pass',
      null,
    ],
    [
      'fails with its actions off',
      { 'cloudwatch.alarms': [alarm({ isActionsEnabled: false })] },
      'fail',
      'alarm',
    ],
    ['warns when stuck in ALARM', { 'cloudwatch.alarms': [alarm({ state: 'ALARM' })] }, 'warn', null],
    [
      'passes while freshly in ALARM',
      { 'cloudwatch.alarms': [alarm({ state: 'ALARM', stateSince: '2026-11-19T05:00:00.000Z' })] },
      'pass',
      null,
    ],
    [
      'warns while muted',
      {
        'cloudwatch.mute-rules': [
          {
            source: source('x'),
            arn: 'm',
            name: 'night',
            region,
            alarmNames: ['watch-alarm'],
            isActive: true,
            endsAt: '2026-11-20T00:00:00.000Z',
          },
        ],
      },
      'warn',
      null,
    ],
    [
      'passes after the mute ended',
      {
        'cloudwatch.mute-rules': [
          {
            source: source('x'),
            arn: 'm',
            name: 'night',
            region,
            alarmNames: ['watch-alarm'],
            isActive: true,
            endsAt: '2026-11-18T00:00:00.000Z',
          },
        ],
      },
      'pass',
      null,
    ],
    ['passes with an expression over the metric', math('FILL(m1, 0)'), 'pass', null],
    [
      'fails with an expression that a default value keeps up',
      { ...math('m1 + 1'), 'logs.metric-filters': [metricFilter({ defaultValue: 0 })] },
      'fail',
      'alarm',
    ],
    [
      'warns with an expression over an Average with a default value',
      { ...math('m1', 1, 'Average'), 'logs.metric-filters': [metricFilter({ defaultValue: 0 })] },
      'warn',
      null,
    ],
    [
      'fails on a percentile that ignores few samples',
      { 'cloudwatch.alarms': [alarm({ statistic: 'p99', ignoresFewSamples: true })] },
      'fail',
      'alarm',
    ],
    ['fails with an expression that stays too small', math('m1 / 2'), 'fail', 'alarm'],
    ['fails with an expression that ignores the metric', math('TIME_SERIES(1)'), 'fail', 'alarm'],
    [
      'is not spoilt by a second, useless alarm',
      { 'cloudwatch.alarms': [alarm(), alarm({ name: 'bad', threshold: 100 })] },
      'pass',
      null,
    ],
  ]);
});
