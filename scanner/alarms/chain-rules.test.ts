import { describe, expect, it } from 'vitest';
import type { AlarmControlId } from '#lib/alarm-controls/controls.ts';
import type { ChainLink } from '#lib/posture/alarm-detail.ts';
import type { VerdictStatus } from '#lib/posture/verdict.ts';
import type { Judgement } from '../check.ts';
import { linkAccount } from '../link.ts';
import type { Gap, KmsKeyFact, Topics } from '../snapshot.ts';
import { judgeAlarmControl } from './judge-alarm-control.ts';
import {
  advanced,
  alarm,
  classic,
  composite,
  gap,
  logGroup,
  me,
  metricFilter,
  now,
  other,
  prescribed,
  region,
  snapshot,
  source,
  topic,
  topicArn,
  trail,
  world,
} from './testing/literals.ts';

/** A topic that is undefined was never asked. */
type Unasked = { [T in keyof Topics]?: Topics[T] | undefined };

function judge(
  topics: Unasked = {},
  gaps: Gap[] = [],
  control: AlarmControlId = 'security-group-changes',
  edition = '7.0',
): Judgement {
  return judgeAlarmControl(linkAccount(world(snapshot(topics, gaps)), me), control, { now, edition });
}

/** Filter and alarm for a control, under its prescribed text. */
function metFor(control: AlarmControlId, pattern = prescribed(control)): Partial<Topics> {
  return { 'logs.metric-filters': [metricFilter({ pattern })] };
}

type Row = [string, Partial<Topics>, VerdictStatus, ChainLink | null, AlarmControlId?];

function checkRows(rows: Row[]): void {
  it.each(rows)('%s', (_name, topics, verdict, link, control) => {
    const judgement = judge({ ...(control ? metFor(control) : {}), ...topics }, [], control);
    expect([judgement.verdict, judgement.alarm?.firstBrokenLink, judgement.reason]).toEqual([
      verdict,
      link,
      judgement.reason,
    ]);
    expect(judgement.reason).not.toBe('');
  });
}

const sg = prescribed('security-group-changes');
const kms = 'kms.amazonaws.com';
const all = { readOnly: {}, eventCategory: { equals: ['Management'] } };
const management = { eventCategory: { equals: ['Management'] } };

