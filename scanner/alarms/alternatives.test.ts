import { describe, expect, it } from 'vitest';
import { type AlarmControlId, alarmControl } from '#lib/alarm-controls/controls.ts';
import type { Judgement } from '../check.ts';
import { linkAccount } from '../link.ts';
import type { LogAlarmFact, Topics } from '../snapshot.ts';
import { matchesEventPattern } from './alternatives/event-pattern.ts';
import { insightsFilter } from './alternatives/insights-filter.ts';
import { judgeAlarmControl } from './judge-alarm-control.ts';
import {
  alarm,
  eventRule,
  me,
  now,
  region,
  snapshot,
  topic,
  topicArn,
  trail,
  world,
} from './testing/literals.ts';

function judge(topics: Partial<Topics>, control: AlarmControlId = 'security-group-changes'): Judgement {
  const facts = { 'logs.metric-filters': [], 'cloudwatch.alarms': [], ...topics };
  return judgeAlarmControl(linkAccount(world(snapshot(facts)), me), control, { now, edition: '7.0' });
}

const names = (control: AlarmControlId): string[] =>
  alarmControl(control).eventNames.map((it) => it.eventName);
const forEvents = JSON.stringify({
  source: ['aws.ec2'],
  'detail-type': ['AWS API Call via CloudTrail'],
  detail: { eventSource: ['ec2.amazonaws.com'], eventName: names('security-group-changes') },
});
const open = {
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: ['events.amazonaws.com', 'cloudwatch.amazonaws.com'] },
      Action: 'sns:Publish',
      Resource: '*',
    },
  ],
};
const usTopic = topicArn.replace(region, 'us-east-1');
const topics = [topic({ policy: open }), topic({ arn: usTopic, policy: open })];
const here = eventRule({ pattern: forEvents });
const there = eventRule({ pattern: forEvents, region: 'us-east-1', targets: [{ id: '1', arn: usTopic }] });

