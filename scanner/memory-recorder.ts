import type { Environment } from '#lib/posture/decision-scope.ts';
import type { Verdict } from '#lib/posture/verdict.ts';
import type { Recorder, ScanFailure, ScanProgress, ScanTarget } from './scan-contract.ts';
import type { AccountSnapshot } from './snapshot.ts';
import type { World } from './world.ts';

/** What came of one target: read, or why not. */
export interface TargetResult {
  target: ScanTarget;
  startedAt: string;
  snapshot: AccountSnapshot | null;
  verdicts: Verdict[];
  failure: ScanFailure | null;
  finishedAt: string;
}

export interface MemoryRecorder extends Recorder {
  results(): Map<ScanTarget, TargetResult>;
}

/** Keeps a scan's results in memory; the world is just the accounts scanned. */
export function openMemoryRecorder(onProgress: (progress: ScanProgress) => void): MemoryRecorder {
  const results = new Map<ScanTarget, TargetResult>();
  return {
    results: () => results,
    world: async () => {
      const read = [...results.values()];
      return worldOf(
        read.flatMap((it) => it.snapshot ?? []),
        (snapshot) => read.find((it) => it.snapshot === snapshot)?.target.environment ?? null,
      );
    },
    async snapshot(target, snapshot) {
      const { startedAt, finishedAt } = snapshot;
      results.set(target, { target, startedAt, snapshot, verdicts: [], failure: null, finishedAt });
    },
    async failure(target, failure, startedAt) {
      const finishedAt = new Date().toISOString();
      results.set(target, { target, startedAt, snapshot: null, verdicts: [], failure, finishedAt });
    },
    async verdicts(snapshot, verdicts) {
      for (const it of results.values()) {
        if (it.snapshot?.account.accountId === snapshot.account.accountId) it.verdicts = verdicts;
      }
    },
    async unreadElsewhere() {
      // Every account known here is part of the scan.
    },
    progress: onProgress,
  };
}

export function worldOf(
  snapshots: readonly AccountSnapshot[],
  environmentOf: (snapshot: AccountSnapshot) => Environment | null = () => null,
): World {
  const accounts = snapshots.map((snapshot) => ({
    accountId: snapshot.account.accountId,
    name: snapshot.account.name,
    environment: environmentOf(snapshot),
    snapshot,
  }));
  return { accounts: new Map(accounts.map((it) => [it.accountId, it])) };
}
