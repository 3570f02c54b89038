import { type AlarmControlId, alarmControl } from '#lib/alarm-controls/controls.ts';
import { prescribed } from './literals.ts';

export const region = 'eu-north-1';
const group = '/trail/events';
export const sg = prescribed('security-group-changes');
const names = alarmControl('security-group-changes').eventNames.map((it) => it.eventName);
const named = (part: readonly string[]): string =>
  `{ ${part.map((it) => `($.eventName = ${it})`).join(' || ')} }`;
const and = (condition: string): string => sg.replace(/^\{(.*)\}$/, `{ ($1) && (${condition}) }`);

export type Fields = Record<string, unknown>;
export const trail = (part: Fields = {}): Fields => ({
  Name: 'main',
  CloudWatchLogsLogGroupArn: group,
  ...part,
});
export const logGroup = (part: Fields = {}): Fields => ({ logGroupName: group, ...part });
export const filter = (part: Fields & { metric?: Fields } = {}): Fields => {
  const { metric, ...rest } = part;
  const metricTransformations = [
    { metricNamespace: 'Trail', metricName: 'Changes', metricValue: '1', ...metric },
  ];
  return { filterName: 'changes', logGroupName: group, filterPattern: sg, metricTransformations, ...rest };
};
export const alarm = (part: Fields = {}): Fields => ({
  AlarmName: 'changes',
  Namespace: 'Trail',
  MetricName: 'Changes',
  TreatMissingData: 'notBreaching',
  AlarmActions: ['alerts'],
  ...part,
});
export const topic = (part: Fields = {}): Fields => ({
  name: 'alerts',
  person: 'secops@example.com',
  ...part,
});
const policy = (...Statement: Fields[]): Fields => ({
  attributes: { Policy: { Version: '2012-10-17', Statement } },
});
const publish = {
  Effect: 'Allow',
  Principal: { Service: 'cloudwatch.amazonaws.com' },
  Action: 'sns:Publish',
  Resource: '*',
};

interface Case {
  resources?: Fields;
  elsewhere?: Fields;
  account?: Fields;
  control?: AlarmControlId;
  pattern?: string;
  expected: string;
}

const advanced = (...FieldSelectors: Fields[]): Fields => ({
  advancedEventSelectors: [
    {
      Name: 'Everything',
      FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }, ...FieldSelectors],
    },
  ],
});
const classic = (part: Fields): Fields => ({ eventSelectors: [part] });
const withKms = { ExcludeManagementEventSources: ['kms.amazonaws.com'] };
const composite = (AlarmRule: string, part: Fields = {}): Fields => ({
  metricAlarms: [
    alarm({ AlarmActions: [] }),
    alarm({ AlarmName: 'other', MetricName: 'Other', AlarmActions: [] }),
  ],
  compositeAlarms: [{ AlarmName: 'any', AlarmRule, AlarmActions: ['alerts'], ...part }],
});
const key = (Policy: Fields | undefined, part: Fields = {}): Fields => ({
  topics: [topic({ attributes: { KmsMasterKeyId: 'alias/alerts' } })],
  keys: [{ aliases: ['alias/alerts'], ...(Policy ? { policy: Policy } : {}), ...part }],
});
const keyPolicy = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Resource: '*',
    },
  ],
};
const deny = (action: string): Fields => ({ faults: [{ kind: 'deny', action }] });
const rule = (at: string): Fields => ({
  topics: [topic(policy(publish, { ...publish, Principal: { Service: 'events.amazonaws.com' } }))],
  rules: [
    {
      Name: 'changes',
      EventPattern: { source: ['aws.ec2'], detail: { eventName: names } },
      targets: [{ Arn: `arn:aws:sns:${at}:{id}:alerts` }],
    },
  ],
});

