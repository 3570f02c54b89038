import type { Source } from './source.ts';

/** A region that refuses services alike: an organization's policy, or the region is switched off. */
export interface ClosedRegionFact {
  source: Source;
  region: string;
  why: 'scp' | 'region-off';
  /** It still lets through what works across regions: Config, KMS, IAM Access Analyzer. */
  isExempting?: boolean;
}

export interface VpcRegionFact {
  source: Source;
  region: string;
  /** The account's own; a VPC shared with it is judged at its owner. */
  vpcs: { id: string; name: string | null }[];
  /** null: unread, or not asked because there is no VPC. */
  flowLogs: { source: Source; items: FlowLogFact[] } | null;
}

export interface FlowLogFact {
  id: string;
  resourceId: string;
  /** `ACTIVE` is the only state AWS documents. */
  status: string;
  trafficType: string;
  deliverStatus: string | null;
  deliverError: string | null;
}

export interface KmsRegionFact {
  source: Source;
  region: string;
  /** Customer keys only. */
  keys: CustomerKeyFact[];
}

export interface CustomerKeyFact {
  source: Source;
  arn: string;
  state: string;
  spec: string;
  usage: string;
  origin: string;
  /** `alias/…`; absent where none is known. */
  aliases?: string[];
  /** ARN of the primary key this one replicates; null for a primary or single-region key. */
  replicaOf: string | null;
  /** null: unread, or not asked because the rule does not cover the key. */
  rotation: { source: Source; isEnabled: boolean } | null;
}

export interface ConfigRegionFact {
  source: Source;
  region: string;
  recorders: ConfigRecorderFact[];
  /** null: unread, or not asked because there is no recorder. */
  channels: { source: Source; items: ConfigChannelFact[] } | null;
}

export interface ConfigRecorderFact {
  name: string;
  /** AWS owns it for one of its services, which alone reads what it records. */
  isServiceLinked: boolean;
  recordsAllTypes: boolean;
  recordsGlobalTypes: boolean;
  excludedTypes: string[];
  isDaily: boolean;
  /** Types recorded once a day by an override; absent in snapshots of older scans. */
  dailyTypes?: string[];
  /** null: unread. */
  status: {
    source: Source;
    isRecording: boolean;
    lastStatus: string | null;
    lastError: string | null;
  } | null;
}

export interface ConfigChannelFact {
  name: string;
  /** Last status per kind of delivery; null where AWS says none yet, undefined where it was not readable. */
  lastStatus?: { kind: 'history' | 'snapshot' | 'stream'; status: string; error: string | null }[];
}

export type LoggedKind =
  | 'load-balancer'
  | 'network-load-balancer'
  | 'rest-api-stage'
  | 'http-api-stage'
  | 'websocket-api-stage'
  | 'distribution';

/** A place where requests come in from the internet, and whether it writes them down. */
export interface AccessLogFact {
  kind: LoggedKind;
  arn: string;
  name: string;
  region: string;
  /** Cache behaviors of a distribution that have a real-time log. */
  realTime?: 'all' | 'some';
  /** `to` null: no access log; `sources` are the answers that say so together. The whole is null where unread. */
  log: { to: string | null; sources: Source[] } | null;
}