describe('the trail', () => {
  checkRows([
    ['passes with a multi-region trail', {}, 'pass', null],
    ['fails without a trail', { 'cloudtrail.trails': [] }, 'fail', 'trail'],
    ['fails with a stopped trail', { 'cloudtrail.trails': [trail({ isLogging: false })] }, 'fail', 'trail'],
    [
      'fails with a read-only trail',
      { 'cloudtrail.trails': [trail({ selectors: classic({ readWriteType: 'ReadOnly' }) })] },
      'fail',
      'trail',
    ],
    [
      'passes with a write-only trail for write events',
      { 'cloudtrail.trails': [trail({ selectors: classic({ readWriteType: 'WriteOnly' }) })] },
      'pass',
      null,
    ],
    [
      'fails with a write-only trail for refused calls of both kinds',
      { 'cloudtrail.trails': [trail({ selectors: classic({ readWriteType: 'WriteOnly' }) })] },
      'fail',
      'trail',
      'unauthorized-api-calls',
    ],
    [
      'counts a read-only and a write-only trail together',
      {
        'cloudtrail.trails': [
          trail({ name: 'reads', selectors: classic({ readWriteType: 'ReadOnly' }) }),
          trail({ name: 'writes', selectors: classic({ readWriteType: 'WriteOnly' }) }),
        ],
      },
      'pass',
      null,
      'unauthorized-api-calls',
    ],
    [
      'fails without management events',
      { 'cloudtrail.trails': [trail({ selectors: classic({ includesManagementEvents: false }) })] },
      'fail',
      'trail',
    ],
    [
      'fails the KMS control when KMS is excluded',
      { 'cloudtrail.trails': [trail({ selectors: classic({ excludedSources: [kms] }) })] },
      'fail',
      'trail',
      'kms-cmk-disable-delete',
    ],
    [
      'leaves other controls alone when KMS is excluded',
      { 'cloudtrail.trails': [trail({ selectors: classic({ excludedSources: [kms] }) })] },
      'pass',
      null,
    ],
    [
      'fails the KMS control under an advanced exclusion',
      {
        'cloudtrail.trails': [
          trail({ selectors: advanced({ ...management, eventSource: { notEquals: [kms] } }) }),
        ],
      },
      'fail',
      'trail',
      'kms-cmk-disable-delete',
    ],
    [
      'passes with an advanced selector of all management events',
      { 'cloudtrail.trails': [trail({ selectors: advanced(management) })] },
      'pass',
      null,
    ],
    [
      'fails with an advanced selector of read events',
      {
        'cloudtrail.trails': [
          trail({ selectors: advanced({ ...management, readOnly: { equals: ['true'] } }) }),
        ],
      },
      'fail',
      'trail',
    ],
    [
      'fails with an advanced selector of data events, whatever its name',
      { 'cloudtrail.trails': [trail({ selectors: advanced({ eventCategory: { equals: ['Data'] } }) })] },
      'fail',
      'trail',
    ],
    [
      'fails when only some callers are recorded',
      {
        'cloudtrail.trails': [
          trail({ selectors: advanced({ ...management, 'userIdentity.arn': { equals: ['arn:x'] } }) }),
        ],
      },
      'fail',
      'trail',
    ],
    [
      'takes empty conditions as none',
      { 'cloudtrail.trails': [trail({ selectors: advanced(all) })] },
      'pass',
      null,
    ],
    [
      'fails with a single-region trail',
      { 'cloudtrail.trails': [trail({ isMultiRegion: false })] },
      'fail',
      'trail',
    ],
    [
      'passes with a single-region trail in every region into one log group',
      {
        'cloudtrail.trails': [
          trail({ isMultiRegion: false }),
          trail({ isMultiRegion: false, name: 'us', homeRegion: 'us-east-1', logGroupArn: logGroup().arn }),
        ],
      },
      'pass',
      null,
    ],
    [
      'fails an IAM control when the trail records no global events',
      { 'cloudtrail.trails': [trail({ includesGlobalServiceEvents: false })] },
      'fail',
      'trail',
      'iam-policy-changes',
    ],
    [
      'is not spoilt by a second, stopped trail',
      { 'cloudtrail.trails': [trail(), trail({ name: 'old', isLogging: false })] },
      'pass',
      null,
    ],
  ]);

  it('lists an excluded service as an exclusion where any service counts', () => {
    const trails = [trail({ selectors: classic({ excludedSources: [kms] }) })];
    const judgement = judge({ ...metFor('root-usage'), 'cloudtrail.trails': trails }, [], 'root-usage');
    expect(judgement.verdict).toBe('pass');
    expect(judgement.alarm?.exclusions).toEqual([`The trail main-trail does not record events of ${kms}.`]);
  });
});

describe('the log group', () => {
  checkRows([
    ['fails without one', { 'cloudtrail.trails': [trail({ logGroupArn: null })] }, 'fail', 'log-group'],
    ['fails when it is gone', { 'logs.groups': [], 'logs.metric-filters': [] }, 'fail', 'log-group'],
    [
      'fails in class INFREQUENT_ACCESS',
      { 'logs.groups': [logGroup({ logGroupClass: 'INFREQUENT_ACCESS' })] },
      'fail',
      'log-group',
    ],
    [
      'fails with a standing delivery error',
      { 'cloudtrail.trails': [trail({ error: 'AccessDenied' })] },
      'fail',
      'log-group',
    ],
    [
      'is not another region’s group of the same name',
      { 'cloudtrail.trails': [trail({ logGroupArn: logGroup().arn.replace(region, 'us-east-1') })] },
      'fail',
      'log-group',
    ],
    [
      'is matched with and without a trailing star',
      { 'cloudtrail.trails': [trail({ logGroupArn: `${logGroup().arn}:*` })] },
      'pass',
      null,
    ],
  ]);
});

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

