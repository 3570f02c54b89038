import type { Source } from './source.ts';

export interface GuardDutyRegionFact {
  source: Source;
  region: string;
  detectors: GuardDutyDetectorFact[];
}

export interface GuardDutyDetectorFact {
  source: Source;
  id: string;
  /** null: its status was not read. */
  isEnabled: boolean | null;
  features: { name: string; isEnabled: boolean }[];
  /** Active findings of severity 7 and above, oldest first; null: unread. */
  findings: {
    source: Source;
    items: GuardDutyFindingFact[];
    /** Samples that somebody had GuardDuty generate, which are not among the items. */
    sampleCount?: number;
    /** There are more than were read. */
    hasMore?: boolean;
  } | null;
}

export interface GuardDutyFindingFact {
  id: string;
  /** Whom it is about: an administrator also sees its members' findings. */
  accountId?: string | null;
  type: string;
  title: string | null;
  severity: number;
  createdAt: string | null;
  updatedAt?: string | null;
}

export interface SecurityHubRegionFact {
  source: Source;
  region: string;
  isEnabled: boolean;
  /** `status` null: the answer did not say. */
  standards: { arn: string; status: string | null }[];
}

export interface MacieRegionFact {
  source: Source;
  region: string;
  status: 'ENABLED' | 'PAUSED' | 'OFF';
}

export type InspectorKind = 'ec2' | 'ecr' | 'lambda';

export interface InspectorRegionFact {
  source: Source;
  region: string;
  scans: Record<InspectorKind, { status: string; isOn: boolean }>;
  /** Whether the region has something of the kind; null: unread; absent: not asked, the scan is on or another kind decides. */
  resources: Partial<Record<InspectorKind, { source: Source; exists: boolean } | null>>;
}

export interface AnalyzerRegionFact {
  source: Source;
  region: string;
  analyzers: { arn: string; name: string; type: string; status: string }[];
}

export interface TrustedAdvisorFact {
  source: Source;
  /** False: the support plan has no Trusted Advisor API. */
  isSubscribed: boolean;
  /** Security checks; null: unread. */
  checks: { source: Source; items: AdvisorCheckFact[] } | null;
}

export interface AdvisorCheckFact {
  id: string;
  name: string;
  /** `ok`, `warning` (yellow), `error` (red), `not_available`. */
  status: string;
  flaggedResources: number;
}

export type ExposureKind = 'load-balancer' | 'rest-api-stage' | 'distribution' | 'graphql-api' | 'user-pool';

export interface ExposedResourceFact {
  source: Source;
  kind: ExposureKind;
  arn: string;
  name: string;
  region: string;
  /** `arn` null: no web ACL. The whole is null where the question was not answered. */
  webAcl: { source: Source; arn: string | null } | null;
}

export interface ShieldFact {
  source: Source;
  isSubscribed: boolean;
}

/** Insight types per trail; an empty list: Insights is off. */
export interface TrailInsightsFact {
  source: Source;
  trailArn: string;
  insightTypes: string[];
}

/** An alarm that runs something; asked for only where the account has no trail, whose alarms are read anyway. */
export interface ResponseAlarmFact {
  source: Source;
  arn: string;
  name: string;
  region: string;
  actionArn: string;
}

/** An enabled event rule on GuardDuty or CloudTrail events, and what it runs. */
export interface ResponseRuleFact {
  source: Source;
  arn: string;
  name: string;
  region: string;
  /** null: unread. */
  targetArns: string[] | null;
}
