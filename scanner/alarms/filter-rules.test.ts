import { describe, expect, it } from 'vitest';
import { alarm, logGroup, me, metricFilter, other, prescribed, region } from './testing/literals.ts';
import { checkRows, judge } from './testing/rows.ts';

const sg = prescribed('security-group-changes');
describe('the metric filter', () => {
  const names = [...sg.matchAll(/\$\.eventName = (\w+)/g)].map((it) => it[1] ?? '');
  const half = (part: string[]): string => `{ ${part.map((it) => `($.eventName = ${it})`).join(' || ')} }`;
  checkRows([
    ['fails when the log group has none', { 'logs.metric-filters': [] }, 'fail', 'metric-filter'],
    [
      'fails when it is blind to IAM users',
      {
        'logs.metric-filters': [
          metricFilter({
            pattern: sg.replace(
              /^\{(.*)\}$/,
              '{ ($1) && ($.userIdentity.sessionContext.sessionIssuer.arn != "x") }',
            ),
          }),
        ],
      },
      'fail',
      'metric-filter',
    ],
    [
      'passes when it names every call in another order',
      { 'logs.metric-filters': [metricFilter({ pattern: half([...names].reverse()) })] },
      'pass',
      null,
    ],
    [
      'adds up two filters, each with its own alarm',
      {
        'logs.metric-filters': [
          metricFilter({ name: 'a', metric: 'A', pattern: half(names.slice(0, 3)) }),
          metricFilter({ name: 'b', metric: 'B', pattern: half(names.slice(3)) }),
        ],
        'cloudwatch.alarms': [alarm({ name: 'a', metricName: 'A' }), alarm({ name: 'b', metricName: 'B' })],
      },
      'pass',
      null,
    ],
    [
      'fails at the alarm when one of two halves has none',
      {
        'logs.metric-filters': [
          metricFilter({ name: 'a', metric: 'A', pattern: half(names.slice(0, 3)) }),
          metricFilter({ name: 'b', metric: 'B', pattern: half(names.slice(3)) }),
        ],
        'cloudwatch.alarms': [alarm({ name: 'a', metricName: 'A' })],
      },
      'fail',
      'alarm',
    ],
    [
      'fails on an invalid pattern',
      { 'logs.metric-filters': [metricFilter({ pattern: '{ $.eventName == x' })] },
      'fail',
      'metric-filter',
    ],
    [
      'warns when it fires on everything',
      { 'logs.metric-filters': [metricFilter({ pattern: '' })] },
      'warn',
      null,
    ],
    [
      'fails when it selects another account’s logs',
      { 'logs.metric-filters': [metricFilter({ fieldSelectionCriteria: `@aws.account = "${other}"` })] },
      'fail',
      'metric-filter',
    ],
    [
      'passes when it selects its own account’s logs',
      {
        'logs.metric-filters': [
          metricFilter({ fieldSelectionCriteria: `@aws.account IN ["${me}"] AND @aws.region = "${region}"` }),
        ],
      },
      'pass',
      null,
    ],
    [
      'fails when it selects another region’s logs',
      { 'logs.metric-filters': [metricFilter({ fieldSelectionCriteria: `@aws.region != "${region}"` })] },
      'fail',
      'metric-filter',
    ],
    [
      'fails on logs transformed out of shape',
      {
        'logs.groups': [logGroup({ transformer: [{ parseToOCSF: {} }] })],
        'logs.metric-filters': [metricFilter({ isAppliedOnTransformedLogs: true })],
      },
      'fail',
      'metric-filter',
    ],
    [
      'passes on transformed logs that keep what it reads',
      {
        'logs.groups': [
          logGroup({ transformer: [{ parseJSON: {} }, { deleteKeys: { withKeys: ['requestID'] } }] }),
        ],
        'logs.metric-filters': [metricFilter({ isAppliedOnTransformedLogs: true })],
      },
      'pass',
      null,
    ],
    [
      'fails on transformed logs that lose what it reads',
      {
        'logs.groups': [logGroup({ transformer: [{ deleteKeys: { withKeys: ['eventName'] } }] })],
        'logs.metric-filters': [metricFilter({ isAppliedOnTransformedLogs: true })],
      },
      'fail',
      'metric-filter',
    ],
  ]);
});

describe('several controls on one log group', () => {
  const everything = metricFilter({ name: 'all', metric: 'All', pattern: '{ $.eventVersion = "*" }' });
  const stuck = alarm({ name: 'refused', metricName: 'Refused', state: 'ALARM' });
  const refused = metricFilter({
    name: 'refused',
    metric: 'Refused',
    pattern: prescribed('unauthorized-api-calls'),
  });

  it('does not blame what is behind a filter on everything', () => {
    const judgement = judge({ 'logs.metric-filters': [everything], 'cloudwatch.alarms': [] });
    expect(judgement.alarm?.firstBrokenLink).toBe('metric-filter');
  });

  it('names the weakness of the control’s own alarm, not of one that also catches its events', () => {
    const judgement = judge({
      'logs.metric-filters': [refused, metricFilter()],
      'cloudwatch.alarms': [stuck, alarm({ evaluationPeriods: 3 })],
    });
    expect([judgement.verdict, judgement.reason]).toEqual(['warn', expect.stringContaining('watch-alarm')]);
  });

  it('names the break of the control’s own filter', () => {
    const judgement = judge({ 'logs.metric-filters': [refused, metricFilter()], 'cloudwatch.alarms': [] });
    expect(judgement.reason).toContain('Trail/Count');
  });
});

describe('the metric', () => {
  checkRows([
    [
      'fails when it counts nothing',
      { 'logs.metric-filters': [metricFilter({ value: '0' })] },
      'fail',
      'metric',
    ],
    [
      'fails when the filter publishes none',
      { 'logs.metric-filters': [metricFilter({ transformations: [] })] },
      'fail',
      'metric',
    ],
    [
      'passes by its second metric',
      {
        'logs.metric-filters': [
          {
            ...metricFilter(),
            transformations: [
              ...metricFilter({ metric: 'Unwatched' }).transformations,
              ...metricFilter().transformations,
            ],
          },
        ],
      },
      'pass',
      null,
    ],
    [
      'takes a selector as value',
      { 'logs.metric-filters': [metricFilter({ value: '$.eventVersion' })] },
      'pass',
      null,
    ],
  ]);
});

describe('the root cause of a missing filter', () => {
  const causeOf = (facts: Parameters<typeof judge>[0], control: 'vpc-changes' | 'route-table-changes') =>
    judge(facts, [], control).alarm?.rootCause?.key;

  it('is one for all controls where the log group has no filter', () => {
    const bare = { 'logs.metric-filters': [] };
    expect(causeOf(bare, 'vpc-changes')).toBe(causeOf(bare, 'route-table-changes'));
  });

  it('is one a control where other filters are there', () => {
    const others = { 'logs.metric-filters': [metricFilter()] };
    expect(causeOf(others, 'vpc-changes')).not.toBe(causeOf(others, 'route-table-changes'));
  });
});