const math = (expression: string, threshold = 1): Partial<Topics> => ({
  'cloudwatch.alarms': [
    alarm({
      metric: null,
      threshold,
      queries: [
        { id: 'e1', expression, metric: null, returnsData: true },
        { id: 'm1', expression: null, metric: alarm().metric, returnsData: false },
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
      'metric-filter',
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

describe('composite alarms', () => {
  const child = alarm({ alarmActions: [] });
  const above = (rule: string, part = {}): Partial<Topics> => ({
    'cloudwatch.alarms': [child, alarm({ name: 'disk', metricName: 'Disk' })],
    'cloudwatch.composite-alarms': [composite({ rule, ...part })],
  });
  checkRows([
    ['carry a child without actions', above('ALARM("watch-alarm")'), 'pass', null],
    [
      'carry a child whose actions are off',
      { ...above('ALARM(watch-alarm)'), 'cloudwatch.alarms': [alarm({ isActionsEnabled: false })] },
      'pass',
      null,
    ],
    ['carry it by ARN', above(`ALARM("${child.arn}") OR ALARM("disk")`), 'pass', null],
    ['carry it beside NOT', above('ALARM("watch-alarm") AND NOT ALARM("disk")'), 'pass', null],
    [
      'do not carry it when another alarm is needed',
      above('ALARM("watch-alarm") AND ALARM("disk")'),
      'fail',
      'action',
    ],
    ['do not carry it when they are always raised', above('ALARM("watch-alarm") OR TRUE'), 'fail', 'action'],
    ['do not carry it on OK', above('OK("watch-alarm")'), 'fail', 'action'],
    [
      'carry it through two levels',
      {
        ...above('ALARM("middle")'),
        'cloudwatch.composite-alarms': [
          composite({ name: 'middle', rule: 'ALARM("watch-alarm")', alarmActions: [] }),
          composite({ rule: 'ALARM("middle")' }),
        ],
      },
      'pass',
      null,
    ],
    [
      'survive a cycle',
      {
        ...above(''),
        'cloudwatch.composite-alarms': [
          composite({ name: 'a', rule: 'ALARM("b")' }),
          composite({ name: 'b', rule: 'ALARM("a")' }),
        ],
      },
      'fail',
      'action',
    ],
    ['count at least n', above('AT_LEAST(1, ALARM, ("watch-alarm", "disk"))'), 'pass', null],
    ['survive text that is no rule', above('ALARM("watch-alarm" AND'), 'fail', 'action'],
    [
      'warn while suppressed',
      {
        ...above('ALARM("watch-alarm")', { actionsSuppressor: 'disk' }),
        'cloudwatch.alarms': [child, alarm({ name: 'disk', metricName: 'Disk', state: 'ALARM' })],
      },
      'warn',
      null,
    ],
    [
      'fail when their own actions are off',
      above('ALARM("watch-alarm")', { isActionsEnabled: false }),
      'fail',
      'action',
    ],
  ]);
});

describe('the action', () => {
  checkRows([
    ['fails without one', { 'cloudwatch.alarms': [alarm({ alarmActions: [] })] }, 'fail', 'action'],
    [
      'warns with a function',
      { 'cloudwatch.alarms': [alarm({ alarmActions: [`arn:aws:lambda:${region}:${me}:function:page`] })] },
      'warn',
      null,
    ],
    [
      'warns with an OpsItem',
      { 'cloudwatch.alarms': [alarm({ alarmActions: [`arn:aws:ssm:${region}:${me}:opsitem:1`] })] },
      'warn',
      null,
    ],
    [
      'fails when it only stops an instance',
      { 'cloudwatch.alarms': [alarm({ alarmActions: [`arn:aws:automate:${region}:ec2:stop`] })] },
      'fail',
      'action',
    ],
    [
      'survives text that is no ARN',
      { 'cloudwatch.alarms': [alarm({ alarmActions: [':::', ''] })] },
      'fail',
      'action',
    ],
  ]);
});

const keyArn = `arn:aws:kms:${region}:${me}:key/k1`;
const statement = (principal: unknown, part = {}): unknown => ({
  Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sns:Publish', Resource: topicArn, ...part }],
});
const cloudWatch = { Service: 'cloudwatch.amazonaws.com' };
const key = (part: Partial<KmsKeyFact>): KmsKeyFact => ({
  source: source('kms:DescribeKey'),
  arn: keyArn,
  region,
  requestedAs: ['alias/alerts'],
  exists: true,
  manager: 'CUSTOMER',
  state: 'Enabled',
  policy: JSON.stringify({
    Statement: [
      {
        Effect: 'Allow',
        Principal: cloudWatch,
        Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        Resource: '*',
      },
    ],
  }),
  ...part,
});
const encrypted = (part: Partial<KmsKeyFact>): Partial<Topics> => ({
  'sns.topics': [topic({ kmsKeyId: 'alias/alerts' })],
  'kms.keys': [key(part)],
});
const rootOnly = JSON.stringify({
  Statement: [
    { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${me}:root` }, Action: 'kms:*', Resource: '*' },
  ],
});

describe('the topic', () => {
  const withPolicy = (policy: unknown): Partial<Topics> => ({ 'sns.topics': [topic({ policy })] });
  checkRows([
    [
      'fails when it does not exist',
      { 'sns.topics': [topic({ exists: false, attributes: null })] },
      'fail',
      'topic',
    ],
    ['passes with a policy for CloudWatch', withPolicy(statement(cloudWatch)), 'pass', null],
    [
      'passes with the default policy',
      withPolicy(statement({ AWS: '*' }, { Condition: { StringEquals: { 'AWS:SourceOwner': me } } })),
      'pass',
      null,
    ],
    [
      'fails with the default policy of another account',
      withPolicy(statement({ AWS: '*' }, { Condition: { StringEquals: { 'AWS:SourceOwner': other } } })),
      'fail',
      'topic',
    ],
    [
      'fails with a policy for someone else',
      withPolicy(statement({ Service: 'events.amazonaws.com' })),
      'fail',
      'topic',
    ],
    [
      'fails with a policy for another alarm',
      withPolicy(
        statement(cloudWatch, {
          Condition: { ArnLike: { 'aws:SourceArn': `arn:aws:cloudwatch:${region}:${me}:alarm:other*` } },
        }),
      ),
      'fail',
      'topic',
    ],
    [
      'passes with a policy for its alarms',
      withPolicy(
        statement(cloudWatch, {
          Condition: {
            ArnLike: { 'aws:SourceArn': `arn:aws:cloudwatch:*:${me}:alarm:*` },
            StringEquals: { 'aws:SourceAccount': me },
          },
        }),
      ),
      'pass',
      null,
    ],
    [
      'fails with a Deny',
      withPolicy({
        Statement: [
          { Effect: 'Allow', Principal: '*', Action: 'sns:*', Resource: '*' },
          {
            Sid: 'NoCloudWatch',
            Effect: 'Deny',
            Principal: cloudWatch,
            Action: 'SNS:Publish',
            Resource: '*',
          },
        ],
      }),
      'fail',
      'topic',
    ],
    [
      'passes with a Deny of plain HTTP',
      withPolicy({
        Statement: [
          { Effect: 'Allow', Principal: cloudWatch, Action: 'sns:Publish', Resource: '*' },
          {
            Effect: 'Deny',
            Principal: '*',
            Action: 'sns:Publish',
            Resource: '*',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
        ],
      }),
      'pass',
      null,
    ],
    ['is unknown with a policy that is not JSON', withPolicy('{{'), 'unknown', null],
    [
      'fails with the AWS managed key',
      { 'sns.topics': [topic({ kmsKeyId: 'alias/aws/sns' })] },
      'fail',
      'topic',
    ],
    ['passes with a customer key that lets CloudWatch use it', encrypted({}), 'pass', null],
    ['fails with a customer key for the account only', encrypted({ policy: rootOnly }), 'fail', 'topic'],
    ['fails with a disabled key', encrypted({ state: 'Disabled' }), 'fail', 'topic'],
    ['fails with a key about to be deleted', encrypted({ state: 'PendingDeletion' }), 'fail', 'topic'],
    ['fails with a key that is gone', encrypted({ exists: false }), 'fail', 'topic'],
    [
      'is unknown with a key nobody read',
      { 'sns.topics': [topic({ kmsKeyId: 'alias/alerts' })] },
      'unknown',
      null,
    ],
  ]);
});

describe('the person', () => {
  const withSubscribers = (...subscribers: [string, string, boolean][]): Partial<Topics> => ({
    'sns.topics': [topic({ subscribers })],
  });
  checkRows([
    ['fails without a subscription', withSubscribers(), 'fail', 'person'],
    [
      'fails while confirmation is pending',
      withSubscribers(['email', 'a@example.com', false]),
      'fail',
      'person',
    ],
    [
      'passes when one of two is confirmed',
      withSubscribers(['email', 'a@example.com', false], ['sms', '+4712345678', true]),
      'pass',
      null,
    ],
  ]);

  it('notes that a queue is not yet a person', () => {
    const judgement = judge(withSubscribers(['sqs', `arn:aws:sqs:${region}:${me}:alerts`, true]));
    expect(judgement.verdict).toBe('pass');
    expect(judgement.notes.join()).toContain('not yet a person');
  });

  it('passes by the second of two actions', () => {
    const actions = [`${topicArn}-gone`, topicArn];
    const topics = [topic(), topic({ arn: `${topicArn}-gone`, exists: false })];
    expect(
      judge({ 'cloudwatch.alarms': [alarm({ alarmActions: actions })], 'sns.topics': topics }).verdict,
    ).toBe('pass');
  });
});

describe('missing evidence', () => {
  type GapRow = [string, Unasked, Gap[], VerdictStatus, string | undefined];
  const rows: GapRow[] = [
    [
      'trails denied',
      { 'cloudtrail.trails': undefined },
      [gap('cloudtrail.trails', 'cloudtrail:DescribeTrails')],
      'unknown',
      'cloudtrail:DescribeTrails',
    ],
    [
      'status denied',
      { 'cloudtrail.trails': [trail({ status: null })] },
      [gap('cloudtrail.trails', 'cloudtrail:GetTrailStatus', { resource: trail().arn })],
      'unknown',
      'cloudtrail:GetTrailStatus',
    ],
    [
      'selectors denied',
      { 'cloudtrail.trails': [trail({ selectors: null })] },
      [gap('cloudtrail.trails', 'cloudtrail:GetEventSelectors', { resource: trail().arn })],
      'unknown',
      'cloudtrail:GetEventSelectors',
    ],
    [
      'log groups denied',
      { 'logs.groups': [] },
      [gap('logs.groups', 'logs:DescribeLogGroups', { resource: logGroup().arn })],
      'unknown',
      'logs:DescribeLogGroups',
    ],
    [
      'filters denied',
      { 'logs.metric-filters': [] },
      [gap('logs.metric-filters', 'logs:DescribeMetricFilters', { resource: logGroup().arn })],
      'unknown',
      'logs:DescribeMetricFilters',
    ],
    [
      'alarms denied',
      { 'cloudwatch.alarms': [] },
      [gap('cloudwatch.alarms', 'cloudwatch:DescribeAlarms')],
      'unknown',
      'cloudwatch:DescribeAlarms',
    ],
    [
      'topic denied',
      { 'sns.topics': [topic({ attributes: null })] },
      [gap('sns.topics', 'sns:GetTopicAttributes', { resource: topicArn })],
      'unknown',
      'sns:GetTopicAttributes',
    ],
    [
      'subscriptions denied',
      { 'sns.topics': [topic({ subscriptions: null })] },
      [gap('sns.topics', 'sns:ListSubscriptionsByTopic', { resource: topicArn })],
      'unknown',
      'sns:ListSubscriptionsByTopic',
    ],
    [
      'a witness stands beside a gap',
      {},
      [gap('logs.metric-filters', 'logs:DescribeMetricFilters', { resource: logGroup().arn })],
      'pass',
      undefined,
    ],
    [
      'an alarm that cannot fire stays open while others are unread',
      { 'cloudwatch.alarms': [alarm({ threshold: 9 })] },
      [gap('cloudwatch.alarms', 'cloudwatch:DescribeAlarms')],
      'unknown',
      'cloudwatch:DescribeAlarms',
    ],
    [
      'secondary evidence leaves the verdict',
      { 'cloudwatch.mute-rules': undefined },
      [gap('cloudwatch.mute-rules', 'cloudwatch:ListAlarmMuteRules', { isSecondary: true })],
      'pass',
      undefined,
    ],
    [
      'composites unread as secondary leave a fail',
      { 'cloudwatch.alarms': [alarm({ alarmActions: [] })], 'cloudwatch.composite-alarms': [] },
      [gap('cloudwatch.composite-alarms', 'cloudwatch:DescribeAlarms', { isSecondary: true })],
      'fail',
      undefined,
    ],
  ];
  it.each(rows)('%s', (_name, topics, gaps, verdict, action) => {
    const judgement = judge(topics, gaps);
    expect([judgement.verdict, judgement.missing[0]?.action]).toEqual([verdict, action]);
  });

  it('passes up to the gap, is unknown there, and judges nothing behind it', () => {
    const { alarm: detail } = judge({ 'cloudwatch.alarms': [] }, [
      gap('cloudwatch.alarms', 'cloudwatch:DescribeAlarms'),
    ]);
    expect(detail?.stations.map((it) => it.state)).toEqual([
      'works',
      'works',
      'works',
      'works',
      'unknown',
      'not-reached',
      'not-reached',
      'not-reached',
    ]);
    expect(detail?.firstBrokenLink).toBeNull();
  });

  it('is unknown for an account that was never read', () => {
    const unread = { accounts: new Map([[me, { accountId: me, name: 'new', snapshot: null }]]) };
    const judgement = judgeAlarmControl(linkAccount(unread, me), 'root-usage', { now, edition: '7.0' });
    expect(judgement.verdict).toBe('unknown');
  });
});