describe('EventBridge rules', () => {
  type Row = [string, Partial<Topics>, string];
  const rows: Row[] = [
    ['pass in every region', { 'events.rules': [here, there] }, 'pass'],
    ['fail in one region only', { 'events.rules': [here] }, 'fail'],
    [
      'pass when another region forwards',
      {
        'events.rules': [
          here,
          { ...there, targets: [{ id: '1', arn: `arn:aws:events:${region}:${me}:event-bus/default` }] },
        ],
      },
      'pass',
    ],
    [
      'survive a forwarding loop',
      {
        'events.rules': [
          { ...here, targets: [{ id: '1', arn: `arn:aws:events:${region}:${me}:event-bus/default` }] },
          there,
        ],
      },
      'fail',
    ],
    ['fail when disabled', { 'events.rules': [{ ...here, state: 'DISABLED' }, there] }, 'fail'],
    [
      'fail when a call is missing',
      { 'events.rules': [{ ...here, pattern: forEvents.replace('CreateSecurityGroup', 'x') }, there] },
      'fail',
    ],
    [
      'fail when the target is no person',
      { 'events.rules': [{ ...here, targets: [{ id: '1', arn: `arn:aws:sqs:${region}:${me}:q` }] }, there] },
      'fail',
    ],
    [
      'warn when only a function is told',
      {
        'events.rules': [
          { ...here, targets: [{ id: '1', arn: `arn:aws:lambda:${region}:${me}:function:f` }] },
          there,
        ],
      },
      'warn',
    ],
    [
      'fail when the topic refuses EventBridge',
      { 'events.rules': [here, there], 'sns.topics': [topic(), topic({ arn: usTopic })] },
      'fail',
    ],
    ['fail without a trail', { 'events.rules': [here, there], 'cloudtrail.trails': [] }, 'fail'],
    [
      'fail with a stopped trail',
      { 'events.rules': [here, there], 'cloudtrail.trails': [trail({ isLogging: false })] },
      'fail',
    ],
    [
      'pass with a trail that has no log group',
      { 'events.rules': [here, there], 'cloudtrail.trails': [trail({ logGroupArn: null })] },
      'pass',
    ],
    ['fail on text that is no pattern', { 'events.rules': [{ ...here, pattern: '{' }, there] }, 'fail'],
  ];
  it.each(rows)('%s', (_name, facts, verdict) => {
    expect(judge({ 'sns.topics': topics, ...facts }).verdict).toBe(verdict);
  });

  it('are named, with the strict reading beside them', () => {
    const judgement = judge({ 'sns.topics': topics, 'events.rules': [here, there] });
    expect(judgement.metBy).toEqual({ text: 'Met by EventBridge rule tell-secops.', strict: 'fail' });
  });

  it('are not needed where the chain is whole', () => {
    const judgement = judgeAlarmControl(
      linkAccount(world(snapshot({ 'events.rules': [here, there] })), me),
      'security-group-changes',
      { now, edition: '7.0' },
    );
    expect(judgement.metBy).toBeUndefined();
  });

  it('need us-east-1 alone for global services', () => {
    const pattern = JSON.stringify({
      source: ['aws.iam'],
      detail: { eventName: names('iam-policy-changes') },
    });
    expect(
      judge({ 'sns.topics': topics, 'events.rules': [{ ...there, pattern }] }, 'iam-policy-changes').verdict,
    ).toBe('pass');
  });

  it('see read-only calls only when they ask for all management events', () => {
    const pattern = JSON.stringify({
      detail: { errorCode: [{ wildcard: '*UnauthorizedOperation' }, { prefix: 'AccessDenied' }] },
    });
    const rules = [
      { ...here, pattern },
      { ...there, pattern },
    ];
    const all = rules.map((it) => ({ ...it, state: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS' }));
    expect(judge({ 'sns.topics': topics, 'events.rules': rules }, 'unauthorized-api-calls').verdict).toBe(
      'fail',
    );
    expect(judge({ 'sns.topics': topics, 'events.rules': all }, 'unauthorized-api-calls').verdict).toBe(
      'pass',
    );
  });
});

describe('log alarms', () => {
  const logAlarm = (query: string, part: Record<string, unknown> = {}): LogAlarmFact => ({
    ...alarm({ name: 'log-alarm' }),
    configuration: {
      ScheduledQueryConfiguration: {
        QueryString: query,
        LogGroupIdentifiers: ['trail-logs'],
        AggregationExpression: 'count(*)',
      },
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      ...part,
    },
  });
  const query = `fields @timestamp | filter eventName in [${names('security-group-changes')
    .map((it) => `"${it}"`)
    .join(', ')}]`;

  it('meet the control when their query finds every event', () => {
    const judgement = judge({ 'cloudwatch.log-alarms': [logAlarm(query)] });
    expect([judgement.verdict, judgement.metBy?.text]).toEqual(['pass', 'Met by log alarm log-alarm.']);
  });

  it.each([
    ['finds only some', logAlarm('filter eventName = "CreateSecurityGroup"')],
    ['needs several', logAlarm(query, { Threshold: 5 })],
    ['uses a command we do not read', logAlarm(`${query} | parse @message "*" as x`)],
  ])('do not when the query %s', (_name, it) => {
    expect(judge({ 'cloudwatch.log-alarms': [it] }).verdict).toBe('fail');
  });
});

describe('matchesEventPattern', () => {
  const event = {
    source: 'aws.ec2',
    n: 5,
    list: ['a', 'b'],
    detail: { eventName: 'RunInstances', user: { type: 'Root' } },
  };
  it.each([
    [{ source: ['aws.ec2'] }, true],
    [{ source: ['aws.s3', 'aws.ec2'] }, true],
    [{ source: [{ prefix: 'aws.' }] }, true],
    [{ source: [{ suffix: '.s3' }] }, false],
    [{ source: [{ 'anything-but': ['aws.s3'] }] }, true],
    [{ source: [{ 'anything-but': { prefix: 'aws' } }] }, false],
    [{ source: [{ 'equals-ignore-case': 'AWS.EC2' }] }, true],
    [{ source: [{ wildcard: 'a*.e?2' }] }, false],
    [{ source: [{ wildcard: 'a*2' }] }, true],
    [{ n: [{ numeric: ['>', 4, '<=', 5] }] }, true],
    [{ list: ['b'] }, true],
    [{ missing: [{ exists: false }] }, true],
    [{ source: [{ exists: false }] }, false],
    [{ missing: [{ 'anything-but': 'x' }] }, false],
    [{ detail: { user: { type: ['Root'] } } }, true],
    [{ $or: [{ source: ['x'] }, { n: [5] }] }, true],
    [{ detail: { toString: [{ exists: true }] } }, false],
  ])('%j → %s', (pattern, expected) => {
    expect(matchesEventPattern(JSON.stringify(pattern), event)).toBe(expected);
  });
});

describe('insightsFilter', () => {
  const record = { eventName: 'StopLogging', errorCode: 'AccessDenied', userIdentity: { type: 'Root' } };
  it.each([
    ['filter eventName = "StopLogging"', true],
    ["filter eventName != 'StopLogging'", false],
    ['filter eventName in ["A", "StopLogging"] and userIdentity.type = "Root"', true],
    ['filter eventName like /Start|Stop/', true],
    ['filter not (eventName like "Start")', true],
    ['filter ispresent(userIdentity.type) | filter errorCode not in ["x"]', true],
    ['fields @message | stats count(*) by eventName', true],
    ['filter eventName like /(a+)+$/', null],
    ['filter eventName =', null],
    ['parse @message "*" as a', null],
  ])('%s → %s', (query, expected) => {
    const filter = insightsFilter(query);
    expect(filter ? filter(record) : null).toBe(expected);
  });
});
