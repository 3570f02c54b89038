import { type AlarmControlId, alarmControl } from '#lib/alarm-controls/controls.ts';
import type {
  AccountSnapshot,
  AlarmFact,
  CompositeAlarmFact,
  EventRuleFact,
  Gap,
  LogGroupFact,
  MetricFilterFact,
  SnsTopicFact,
  Source,
  Topics,
  TrailFact,
  TrailSelectorsFact,
} from '../../snapshot.ts';
import type { KnownAccount, World } from '../../world.ts';

export const me = '111122223333';
export const other = '444455556666';
export const region = 'eu-west-1';
export const now = '2026-11-19T06:15:00.000Z';
export const groupArn = logGroupArn(me, 'trail-logs');
export const topicArn = `arn:aws:sns:${region}:${me}:alerts`;

export function source(api: string, at = region): Source {
  return { api, region: at, at: now };
}

export function logGroupArn(accountId: string, name: string, at = region): string {
  return `arn:aws:logs:${at}:${accountId}:log-group:${name}`;
}

const allEvents: TrailSelectorsFact = {
  source: source('cloudtrail:GetEventSelectors'),
  classic: [{ readWriteType: 'All', includesManagementEvents: true, excludedSources: [], dataResources: [] }],
  advanced: [],
};

export function classic(part: Partial<TrailSelectorsFact['classic'][number]>): TrailSelectorsFact {
  return { ...allEvents, classic: allEvents.classic.map((it) => ({ ...it, ...part })) };
}

type Fields = TrailSelectorsFact['advanced'][number]['fields'];
/** `{eventSource: {notEquals: [...]}}` for one advanced selector. */
export function advanced(...selectors: Record<string, Partial<Fields[number]>>[]): TrailSelectorsFact {
  const none = {
    equals: [],
    startsWith: [],
    endsWith: [],
    notEquals: [],
    notStartsWith: [],
    notEndsWith: [],
  };
  return {
    ...allEvents,
    classic: [],
    advanced: selectors.map((fields) => ({
      name: 'Management events',
      fields: Object.entries(fields).map(([field, part]) => ({ ...none, field, ...part })),
    })),
  };
}

export function trail(
  part: Partial<TrailFact> & { owner?: string; isLogging?: boolean; error?: string } = {},
): TrailFact {
  const { owner = me, isLogging = true, error = null, ...rest } = part;
  const name = part.name ?? 'main-trail';
  const homeRegion = part.homeRegion ?? region;
  return {
    source: source('cloudtrail:DescribeTrails', homeRegion),
    arn: `arn:aws:cloudtrail:${homeRegion}:${owner}:trail/${name}`,
    name,
    ownerAccountId: owner,
    homeRegion,
    isMultiRegion: true,
    isOrganizationTrail: false,
    includesGlobalServiceEvents: true,
    bucketName: 'trail-bucket',
    kmsKeyId: null,
    logGroupArn: logGroupArn(owner, 'trail-logs', homeRegion),
    isLogFileValidationEnabled: true,
    status: {
      source: source('cloudtrail:GetTrailStatus', homeRegion),
      isLogging,
      latestDeliveryAt: now,
      latestDeliveryError: null,
      latestDigestDeliveryError: null,
      latestNotificationError: null,
      latestCloudWatchLogsDeliveryAt: now,
      latestCloudWatchLogsDeliveryError: error,
    },
    selectors: allEvents,
    ...rest,
  };
}

export function logGroup(part: Partial<LogGroupFact> = {}): LogGroupFact {
  return {
    source: source('logs:DescribeLogGroups'),
    arn: groupArn,
    name: 'trail-logs',
    region,
    logGroupClass: 'STANDARD',
    retentionDays: null,
    kmsKeyId: null,
    ...part,
  };
}

/** The text the newest edition prescribes. */
export function prescribed(control: AlarmControlId): string {
  return alarmControl(control).prescribed.at(-1)?.text ?? '';
}

export function metricFilter(
  part: Partial<MetricFilterFact> & {
    metric?: string;
    dims?: Record<string, string>;
    value?: string;
    defaultValue?: number;
    unit?: string;
  } = {},
): MetricFilterFact {
  const { metric = 'Count', dims = {}, value = '1', defaultValue = null, unit = 'None', ...rest } = part;
  return {
    source: source('logs:DescribeMetricFilters'),
    name: 'watch',
    logGroupName: 'trail-logs',
    logGroupArn: groupArn,
    region,
    pattern: prescribed('security-group-changes'),
    transformations: [
      {
        metricName: metric,
        metricNamespace: 'Trail',
        metricValue: value,
        defaultValue,
        dimensions: dims,
        unit,
      },
    ],
    fieldSelectionCriteria: null,
    isAppliedOnTransformedLogs: false,
    emitSystemFieldDimensions: [],
    ...rest,
  };
}

export interface AlarmPart extends Partial<AlarmFact> {
  owner?: string;
  metricName?: string;
  namespace?: string;
  statistic?: string;
  dims?: Record<string, string>;
  unit?: string;
  metricAccount?: string;
}

