import type { Source } from './source.ts';

export interface GuardDutyRegionFact {
  source: Source;
  region: string;
  detectors: GuardDutyDetectorFact[];
}

export interface GuardDutyDetectorFact {
  source: Source;
  id: string;
  isEnabled: boolean;
  features: { name: string; isEnabled: boolean }[];
  /** Active findings of severity 7 and above, oldest first; null: unread, or not asked of a suspended detector. */
  findings: { source: Source; items: GuardDutyFindingFact[] } | null;
}

interface GuardDutyFindingFact {
  id: string;
  type: string;
  title: string | null;
  severity: number;
  createdAt: string | null;
}

export interface SecurityHubRegionFact {
  source: Source;
  region: string;
  isEnabled: boolean;
  standards: { arn: string; status: string }[];
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
  /** Whether the region has something of the kind; null: unread; absent: not asked because the scan is on. */
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

/** An enabled event rule on GuardDuty or CloudTrail events, and what it runs. */
export interface ResponseRuleFact {
  source: Source;
  arn: string;
  name: string;
  region: string;
  /** null: unread. */
  targetArns: string[] | null;
}
