import type { Verdict } from '#lib/posture/verdict.ts';
import type { AccountSnapshot } from './snapshot.ts';
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
}

export type ScanFailureCode =
  | 'role-refused'
  | 'no-credentials'
  | 'wrong-account'
  | 'inconclusive'
  | 'invalid-role-arn';

/** Why an account could not be read at all; its last results stay, with their age. */
export interface ScanFailure {
  code: ScanFailureCode;
  message: string;
  requestId: string | null;
}

export type ScanStage = 'assuming' | 'collecting' | 'linking' | 'judging' | 'done' | 'failed';

export interface ScanProgress {
  accountId: string;
  stage: ScanStage;
  /** "CloudTrail", "CloudWatch alarms in eu-west-1". */
  detail: string;
  callsMade: number;
}

/** Where a scan's results go: the database in the worker, memory in the CLI. */
export interface Recorder {
  /** Newest snapshots of every onboarded account; asked again after this scan's were recorded. */
  world(): Promise<World>;
  snapshot(target: ScanTarget, snapshot: AccountSnapshot): Promise<void>;
  failure(target: ScanTarget, failure: ScanFailure, startedAt: string): Promise<void>;
  /** Called for each scanned account and for accounts that depend on one. */
  verdicts(snapshot: AccountSnapshot, verdicts: Verdict[]): Promise<void>;
  progress(progress: ScanProgress): void;
}

export interface ScanOptions {
  edition: string;
  /** Accounts read at the same time. */
  accountsAtOnce: number;
  /** Budget of one account. */
  timeoutMs: number;
  signal: AbortSignal;
  onCheckError: (checkId: string, error: unknown) => void;
}