/** One account for each rule of the chain, and what it should get: verdict, first broken link, `met`. */
export const cases: Record<string, Case> = {
  'a whole chain': { expected: 'pass' },
  'no trail': { resources: { trails: [] }, expected: 'fail trail' },
  'a stopped trail': {
    resources: { trails: [trail({ status: { IsLogging: false } })] },
    expected: 'fail trail',
  },
  'a read-only trail': {
    resources: { trails: [trail(classic({ ReadWriteType: 'ReadOnly' }))] },
    expected: 'fail trail',
  },
  'a read-only and a write-only trail': {
    resources: {
      trails: [
        trail({ Name: 'r', ...classic({ ReadWriteType: 'ReadOnly' }) }),
        trail({ Name: 'w', ...classic({ ReadWriteType: 'WriteOnly' }) }),
      ],
    },
    control: 'unauthorized-api-calls',
    expected: 'pass',
  },
  'a single-region trail': {
    resources: { trails: [trail({ IsMultiRegionTrail: false })] },
    expected: 'fail trail',
  },
  'KMS excluded, for KMS': {
    resources: { trails: [trail(classic(withKms))] },
    control: 'kms-cmk-disable-delete',
    expected: 'fail trail',
  },
  'KMS excluded, for others': { resources: { trails: [trail(classic(withKms))] }, expected: 'pass' },
  'KMS excluded by an advanced selector': {
    resources: { trails: [trail(advanced({ Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] }))] },
    control: 'kms-cmk-disable-delete',
    expected: 'fail trail',
  },
  'an advanced selector of read events': {
    resources: { trails: [trail(advanced({ Field: 'readOnly', Equals: ['true'] }))] },
    expected: 'fail trail',
  },
  'no log group': {
    resources: { trails: [trail({ CloudWatchLogsLogGroupArn: null })] },
    expected: 'fail log-group',
  },
  'a log group that is gone': { resources: { logGroups: [], metricFilters: [] }, expected: 'fail log-group' },
  'a log group of infrequent access': {
    resources: { logGroups: [logGroup({ logGroupClass: 'INFREQUENT_ACCESS' })] },
    expected: 'fail log-group',
  },
  'a standing delivery error': {
    resources: { trails: [trail({ status: { LatestCloudWatchLogsDeliveryError: 'Access denied.' } })] },
    expected: 'fail log-group',
  },
  'no filter': { resources: { metricFilters: [] }, expected: 'fail metric-filter' },
  'a filter blind to users': {
    pattern: and('$.userIdentity.sessionContext.sessionIssuer.arn != "x"'),
    expected: 'fail metric-filter',
  },
  'a filter for one region': { pattern: and(`$.awsRegion = "${region}"`), expected: 'fail metric-filter' },
  'a filter without one name': { pattern: named(names.slice(1)), expected: 'fail metric-filter' },
  'a filter that spares one principal': {
    pattern: and('$.userIdentity.principalId != "AROAEXAMPLE:ci"'),
    expected: 'pass',
  },
  'a filter on everything': { pattern: '{ $.eventVersion = "*" }', expected: 'warn' },
  'two half filters with an alarm each': {
    resources: {
      metricFilters: [
        filter({ filterPattern: named(names.slice(0, 3)) }),
        filter({ filterName: 'rest', filterPattern: named(names.slice(3)), metric: { metricName: 'Rest' } }),
      ],
      metricAlarms: [alarm(), alarm({ AlarmName: 'rest', MetricName: 'Rest' })],
    },
    expected: 'pass',
  },
  'the last of sixty filters': {
    resources: {
      metricFilters: [
        ...Array.from({ length: 59 }, (_, i) =>
          filter({ filterName: `a${i}`, filterPattern: `{ $.x = ${i} }`, metric: { metricName: `M${i}` } }),
        ),
        filter({ filterName: 'z' }),
      ],
    },
    expected: 'pass',
  },
  'a field selection of another account': {
    resources: { metricFilters: [filter({ fieldSelectionCriteria: '@aws.account = "999999999999"' })] },
    expected: 'fail metric-filter',
  },
  'a filter on logs transformed away': {
    resources: {
      logGroups: [
        logGroup({
          transformerConfig: [
            { parseJSON: {} },
            { renameKeys: { entries: [{ key: 'eventName', renameTo: 'name' }] } },
          ],
        }),
      ],
      metricFilters: [filter({ applyOnTransformedLogs: true })],
    },
    expected: 'fail metric-filter',
  },
  'a metric that counts nothing': {
    resources: { metricFilters: [filter({ metric: { metricValue: '0' } })] },
    expected: 'fail metric',
  },
  'no alarm': { resources: { metricAlarms: [] }, expected: 'fail alarm' },
  'an alarm in another namespace': {
    resources: { metricAlarms: [alarm({ Namespace: 'Elsewhere' })] },
    expected: 'fail alarm',
  },
  'an alarm in another region': {
    resources: { metricAlarms: [] },
    elsewhere: { metricAlarms: [alarm()], topics: [topic()] },
    expected: 'fail alarm',
  },
  'an alarm without the metric’s dimension': {
    resources: { metricFilters: [filter({ metric: { dimensions: { Event: '$.eventName' } } })] },
    expected: 'fail alarm',
  },
  'an alarm of another unit': {
    resources: { metricAlarms: [alarm({ Unit: 'Count' })] },
    expected: 'fail alarm',
  },
  'an alarm that needs two events': {
    resources: { metricAlarms: [alarm({ Threshold: 2 })] },
    expected: 'fail alarm',
  },
  'an alarm that needs two periods': {
    resources: { metricAlarms: [alarm({ EvaluationPeriods: 2 })] },
    expected: 'warn',
  },
  'Average over a default value': {
    resources: {
      metricFilters: [filter({ metric: { defaultValue: 0 } })],
      metricAlarms: [alarm({ Statistic: 'Average' })],
    },
    expected: 'warn',
  },
  'missing data that breaches': {
    resources: { metricAlarms: [alarm({ TreatMissingData: 'breaching' })] },
    expected: 'fail alarm',
  },
  'missing data that is ignored': {
    resources: { metricAlarms: [alarm({ TreatMissingData: 'ignore' })] },
    expected: 'warn',
  },
  'actions switched off': {
    resources: { metricAlarms: [alarm({ ActionsEnabled: false })] },
    expected: 'fail alarm',
  },
  'an alarm stuck for days': {
    resources: { metricAlarms: [alarm({ StateValue: 'ALARM', StateTransitionedTimestamp: 'now-6d' })] },
    expected: 'warn',
  },
  'a muted alarm': {
    resources: {
      alarmMuteRules: [{ Name: 'night', MuteTargets: { AlarmNames: ['changes'] }, ExpireDate: 'now+2h' }],
    },
    expected: 'warn',
  },
  'metric math over the metric': {
    resources: {
      metricAlarms: [
        {
          AlarmName: 'math',
          AlarmActions: ['alerts'],
          TreatMissingData: 'notBreaching',
          Metrics: [
            {
              Id: 'm1',
              ReturnData: false,
              MetricStat: { Metric: { Namespace: 'Trail', MetricName: 'Changes' }, Period: 300, Stat: 'Sum' },
            },
            { Id: 'e1', Expression: 'FILL(m1, 0)', ReturnData: true },
          ],
        },
      ],
    },
    expected: 'pass',
  },
  'a composite above': { resources: composite('ALARM("changes") OR ALARM("other")'), expected: 'pass' },
  'a composite that needs more': {
    resources: composite('ALARM("changes") AND ALARM("other")'),
    expected: 'fail action',
  },
  'no action': {
    resources: { metricAlarms: [alarm({ AlarmActions: [], OKActions: ['alerts'] })] },
    expected: 'fail action',
  },
  'a function as action': {
    resources: {
      metricAlarms: [alarm({ AlarmActions: [`arn:aws:lambda:${region}:111122223333:function:page`] })],
    },
    expected: 'warn',
  },
  'a topic that is gone': { resources: { topics: [] }, expected: 'fail topic' },
  'a topic for someone else': {
    resources: { topics: [topic(policy({ ...publish, Principal: { Service: 'events.amazonaws.com' } }))] },
    expected: 'fail topic',
  },
  'a topic for CloudWatch': { resources: { topics: [topic(policy(publish))] }, expected: 'pass' },
  'a topic with a Deny': {
    resources: { topics: [topic(policy(publish, { ...publish, Effect: 'Deny' }))] },
    expected: 'fail topic',
  },
  'the AWS managed key': {
    resources: { topics: [topic({ attributes: { KmsMasterKeyId: 'alias/aws/sns' } })] },
    expected: 'fail topic',
  },
  'a customer key for CloudWatch': { resources: key(keyPolicy), expected: 'pass' },
  'a customer key for the account': { resources: key(undefined), expected: 'fail topic' },
  'a customer key that is disabled': {
    resources: key(keyPolicy, { KeyState: 'Disabled' }),
    expected: 'fail topic',
  },
  'nobody confirmed': {
    resources: {
      topics: [
        {
          name: 'alerts',
          subscriptions: [
            { Protocol: 'email', Endpoint: 'a@example.com', SubscriptionArn: 'PendingConfirmation' },
          ],
        },
      ],
    },
    expected: 'fail person',
  },
  'a queue as subscriber': {
    resources: {
      topics: [
        {
          name: 'alerts',
          subscriptions: [{ Protocol: 'sqs', Endpoint: 'arn:aws:sqs:eu-north-1:111122223333:q' }],
        },
      ],
    },
    expected: 'pass',
  },
  'trails denied': { account: deny('cloudtrail:*'), expected: 'unknown' },
  'filters denied': { account: deny('logs:DescribeMetricFilters'), expected: 'unknown' },
  'alarms denied': { account: deny('cloudwatch:DescribeAlarms'), expected: 'unknown' },
  'topic attributes denied': { account: deny('sns:GetTopicAttributes'), expected: 'unknown' },
  'mute rules denied': { account: deny('cloudwatch:ListAlarmMuteRules'), expected: 'pass' },
  'event rules in every region': {
    resources: { metricFilters: [], ...rule(region) },
    elsewhere: rule('us-east-1'),
    expected: 'pass met',
  },
  'event rules in one region': {
    resources: { metricFilters: [], ...rule(region) },
    expected: 'fail metric-filter',
  },
};
