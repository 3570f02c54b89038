import type { Subscription } from '@aws-sdk/client-sns';
import type { RegionBlock } from '../document/cloud-document.ts';
import type { TopicDocument, TrailDocument } from '../document/monitoring.ts';
import { ago, arn, isArn, type Owner, uuidFrom } from './names.ts';

export interface Here {
  owner: Owner;
  region: string;
}

export function completeTrails(here: Here, { trails = [] }: RegionBlock) {
  return { trails: trails.map((trail) => completeTrail(here, trail)) };
}

function completeTrail({ owner, region }: Here, trail: TrailDocument): TrailDocument {
  const group = trail.CloudWatchLogsLogGroupArn;
  const groupArn = group && !isArn(group) ? arn(owner, 'logs', region, `log-group:${group}:*`) : group;
  const key = trail.KmsKeyId;
  const topic = trail.SnsTopicARN;
  return {
    S3BucketName: `aws-cloudtrail-logs-${owner.id}`,
    IncludeGlobalServiceEvents: true,
    IsMultiRegionTrail: true,
    HomeRegion: region,
    TrailARN: arn(owner, 'cloudtrail', region, `trail/${trail.Name ?? ''}`),
    LogFileValidationEnabled: false,
    HasCustomEventSelectors: trail.eventSelectors !== undefined || trail.advancedEventSelectors !== undefined,
    HasInsightSelectors: (trail.insightSelectors ?? []).length > 0,
    IsOrganizationTrail: false,
    ...(groupArn && { CloudWatchLogsRoleArn: arn(owner, 'iam', '', 'role/CloudTrail_CloudWatchLogs') }),
    ...trail,
    ...(groupArn && { CloudWatchLogsLogGroupArn: groupArn }),
    ...(key && { KmsKeyId: keyArn(owner, region, key) }),
    ...(topic && { SnsTopicARN: isArn(topic) ? topic : arn(owner, 'sns', region, topic) }),
    status: statusOf(trail, groupArn),
  };
}

function statusOf(trail: TrailDocument, groupArn: string | undefined): TrailDocument['status'] {
  const isLogging = trail.status?.IsLogging ?? true;
  const delivered = isLogging && {
    LatestDeliveryTime: ago(5),
    LatestDeliveryAttemptTime: ago(5).toISOString(),
    LatestDeliveryAttemptSucceeded: ago(5).toISOString(),
    ...(groupArn && { LatestCloudWatchLogsDeliveryTime: ago(4) }),
    ...(trail.LogFileValidationEnabled && { LatestDigestDeliveryTime: ago(40) }),
  };
  return {
    IsLogging: isLogging,
    StartLoggingTime: ago(400 * 24 * 60),
    ...(!isLogging && { StopLoggingTime: ago(20 * 24 * 60) }),
    ...delivered,
    ...trail.status,
  };
}

function keyArn(owner: Owner, region: string, key: string): string {
  if (isArn(key)) return key;
  return arn(owner, 'kms', region, key.startsWith('alias/') || key.startsWith('key/') ? key : `key/${key}`);
}

export function completeLogs({ owner, region }: Here, { logGroups = [], metricFilters = [] }: RegionBlock) {
  const nested = logGroups.flatMap(({ logGroupName, metricFilters: own = [] }) =>
    own.map((filter) => ({ ...filter, ...(logGroupName && { logGroupName }) })),
  );
  const filters = [...metricFilters, ...nested].map((filter) => ({
    creationTime: ago(300 * 24 * 60).getTime(),
    filterPattern: '',
    metricTransformations: [],
    applyOnTransformedLogs: false,
    ...filter,
  }));
  const groups = logGroups.map((group) => {
    const groupArn = arn(owner, 'logs', region, `log-group:${group.logGroupName ?? ''}`);
    return {
      creationTime: ago(400 * 24 * 60).getTime(),
      metricFilterCount: filters.filter((it) => it.logGroupName === group.logGroupName).length,
      arn: `${groupArn}:*`,
      storedBytes: 0,
      logGroupClass: 'STANDARD' as const,
      logGroupArn: groupArn,
      ...group,
    };
  });
  return { logGroups: groups, metricFilters: filters };
}

