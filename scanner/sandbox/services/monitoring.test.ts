import { AccountClient, ListRegionsCommand } from '@aws-sdk/client-account';
import {
  CloudWatchClient,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  DescribeAlarmsForMetricCommand,
  GetAlarmMuteRuleCommand,
  ListAlarmMuteRulesCommand,
  ListMetricsCommand,
  paginateDescribeAlarms,
} from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  DescribeMetricFiltersCommand,
  DescribeSubscriptionFiltersCommand,
  GetTransformerCommand,
  ListTagsForResourceCommand,
  paginateDescribeMetricFilters,
  TestMetricFilterCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import {
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListSubscriptionsCommand,
  ListTopicsCommand,
  SNSClient,
} from '@aws-sdk/client-sns';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sandbox } from '../sandbox.ts';
import { type ClientOptions, errorOf, sandboxWith, sessionOptions } from '../testing.ts';

const group = '/aws/cloudtrail/payments';
const topicArn = 'arn:aws:sns:eu-north-1:491823307716:pay-alerts';
const foreignArn = 'arn:aws:sns:eu-north-1:111111111111:closed';

let sandbox: Sandbox;
let options: ClientOptions;

beforeAll(async () => {
  sandbox = await sandboxWith(
    {
      resources: {
        'eu-north-1': {
          logGroups: [
            {
              logGroupName: group,
              retentionInDays: 365,
              transformerConfig: [{ parseJSON: {} }],
              subscriptionFilters: [{ filterName: 's' }],
            },
            { logGroupName: '/other', logGroupClass: 'INFREQUENT_ACCESS' },
          ],
          metricFilters: Array.from({ length: 120 }, (_, index) => ({
            filterName: `filter-${String(index).padStart(3, '0')}`,
            logGroupName: group,
            filterPattern: '{ $.a = 1 }',
            metricTransformations: [{ metricNamespace: 'Audit', metricName: `M${index}`, metricValue: '1' }],
          })),
          metricAlarms: Array.from({ length: 60 }, (_, index) => ({
            AlarmName: `alarm-${index}`,
            Namespace: 'Audit',
            MetricName: `M${index}`,
            AlarmActions: ['pay-alerts'],
          })),
          compositeAlarms: [{ AlarmName: 'any', AlarmRule: 'ALARM("alarm-1")' }],
          logAlarms: [{ AlarmName: 'log' }],
          alarmMuteRules: [
            { Name: 'night', ExpireDate: '2027-01-01T00:00:00Z', MuteTargets: { AlarmNames: ['alarm-1'] } },
          ],
          topics: [
            {
              name: 'pay-alerts',
              person: 'secops@halvorsen.example',
              subscriptions: [
                {
                  Protocol: 'email',
                  Endpoint: 'late@halvorsen.example',
                  SubscriptionArn: 'PendingConfirmation',
                },
                ...Array.from({ length: 110 }, (_, index) => ({ Protocol: 'sqs', Endpoint: `q${index}` })),
              ],
              attributes: { KmsMasterKeyId: 'alias/aws/sns' },
            },
          ],
        },
      },
    },
    {
      accounts: [
        { id: '111111111111', name: 'other', resources: { 'eu-north-1': { topics: [{ name: 'closed' }] } } },
      ],
    },
  );
  options = await sessionOptions(sandbox);
});
afterAll(() => sandbox.close());

describe('log groups', () => {
  it('are described, filtered, and found by name or ARN', async () => {
    const logs = new CloudWatchLogsClient(options);
    const { logGroups } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/aws' }));
    expect(logGroups).toHaveLength(1);
    expect(logGroups?.[0]).toMatchObject({
      arn: `arn:aws:logs:eu-north-1:491823307716:log-group:${group}:*`,
      logGroupClass: 'STANDARD',
      metricFilterCount: 120,
    });
    const logGroupIdentifier = logGroups?.[0]?.logGroupArn;
    expect(
      (await logs.send(new GetTransformerCommand({ logGroupIdentifier }))).transformerConfig,
    ).toHaveLength(1);
    const subscribed = await logs.send(new DescribeSubscriptionFiltersCommand({ logGroupName: group }));
    expect(subscribed.subscriptionFilters).toHaveLength(1);
    expect(
      (await logs.send(new ListTagsForResourceCommand({ resourceArn: logGroupIdentifier }))).tags,
    ).toEqual({});
  });

  it('page their filters by fifty', async () => {
    const client = new CloudWatchLogsClient(options);
    const sizes: number[] = [];
    for await (const page of paginateDescribeMetricFilters({ client }, { logGroupName: group })) {
      sizes.push(page.metricFilters?.length ?? 0);
    }
    expect(sizes).toEqual([50, 50, 20]);
    const named = new DescribeMetricFiltersCommand({ metricName: 'M7', metricNamespace: 'Audit' });
    expect((await client.send(named)).metricFilters?.map((it) => it.filterName)).toEqual(['filter-007']);
  });

  it('refuse what is not there, too long a page, and a token of another list', async () => {
    const logs = new CloudWatchLogsClient(options);
    const ask = (input: object) => errorOf(logs.send(new DescribeMetricFiltersCommand(input)));
    expect((await ask({ logGroupName: 'nope' })).name).toBe('ResourceNotFoundException');
    expect((await ask({ limit: 51 })).name).toBe('InvalidParameterException');
    expect((await ask({ nextToken: 'AAAA' })).name).toBe('InvalidParameterException');
    expect((await ask({ metricName: 'M1' })).name).toBe('InvalidParameterException');
  });

  it('test a pattern with the product’s engine', async () => {
    const logs = new CloudWatchLogsClient(options);
    const logEventMessages = ['{"eventName":"DeleteTrail"}', '{"eventName":"GetTrail"}'];
    const { matches } = await logs.send(
      new TestMetricFilterCommand({ filterPattern: '{ $.eventName = "Delete*" }', logEventMessages }),
    );
    expect(matches?.map((it) => it.eventNumber)).toEqual([1]);
    const broken = new TestMetricFilterCommand({ filterPattern: '{ $.eventName = ', logEventMessages });
    expect((await errorOf(logs.send(broken))).name).toBe('InvalidParameterException');
  });
});