export function alarm(part: AlarmPart = {}): AlarmFact {
  const {
    owner = me,
    metricName = 'Count',
    namespace = 'Trail',
    statistic = 'Sum',
    dims = {},
    unit,
    metricAccount,
    ...rest
  } = part;
  const name = part.name ?? 'watch-alarm';
  return {
    source: source('cloudwatch:DescribeAlarms'),
    arn: `arn:aws:cloudwatch:${region}:${owner}:alarm:${name}`,
    name,
    region,
    isActionsEnabled: true,
    alarmActions: [topicArn],
    state: 'OK',
    stateSince: '2026-11-01T00:00:00.000Z',
    metric: {
      namespace,
      metricName,
      dimensions: dims,
      statistic,
      periodSeconds: 300,
      unit: unit ?? null,
      accountId: metricAccount ?? null,
    },
    queries: [],
    comparisonOperator: 'GreaterThanOrEqualToThreshold',
    threshold: 1,
    evaluationPeriods: 1,
    datapointsToAlarm: null,
    treatMissingData: 'notBreaching',
    ...rest,
  };
}

export function composite(part: Partial<CompositeAlarmFact> = {}): CompositeAlarmFact {
  const name = part.name ?? 'any-change';
  return {
    source: source('cloudwatch:DescribeAlarms'),
    arn: `arn:aws:cloudwatch:${region}:${me}:alarm:${name}`,
    name,
    region,
    isActionsEnabled: true,
    alarmActions: [topicArn],
    state: 'OK',
    stateSince: null,
    rule: 'ALARM("watch-alarm")',
    actionsSuppressor: null,
    ...part,
  };
}

export function topic(
  part: Partial<SnsTopicFact> & {
    policy?: unknown;
    kmsKeyId?: string;
    subscribers?: [string, string, boolean][];
  } = {},
): SnsTopicFact {
  const { policy, kmsKeyId = null, subscribers = [['email', 'secops@example.com', true]], ...rest } = part;
  const arn = part.arn ?? topicArn;
  return {
    source: source('sns:GetTopicAttributes'),
    arn,
    region: arn.split(':')[3] ?? region,
    attributes: {
      policy: policy === undefined ? null : typeof policy === 'string' ? policy : JSON.stringify(policy),
      kmsKeyId,
      ownerAccountId: arn.split(':')[4] ?? me,
    },
    exists: true,
    subscriptions: {
      source: source('sns:ListSubscriptionsByTopic'),
      items: subscribers.map(([protocol, endpoint, isConfirmed]) => ({ protocol, endpoint, isConfirmed })),
    },
    ...rest,
  };
}

export function eventRule(part: Partial<EventRuleFact> = {}): EventRuleFact {
  const name = part.name ?? 'tell-secops';
  const at = part.region ?? region;
  return {
    source: source('events:ListRules', at),
    arn: `arn:aws:events:${at}:${me}:rule/${name}`,
    name,
    region: at,
    eventBusName: 'default',
    state: 'ENABLED',
    pattern: null,
    targets: [{ id: '1', arn: topicArn }],
    ...part,
  };
}

export function gap(topicName: Gap['topic'], api: string, part: Partial<Gap> = {}): Gap {
  return {
    topic: topicName,
    api,
    region,
    resource: null,
    kind: 'denied',
    action: api,
    message: 'is not authorized',
    at: now,
    isSecondary: false,
    ...part,
  };
}

/** An account in which the security group control is fully met, with parts replaced. */
export function snapshot(
  topics: { [T in keyof Topics]?: Topics[T] | undefined } = {},
  gaps: Gap[] = [],
  accountId = me,
): AccountSnapshot {
  return {
    schemaVersion: 1,
    account: { accountId, partition: 'aws', name: accountId === me ? 'payments-prod' : 'log-archive' },
    startedAt: now,
    finishedAt: now,
    regions: ['eu-west-1', 'us-east-1'],
    topics: asked({
      'organizations.organization': {
        source: source('organizations:DescribeOrganization'),
        organization: null,
        delegatedAdministrators: null,
      },
      'cloudtrail.trails': [trail()],
      'logs.groups': [logGroup()],
      'logs.metric-filters': [metricFilter()],
      'cloudwatch.alarms': [alarm()],
      'cloudwatch.composite-alarms': [],
      'cloudwatch.log-alarms': [],
      'cloudwatch.mute-rules': [],
      'sns.topics': [topic()],
      'kms.keys': [],
      'events.rules': [],
      ...topics,
    }),
    gaps,
    calls: { total: 0, throttled: 0, byService: {} },
  };
}

export function world(...snapshots: AccountSnapshot[]): World {
  const accounts = snapshots.map((it): [string, KnownAccount] => [
    it.account.accountId,
    { accountId: it.account.accountId, name: it.account.name, snapshot: it },
  ]);
  return { accounts: new Map(accounts) };
}

function asked(topics: { [T in keyof Topics]?: Topics[T] | undefined }): Partial<Topics> {
  return Object.fromEntries(Object.entries(topics).filter(([, facts]) => facts !== undefined));
}
