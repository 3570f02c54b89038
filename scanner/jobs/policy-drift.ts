import { isDeepStrictEqual } from 'node:util';
import { startRejudge } from '#lib/commands/start-rejudge.ts';
import { db } from '#lib/db/client.ts';
import { WorkspacePolicy } from '#lib/posture/workspace-policy.ts';

/**
 * A policy that changed while verdicts were made: whoever wrote last may have judged by the old one, so all is
 * judged once more.
 */
export async function rejudgeIfPolicyChanged(workspaceId: string, used: WorkspacePolicy): Promise<void> {
  await db().$transaction(async (tx) => {
    const policy = await lockPolicy(tx, workspaceId);
    if (policy === null || isDeepStrictEqual(policy, used)) return;
    await startRejudge(tx, { workspaceId, startedById: null });
  });
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
