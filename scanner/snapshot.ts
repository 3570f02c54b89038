import type {
  AccessLogFact,
  ClosedRegionFact,
  ConfigRegionFact,
  KmsRegionFact,
  VpcRegionFact,
} from './facts/logging.ts';
import type {
  AnalyzerRegionFact,
  ExposedResourceFact,
  GuardDutyRegionFact,
  InspectorRegionFact,
  MacieRegionFact,
  ResponseAlarmFact,
  ResponseRuleFact,
  SecurityHubRegionFact,
  ShieldFact,
  TrailInsightsFact,
  TrustedAdvisorFact,
} from './facts/services.ts';
import type { Source } from './facts/source.ts';
import type { AccountPublicAccessBlockFact, BucketListFact, TrailBucketFact } from './facts/storage.ts';

export type { Source };

/**
 * What one scan saw in one account. Collectors write it, link and judge read it; it is stored as JSON and
 * re-judged later, so everything here is plain data. `null` on a fact's part means "asked, not answered":
 * the reason stands in `gaps`. A topic that is absent from `topics` was not asked at all.
 */
export interface AccountSnapshot {
  schemaVersion: 1;
  account: AccountIdentity;
  /** ISO 8601 UTC. */
  startedAt: string;
  finishedAt: string;
  /** Enabled regions that were scanned. When the list itself could not be read, a gap says so and the regions given or derivable were used. */
  regions: string[];
  /** Enabled regions, those out of the workspace's scope included; absent: `regions` is all of them. */
  enabledRegions?: string[];
  /** ARNs of this account's resources that were asked for because other accounts' snapshots name them. */
  wanted?: string[];
  topics: Partial<Topics>;
  gaps: Gap[];
  calls: CallStats;
}

export interface AccountIdentity {
  accountId: string;
  partition: string;
  /** Name given at onboarding, else the account id. */
  name: string;
}

/** Every fact topic, one a line. A check names the topics it reads; collectors name the one they fill. */
export interface Topics {
  'organizations.organization': OrganizationFact;
  'cloudtrail.trails': TrailFact[];
  'logs.groups': LogGroupFact[];
  'logs.metric-filters': MetricFilterFact[];
  'cloudwatch.alarms': AlarmFact[];
  'cloudwatch.composite-alarms': CompositeAlarmFact[];
  'cloudwatch.log-alarms': LogAlarmFact[];
  'cloudwatch.mute-rules': MuteRuleFact[];
  'sns.topics': SnsTopicFact[];
  'kms.keys': KmsKeyFact[];
  'events.rules': EventRuleFact[];
  'account.closed-regions': ClosedRegionFact[];
  'cloudtrail.insights': TrailInsightsFact[];
  's3.bucket-list': BucketListFact;
  's3.account-public-access-block': AccountPublicAccessBlockFact;
  's3.trail-buckets': TrailBucketFact[];
  'ec2.vpcs': VpcRegionFact[];
  'kms.rotation': KmsRegionFact[];
  'config.regions': ConfigRegionFact[];
  'guardduty.regions': GuardDutyRegionFact[];
  'securityhub.regions': SecurityHubRegionFact[];
  'macie.regions': MacieRegionFact[];
  'inspector.regions': InspectorRegionFact[];
  'access-analyzer.regions': AnalyzerRegionFact[];
  'support.trusted-advisor': TrustedAdvisorFact;
  'waf.exposed-resources': ExposedResourceFact[];
  'edge.access-logs': AccessLogFact[];
  'shield.subscription': ShieldFact;
  'events.response-rules': ResponseRuleFact[];
  'cloudwatch.response-alarms': ResponseAlarmFact[];
}
export type TopicName = keyof Topics;

export type GapKind =
  | 'denied'
  | 'throttled'
  | 'timeout'
  | 'unreachable'
  | 'error'
  | 'unsupported'
  | 'region-off'
  | 'malformed'
  /** An optional field came back absent where only its value can decide. */
  | 'absent-field';

export interface Gap {
  topic: TopicName | 'account.regions' | 'account.identity';
  /** `service:Operation`. */
  api: string;
  region: string;
  /** ARN or name of the one resource concerned; null when the whole region's answer is missing. */
  resource: string | null;
  kind: GapKind;
  /** IAM action to grant, when the kind is `denied`. */
  action?: string;
  deniedBy?:
    | 'identity-policy'
    | 'scp'
    | 'boundary'
    | 'rcp'
    | 'resource-policy'
    | 'session-policy'
    | 'unstated';
  /** AWS's own words, shortened. */
  message: string;
  requestId?: string;
  at: string;
  /** Secondary evidence does not turn a verdict into unknown. */
  isSecondary: boolean;
}

export interface CallStats {
  total: number;
  throttled: number;
  byService: Record<string, number>;
}

export interface OrganizationFact {
  source: Source;
  /** null: the account is in no organization. */
  organization: { id: string; arn: string; managementAccountId: string } | null;
  /** Service principals this account is a delegated administrator for; only known from the management account or a delegate. */
  delegatedAdministrators: { accountId: string; servicePrincipals: string[] }[] | null;
}