export function completeAlarms(here: Here, block: RegionBlock) {
  const { metricAlarms = [], compositeAlarms = [], logAlarms = [], alarmMuteRules = [] } = block;
  return {
    metricAlarms: metricAlarms.map((alarm) => ({
      ...(alarm.Metrics ? {} : { Period: 300, Dimensions: [] }),
      ...(alarm.Metrics || alarm.ExtendedStatistic ? {} : { Statistic: 'Sum' as const }),
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold' as const,
      TreatMissingData: 'missing',
      ...alarmDefaults(here, alarm.AlarmName),
      ...alarm,
      ...actionArns(here, alarm),
    })),
    compositeAlarms: compositeAlarms.map((alarm) => ({
      ...alarmDefaults(here, alarm.AlarmName),
      ...alarm,
      ...actionArns(here, alarm),
    })),
    logAlarms: logAlarms.map((alarm) => ({
      ...alarmDefaults(here, alarm.AlarmName),
      ...alarm,
      ...actionArns(here, alarm),
    })),
    alarmMuteRules: alarmMuteRules.map((rule) => ({
      AlarmMuteRuleArn: arn(here.owner, 'cloudwatch', here.region, `alarm-mute-rule:${rule.Name ?? ''}`),
      Status: 'ACTIVE' as const,
      MuteType: 'ONE_TIME',
      StartDate: ago(60),
      LastUpdatedTimestamp: ago(60),
      ...rule,
    })),
  };
}

function alarmDefaults({ owner, region }: Here, name: string | undefined) {
  const since = ago(30 * 24 * 60);
  return {
    AlarmArn: arn(owner, 'cloudwatch', region, `alarm:${name ?? ''}`),
    ActionsEnabled: true,
    OKActions: [],
    InsufficientDataActions: [],
    StateValue: 'OK' as const,
    StateReason: 'Threshold not crossed',
    StateUpdatedTimestamp: since,
    StateTransitionedTimestamp: since,
    AlarmConfigurationUpdatedTimestamp: since,
  };
}

interface Actions {
  AlarmActions?: string[] | undefined;
  OKActions?: string[] | undefined;
  InsufficientDataActions?: string[] | undefined;
}

function actionArns({ owner, region }: Here, alarm: Actions): Actions {
  const complete = (names: string[] | undefined) =>
    (names ?? []).map((name) => (isArn(name) ? name : arn(owner, 'sns', region, name)));
  return {
    AlarmActions: complete(alarm.AlarmActions),
    OKActions: complete(alarm.OKActions),
    InsufficientDataActions: complete(alarm.InsufficientDataActions),
  };
}

export function completeTopics({ owner, region }: Here, { topics = [] }: RegionBlock) {
  return {
    topics: topics.map((topic) => {
      const topicArn = topic.TopicArn ?? arn(owner, 'sns', region, topic.name ?? '');
      return {
        ...topic,
        TopicArn: topicArn,
        name: topicArn.split(':').at(-1) ?? '',
        subscriptions: subscriptionsOf(owner, topic, topicArn),
      };
    }),
  };
}

function subscriptionsOf(owner: Owner, topic: TopicDocument, topicArn: string): Subscription[] {
  const person = topic.person ? [{ Protocol: 'email', Endpoint: topic.person }] : [];
  return [...(topic.subscriptions ?? []), ...person].map((it) => ({
    SubscriptionArn: `${topicArn}:${uuidFrom(`${topicArn} ${it.Protocol} ${it.Endpoint}`)}`,
    Owner: owner.id,
    TopicArn: topicArn,
    ...it,
  }));
}
