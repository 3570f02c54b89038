import { describe, expect, it } from 'vitest';
import type { VerdictStatus } from '#lib/posture/verdict.ts';
import { linkAccount } from '../link.ts';
import type { Gap } from '../snapshot.ts';
import { judgeAlarmControl } from './judge-alarm-control.ts';
import { alarm, gap, logGroup, me, now, topic, topicArn, trail } from './testing/literals.ts';
import { judge, type Unasked } from './testing/rows.ts';

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
