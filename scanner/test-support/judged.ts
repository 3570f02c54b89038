import type { Verdict } from '#lib/posture/verdict.ts';
import type { WorkspacePolicy } from '#lib/posture/workspace-policy.ts';
import type { Check } from '../check.ts';
import { judge } from '../judge.ts';
import { linkAccount } from '../link.ts';
import { openMemoryRecorder } from '../memory-recorder.ts';
import { readAccounts } from '../scan.ts';
import type { AccountSnapshot } from '../snapshot.ts';
import type { World } from '../world.ts';
import { type Cloud, roleOf, withSandbox } from './collected.ts';

export interface Judged {
  world: World;
  snapshot(accountId: string): AccountSnapshot;
  verdict(accountId: string, check: Check, policy?: WorkspacePolicy): Verdict;
}

/** The accounts of a cloud, scanned together over HTTP, and ready to be judged. */
export function scanned(cloud: Cloud, accountIds: readonly string[]): Promise<Judged> {
  return withSandbox(cloud, async () => {
    const recorder = openMemoryRecorder(() => undefined);
    const targets = accountIds.map((accountId) => ({
      accountId,
      name: null,
      regions: null,
      ...roleOf(accountId),
    }));
    await readAccounts(targets, recorder, {
      edition: '7.0',
      accountsAtOnce: 2,
      timeoutMs: 150_000,
      signal: AbortSignal.timeout(150_000),
      onBug: rethrow,
    });
    return judgedOver(await recorder.world());
  });
}

export function judgedOver(world: World): Judged {
  const snapshot = (accountId: string) => {
    const found = world.accounts.get(accountId)?.snapshot;
    if (!found) throw new Error(`${accountId} was not read.`);
    return found;
  };
  return {
    world,
    snapshot,
    verdict(accountId, check, policy) {
      const context = { now: snapshot(accountId).finishedAt, edition: '7.0', ...(policy && { policy }) };
      const [verdict] = judge(linkAccount(world, accountId), context, rethrow, [check]);
      if (!verdict) throw new Error(`${check.id} gave no verdict.`);
      return verdict;
    },
  };
}

function rethrow(where: string, error: unknown): never {
  throw new Error(where, { cause: error });
}
