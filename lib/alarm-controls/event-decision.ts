import type { CloudTrailRecord } from './cloudtrail-record.ts';
import type { IdentityType } from './required-event.ts';

export interface Missed {
  readonly eventName: string;
  readonly identity?: IdentityType;
  /** The smallest condition, in plain English: "when awsRegion is not us-east-1". */
  readonly when: string;
  readonly sample: CloudTrailRecord;
}

export interface Exclusion {
  readonly text: string;
  readonly field?: string;
  readonly values?: readonly string[];
}

export interface EventDecision {
  readonly verdict: 'covers' | 'covers-with-exclusions' | 'misses' | 'undecided';
  readonly missed: readonly Missed[];
  readonly exclusions: readonly Exclusion[];
}
