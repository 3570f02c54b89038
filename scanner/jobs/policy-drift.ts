import { isDeepStrictEqual } from 'node:util';
import { startRejudge } from '#lib/commands/start-rejudge.ts';
import { db } from '#lib/db/client.ts';
import type { Environment } from '#lib/posture/decision-scope.ts';
import { WorkspacePolicy } from '#lib/posture/workspace-policy.ts';
import type { World } from '../world.ts';

/** What people decided and said, as verdicts were made by it. */
export interface JudgedBy {
  policy: WorkspacePolicy;
  /** AWS account id → what it was for. */
  environments: ReadonlyMap<string, Environment | null>;
}

export function environmentsIn(world: World): JudgedBy['environments'] {
  return new Map([...world.accounts.values()].map((it) => [it.accountId, it.environment ?? null]));
}

/**
 * A policy, or an account's environment, that changed while verdicts were made: whoever wrote last may have judged by
 * the old one, so all is judged once more.
 */
export async function rejudgeIfPolicyChanged(workspaceId: string, used: JudgedBy): Promise<void> {
  await db().$transaction(async (tx) => {
    const policy = await lockPolicy(tx, workspaceId);
    if (policy === null) return;
    const isSame = isDeepStrictEqual(policy, used.policy) && !(await isMoved(tx, workspaceId, used));
    if (!isSame) await startRejudge(tx, { workspaceId, startedById: null });
  });
}

async function isMoved(
  tx: Parameters<typeof startRejudge>[0],
  workspaceId: string,
  { policy, environments }: JudgedBy,
): Promise<boolean> {
  if (!policy.notRequired.some((it) => it.scope !== 'all' && 'environments' in it.scope)) return false;
  const accounts = await tx.account.findMany({
    where: { workspaceId, status: { not: 'removed' } },
    select: { accountId: true, environment: true },
  });
  return accounts.some((it) => (environments.get(it.accountId) ?? it.environment) !== it.environment);
}

/** The policy as it is, with the workspace's row held; null when the workspace is gone. */
export async function lockPolicy(
  tx: Parameters<typeof startRejudge>[0],
  workspaceId: string,
): Promise<WorkspacePolicy | null> {
  const [row] = await tx.$queryRaw<{ policy: unknown }[]>`
    SELECT policy FROM workspace WHERE id = ${workspaceId}::uuid FOR UPDATE`;
  return row ? WorkspacePolicy.parse(row.policy) : null;
}
