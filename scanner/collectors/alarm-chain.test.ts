import { describe, expect, it } from 'vitest';
import { collectFrom } from '../test-support/collected.ts';

const accountId = '111111111111';
const regions = ['eu-west-1', 'us-east-1'];
const topicArn = `arn:aws:sns:eu-west-1:${accountId}:security`;
const chain = {
  trails: [{ Name: 'main', CloudWatchLogsLogGroupArn: 'trail' }],
  logGroups: [{ logGroupName: 'trail', retentionInDays: 90 }, { logGroupName: 'trail-copy' }],
  metricFilters: [
    {
      filterName: 'root',
      logGroupName: 'trail',
      filterPattern: '{ $.userIdentity.type = "Root" }',
      metricTransformations: [{ metricName: 'Root', metricNamespace: 'Audit', metricValue: '1' }],
    },
  ],
  metricAlarms: [
    { AlarmName: 'root', Namespace: 'Audit', MetricName: 'Root', AlarmActions: ['security'] },
    { AlarmName: 'cpu', Namespace: 'AWS/EC2', MetricName: 'CPUUtilization', AlarmActions: ['capacity'] },
  ],
  topics: [
    { name: 'security', person: 'ops@example.com' },
    { name: 'capacity', person: 'ops@example.com' },
  ],
};

function collectWith(account: object, options: Parameters<typeof collectFrom>[2] = {}) {
  const base = { id: accountId, name: 'a', regions, resources: { 'eu-west-1': chain } };
  return collectFrom({ accounts: [{ ...base, ...account }] }, accountId, options);
}

describe('CloudWatch Logs, CloudWatch and SNS collectors', () => {
  it('follow a trail to the people it tells, and look at nothing else', async () => {
    const { snapshot, asked } = await collectWith({});
    expect(snapshot.topics['logs.groups']).toMatchObject([
      { name: 'trail', logGroupClass: 'STANDARD', retentionDays: 90, kmsKeyId: null },
    ]);
    expect(snapshot.topics['logs.metric-filters']).toMatchObject([
      { name: 'root', transformations: [{ unit: 'None', defaultValue: null }] },
    ]);
    expect(snapshot.topics['cloudwatch.alarms']?.map((it) => it.name)).toEqual(['cpu', 'root']);
    expect(snapshot.topics['sns.topics']?.map((it) => it.arn)).toEqual([topicArn]);
    expect(snapshot.topics['sns.topics']?.[0]?.subscriptions?.items).toMatchObject([
      { protocol: 'email', endpoint: 'ops@example.com', isConfirmed: true },
    ]);
    expect(asked).toMatchObject({ DescribeLogGroups: 1, DescribeMetricFilters: 1, DescribeAlarms: 1 });
    expect(asked).not.toHaveProperty('GetTransformer');
    expect(snapshot.gaps).toEqual([]);
  });

  it('read all pages of filters and alarms', async () => {
    const many = Array.from({ length: 120 }, (_, index) => `n${index}`);
    const metricFilters = many.map((name) => ({
      filterName: name,
      logGroupName: 'trail',
      filterPattern: '',
      metricTransformations: [{ metricName: name, metricNamespace: 'Audit', metricValue: '1' }],
    }));
    const metricAlarms = many.map((AlarmName) => ({ AlarmName, Namespace: 'Audit', MetricName: AlarmName }));
    const resources = { 'eu-west-1': { ...chain, metricFilters, metricAlarms } };
    const { snapshot, asked } = await collectWith({ resources });
    expect(snapshot.topics['logs.metric-filters']).toHaveLength(120);
    expect(snapshot.topics['cloudwatch.alarms']).toHaveLength(120);
    expect(asked).toMatchObject({ DescribeMetricFilters: 3, DescribeAlarms: 2 });
  });

  it('ask for the transformer only where a filter reads transformed events', async () => {
    const metricFilters = chain.metricFilters.map((it) => ({ ...it, applyOnTransformedLogs: true }));
    const { snapshot, asked } = await collectWith({
      resources: { 'eu-west-1': { ...chain, metricFilters } },
    });
    expect(asked).toMatchObject({ GetTransformer: 1 });
    expect(snapshot.topics['logs.groups']?.[0]?.transformer).toBeNull();
  });

  it('fall back to fewer kinds of alarm where a server knows fewer', async () => {
    const faults = [{ kind: 'unknown-operation', action: 'cloudwatch:DescribeAlarms', times: 1 }];
    const { snapshot } = await collectWith({ faults });
    expect(snapshot.topics['cloudwatch.alarms']).toHaveLength(2);
    expect(snapshot.gaps).toEqual([]);
  });

  it('leave out one alarm AWS says too little of, with a gap that names it', async () => {
    const metricAlarms = [
      ...chain.metricAlarms,
      { AlarmName: 'odd', Namespace: 'Audit', MetricName: 'X', ComparisonOperator: null },
    ];
    const { snapshot } = await collectWith({ resources: { 'eu-west-1': { ...chain, metricAlarms } } });
    expect(snapshot.topics['cloudwatch.alarms']?.map((it) => it.name)).toEqual(['cpu', 'root']);
    expect(snapshot.gaps).toMatchObject([
      {
        topic: 'cloudwatch.alarms',
        kind: 'absent-field',
        resource: `arn:aws:cloudwatch:eu-west-1:${accountId}:alarm:odd`,
      },
    ]);
  });

  it('read mute rules, which are secondary', async () => {
    const alarmMuteRules = [{ Name: 'night', MuteTargets: { AlarmNames: ['root'] } }];
    const resources = { 'eu-west-1': { ...chain, alarmMuteRules } };
    const { snapshot } = await collectWith({ resources });
    expect(snapshot.topics['cloudwatch.mute-rules']).toMatchObject([
      { name: 'night', alarmNames: ['root'], isActive: true },
    ]);

    const denied = await collectWith({ resources, role: { deny: ['cloudwatch:ListAlarmMuteRules'] } });
    expect(denied.snapshot.gaps).toMatchObject([{ topic: 'cloudwatch.mute-rules', isSecondary: true }]);
  });

  it('tell a topic that is gone from one that is unread', async () => {
    const gone = await collectWith({ resources: { 'eu-west-1': { ...chain, topics: [] } } });
    expect(gone.snapshot.topics['sns.topics']).toMatchObject([{ arn: topicArn, exists: false }]);
    expect(gone.snapshot.gaps).toEqual([]);

    const unread = await collectWith({ role: { deny: ['sns:*'] } });
    expect(unread.snapshot.topics['sns.topics']).toMatchObject([
      { arn: topicArn, exists: true, attributes: null, subscriptions: null },
    ]);
    expect(unread.snapshot.gaps.map((it) => it.action)).toEqual([
      'sns:GetTopicAttributes',
      'sns:ListSubscriptionsByTopic',
    ]);
  });

  it('read what only other accounts name', async () => {
    const wanted = [`arn:aws:sns:eu-west-1:${accountId}:capacity`];
    const { snapshot } = await collectWith({}, { wanted });
    expect(snapshot.topics['sns.topics']?.map((it) => it.arn)).toContain(wanted[0]);
    expect(snapshot.wanted).toEqual(wanted);
  });
});