describe('alarms', () => {
  it('page by fifty, and hold composite and log alarms only when asked', async () => {
    const client = new CloudWatchClient(options);
    const sizes: number[] = [];
    for await (const page of paginateDescribeAlarms({ client }, {})) {
      sizes.push(page.MetricAlarms?.length ?? 0);
      expect(page.CompositeAlarms ?? []).toEqual([]);
    }
    expect(sizes).toEqual([50, 10]);
    const all = await client.send(
      new DescribeAlarmsCommand({
        AlarmTypes: ['MetricAlarm', 'CompositeAlarm', 'LogAlarm'],
        MaxRecords: 100,
      }),
    );
    expect([all.MetricAlarms?.length, all.CompositeAlarms?.length, all.LogAlarms?.length]).toEqual([
      60, 1, 1,
    ]);
    expect(all.MetricAlarms?.[0]).toMatchObject({
      ActionsEnabled: true,
      AlarmActions: [topicArn],
      Statistic: 'Sum',
      TreatMissingData: 'missing',
    });
  });

  it('are found by metric, and muted', async () => {
    const client = new CloudWatchClient(options);
    const found = await client.send(
      new DescribeAlarmsForMetricCommand({ Namespace: 'Audit', MetricName: 'M3' }),
    );
    expect(found.MetricAlarms?.map((it) => it.AlarmName)).toEqual(['alarm-3']);
    expect((await client.send(new ListMetricsCommand({ Namespace: 'Audit' }))).Metrics).toHaveLength(120);
    const { AlarmMuteRuleSummaries } = await client.send(
      new ListAlarmMuteRulesCommand({ AlarmName: 'alarm-1' }),
    );
    expect(AlarmMuteRuleSummaries?.[0]?.ExpireDate).toEqual(new Date('2027-01-01T00:00:00Z'));
    const rule = await client.send(new GetAlarmMuteRuleCommand({ AlarmMuteRuleName: 'night' }));
    expect(rule.MuteTargets?.AlarmNames).toEqual(['alarm-1']);
    expect((await client.send(new DescribeAlarmHistoryCommand({}))).AlarmHistoryItems).toEqual([]);
    expect(await errorOf(client.send(new DescribeAlarmsCommand({ MaxRecords: 101 })))).toMatchObject({
      status: 400,
    });
  });
});

describe('topics', () => {
  it('tell attributes and subscriptions, a hundred at a time', async () => {
    const sns = new SNSClient(options);
    expect((await sns.send(new ListTopicsCommand({}))).Topics).toEqual([{ TopicArn: topicArn }]);
    const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn: topicArn }));
    expect(Attributes).toMatchObject({ KmsMasterKeyId: 'alias/aws/sns', SubscriptionsPending: '1' });
    expect(Attributes?.Policy).toContain('AWS:SourceOwner');
    const first = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn: topicArn }));
    const rest = await sns.send(
      new ListSubscriptionsByTopicCommand({ TopicArn: topicArn, NextToken: first.NextToken }),
    );
    expect([first.Subscriptions?.length, rest.Subscriptions?.length, rest.NextToken]).toEqual([
      100,
      12,
      undefined,
    ]);
    expect(first.Subscriptions?.[0]?.SubscriptionArn).toBe('PendingConfirmation');
    const { Subscriptions } = await sns.send(new ListSubscriptionsCommand({}));
    const SubscriptionArn = Subscriptions?.[1]?.SubscriptionArn;
    expect(
      (await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }))).Attributes?.Protocol,
    ).toBe('sqs');
  });

  it('are refused when foreign, gone or elsewhere', async () => {
    const sns = new SNSClient(options);
    const ask = (TopicArn: string) => errorOf(sns.send(new GetTopicAttributesCommand({ TopicArn })));
    expect(await ask(`${topicArn}-x`)).toMatchObject({ name: 'NotFoundException', status: 404 });
    expect(await ask(foreignArn)).toMatchObject({ name: 'AuthorizationErrorException', status: 403 });
    expect((await ask(topicArn.replace('eu-north-1', 'us-east-1'))).name).toBe('InvalidParameterException');
  });
});

describe('regions', () => {
  it('are told by Account and EC2, off ones too', async () => {
    const account = new AccountClient(options);
    const on = await account.send(
      new ListRegionsCommand({ RegionOptStatusContains: ['ENABLED', 'ENABLED_BY_DEFAULT'] }),
    );
    expect(on.Regions).toHaveLength(17);
    expect((await account.send(new ListRegionsCommand({}))).Regions).toHaveLength(34);
    const ec2 = new EC2Client(options);
    expect((await ec2.send(new DescribeRegionsCommand({}))).Regions).toHaveLength(17);
    const all = await ec2.send(new DescribeRegionsCommand({ AllRegions: true }));
    expect(all.Regions?.find((it) => it.RegionName === 'ap-east-1')?.OptInStatus).toBe('not-opted-in');
  });
});
