import type { CloudTrailRecord } from './cloudtrail-record.ts';

export type IdentityType = 'IAMUser' | 'AssumedRole' | 'Root';

/** One class of events that an alarm control has to notice. */
export interface RequiredEvent {
  /** Stable, for example `ec2.amazonaws.com/CreateVpc/IAMUser`. */
  readonly id: string;
  /** null: any service. */
  readonly eventSource: string | null;
  /** null: any call. */
  readonly eventName: string | null;
  readonly identity: IdentityType;
  readonly label: string;
  /** null: both kinds occur. */
  readonly readOnly: boolean | null;
  readonly isGlobalService: boolean;
  readonly errorCode?: string;
  /** The call can no longer occur: its absence is a note, not a failure. */
  readonly isHistorical?: boolean;
  readonly witnesses: readonly CloudTrailRecord[];
}

export interface JudgedContext {
  readonly accountId?: string;
  readonly homeRegion?: string;
  readonly partition?: string;
}