export interface TrailFact {
  source: Source;
  arn: string;
  name: string;
  /** Owner, from the ARN. */
  ownerAccountId: string;
  homeRegion: string;
  isMultiRegion: boolean;
  isOrganizationTrail: boolean;
  includesGlobalServiceEvents: boolean;
  bucketName: string | null;
  /** What stands before `AWSLogs/` in the bucket. */
  keyPrefix?: string | null;
  kmsKeyId: string | null;
  /** Full ARN without a trailing `:*`. */
  logGroupArn: string | null;
  isLogFileValidationEnabled: boolean;
  status: TrailStatusFact | null;
  selectors: TrailSelectorsFact | null;
}

export interface TrailStatusFact {
  source: Source;
  isLogging: boolean;
  latestDeliveryAt: string | null;
  latestDeliveryError: string | null;
  latestDigestDeliveryError: string | null;
  latestNotificationError: string | null;
  latestCloudWatchLogsDeliveryAt: string | null;
  latestCloudWatchLogsDeliveryError: string | null;
}

export interface TrailSelectorsFact {
  source: Source;
  /** Classic selectors, empty when the trail uses advanced ones. */
  classic: {
    readWriteType: 'All' | 'ReadOnly' | 'WriteOnly';
    includesManagementEvents: boolean;
    excludedSources: string[];
    dataResources: { type: string; values: string[] }[];
  }[];
  advanced: {
    name: string | null;
    fields: {
      field: string;
      equals: string[];
      startsWith: string[];
      endsWith: string[];
      notEquals: string[];
      notStartsWith: string[];
      notEndsWith: string[];
    }[];
  }[];
}

export interface LogGroupFact {
  source: Source;
  arn: string;
  name: string;
  region: string;
  /** AWS's documented default STANDARD when absent. */
  logGroupClass: 'STANDARD' | 'INFREQUENT_ACCESS' | 'DELIVERY';
  /** null: never expires. */
  retentionDays: number | null;
  kmsKeyId: string | null;
  /** Processors of the log transformer; null when there is none; undefined when unread. */
  transformer?: unknown[] | null;
}

export interface MetricFilterFact {
  source: Source;
  name: string;
  logGroupName: string;
  logGroupArn: string;
  region: string;
  pattern: string;
  transformations: {
    metricName: string;
    metricNamespace: string;
    metricValue: string;
    defaultValue: number | null;
    /** Name → selector. */
    dimensions: Record<string, string>;
    /** `None` when absent. */
    unit: string;
  }[];
  fieldSelectionCriteria: string | null;
  isAppliedOnTransformedLogs: boolean;
  emitSystemFieldDimensions: string[];
}

export interface AlarmBase {
  source: Source;
  arn: string;
  name: string;
  region: string;
  isActionsEnabled: boolean;
  alarmActions: string[];
  state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA' | null;
  stateSince: string | null;
}

export interface MetricRef {
  namespace: string;
  metricName: string;
  dimensions: Record<string, string>;
  statistic: string;
  periodSeconds: number;
  /** null takes any unit. */
  unit: string | null;
  /** Account whose metric is meant; null: the alarm's own. */
  accountId: string | null;
}

export interface AlarmFact extends AlarmBase {
  /** A plain metric alarm's metric; null for metric math. */
  metric: MetricRef | null;
  /** Metric math: the queries as AWS returns them. */
  queries: { id: string; expression: string | null; metric: MetricRef | null; returnsData: boolean }[];
  comparisonOperator: string;
  /** null for anomaly bands. */
  threshold: number | null;
  evaluationPeriods: number;
  datapointsToAlarm: number | null;
  treatMissingData: 'missing' | 'notBreaching' | 'breaching' | 'ignore';
  /** A percentile over too few samples changes no state; AWS evaluates them where this is absent. */
  ignoresFewSamples?: boolean;
}

export interface CompositeAlarmFact extends AlarmBase {
  rule: string;
  actionsSuppressor: string | null;
}

export interface LogAlarmFact extends AlarmBase {
  /** Raw answer parts that say which log groups are queried, how and when it breaches. */
  configuration: Record<string, unknown>;
}

export interface MuteRuleFact {
  source: Source;
  arn: string;
  name: string;
  region: string;
  /** Alarm names muted. */
  alarmNames: string[];
  isActive: boolean;
  endsAt: string | null;
}

export interface SnsTopicFact {
  source: Source;
  arn: string;
  region: string;
  /** null: GetTopicAttributes was not answered (see gaps). */
  attributes: { policy: string | null; kmsKeyId: string | null; ownerAccountId: string | null } | null;
  /** False once AWS said the topic does not exist. */
  exists: boolean;
  /** null: ListSubscriptionsByTopic was not answered. */
  subscriptions: {
    source: Source;
    items: { protocol: string; endpoint: string; isConfirmed: boolean }[];
  } | null;
}

export interface KmsKeyFact {
  source: Source;
  arn: string;
  region: string;
  /** The id, ARN or alias a resource named; several may lead here. */
  requestedAs: string[];
  exists: boolean;
  manager: 'AWS' | 'CUSTOMER' | null;
  state: string | null;
  /** null: unread or not a customer key. */
  policy: string | null;
}

export interface EventRuleFact {
  source: Source;
  arn: string;
  name: string;
  region: string;
  eventBusName: string;
  state: string;
  pattern: string | null;
  /** null: ListTargetsByRule was not answered. */
  targets: { id: string; arn: string }[] | null;
}
