import type { Environment } from '#lib/posture/decision-scope.ts';
import type { WorkspacePolicy } from '#lib/posture/workspace-policy.ts';
import type { AccountSnapshot } from './snapshot.ts';

/** One account as the linker knows it: its newest snapshot, or only that it is onboarded. */
export interface KnownAccount {
  accountId: string;
  name: string;
  /** What people say it is for; absent or null: nobody said. */
  environment?: Environment | null;
  /** null: onboarded, but never read (role refused, first scan pending). */
  snapshot: AccountSnapshot | null;
}

/**
 * All onboarded accounts' newest snapshots: what link resolves ARNs against. Never changed once made:
 * link remembers what it worked out per world, so a newer snapshot means a new World.
 */
export interface World {
  accounts: ReadonlyMap<string, KnownAccount>;
}

/** Facts about the moment and the workspace that pure code may not read for itself. */
export interface JudgeContext {
  /** ISO 8601 UTC; the judged snapshot's finish, so that re-judging gives the same bytes. */
  now: string;
  edition: string;
  /** Absent: the documented defaults. */
  policy?: WorkspacePolicy;
}
