import type { Environment } from '#lib/posture/decision-scope.ts';
import type { Verdict } from '#lib/posture/verdict.ts';
import type { WorkspacePolicy } from '#lib/posture/workspace-policy.ts';
import type { AccountSnapshot, CallStats } from './snapshot.ts';
import type { World } from './world.ts';

/** One account to read. */
export interface ScanTarget {
  /** null with `roleArn` null: whoever the own credentials belong to. */
  accountId: string | null;
  name: string | null;
  /** null: read with the process's own credentials. */
  roleArn: string | null;
  externalId: string | null;
  /** null: every enabled region. */
  regions: readonly string[] | null;
  /** What the account is for, where the caller knows. */
  environment?: Environment | null;
}

/** Why an account could not be read at all; its last results stay, with their age. */
export interface ScanFailure {
  code: 'role-refused' | 'no-credentials' | 'wrong-account' | 'inconclusive' | 'invalid-role-arn';
  message: string;
  requestId: string | null;
  /** What was sent until then. */
  calls: CallStats;
}

export interface ScanProgress {
  /** Empty until AWS has said whose credentials they are. */
  accountId: string;
  stage: 'assuming' | 'collecting' | 'linking' | 'judging' | 'done' | 'failed';
  /** "CloudTrail", "Organizations, CloudTrail". */
  detail: string;
  callsMade: number;
}

/** Where a scan's results go: the database in the worker, memory in the CLI. */
export interface Recorder {
  /** Newest snapshots of every onboarded account; asked again after this scan's were recorded. */
  world(): Promise<World>;
  /** May come twice for one account: the second holds what other accounts turned out to name in it. */
  snapshot(target: ScanTarget, snapshot: AccountSnapshot): Promise<void>;
  failure(target: ScanTarget, failure: ScanFailure, startedAt: string): Promise<void>;
  /** Called for each scanned account and for accounts that depend on one. */
  verdicts(snapshot: AccountSnapshot, verdicts: Verdict[]): Promise<void>;
  /**
   * Accounts outside this scan that hold what its accounts name, and whose newest snapshot has not read it:
   * they are to be scanned next.
   */
  unreadElsewhere(accountIds: readonly string[]): Promise<void>;
  progress(progress: ScanProgress): void;
}

export interface ScanOptions {
  edition: string;
  /** What the workspace decided for itself; absent: the documented defaults. */
  policy?: WorkspacePolicy;
  /** Accounts read at the same time. */
  accountsAtOnce: number;
  /** Budget of one account; what is unread when it ends are gaps. */
  timeoutMs: number;
  signal: AbortSignal;
  /** Our own error, to be logged once; the account's or check's result says `unknown` or why it failed. */
  onBug: (where: string, error: unknown) => void;
}
