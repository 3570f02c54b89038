import { db } from '#lib/db/client.ts';
import type { JobPayload } from '#lib/jobs.ts';
import { log } from '#lib/log.ts';
import { standingPolicy, type WorkspacePolicy } from '#lib/posture/workspace-policy.ts';
import { loadWorld } from '../record/load-world.ts';
import { recordVerdicts } from '../record.ts';
import { judgeAccounts } from '../scan.ts';
import type { JobContext } from './job-context.ts';
import { finishScan, updateCounts } from './judge-scan.ts';
import { environmentsIn, lockPolicy, rejudgeIfPolicyChanged } from './policy-drift.ts';

/** Progress is written at most this often. */
const everyMs = 400;

/** Judges every stored snapshot of a workspace by its policy as it is now. Asks AWS nothing. Safe to repeat. */
export async function rejudgeWorkspace(
  { scanId }: JobPayload<'rejudge-workspace'>,
  context: JobContext,
): Promise<void> {
  const begun = await begin(scanId);
  if (!begun) return;
  const { workspaceId, policy } = begun;
  const world = await loadWorld(workspaceId);
  const accountIds = [...world.accounts.values()].filter((it) => it.snapshot).map((it) => it.accountId);
  await db().scan.updateMany({ where: { id: scanId }, data: { accountsTotal: accountIds.length } });
  let toldAt = 0;
  await judgeAccounts(
    accountIds,
    {
      world: async () => world,
      verdicts: async (snapshot, verdicts) => {
        context.signal.throwIfAborted();
        const accountId = world.rowIds.get(snapshot.account.accountId);
        if (accountId === undefined) return;
        const readAt = snapshot.finishedAt;
        const judged = { workspaceId, accountId, scanId, accountScanId: null, readAt, isRejudged: true };
        await recordVerdicts(judged, verdicts, context.catalogue);
        if (Date.now() - toldAt < everyMs) return;
        toldAt = Date.now();
        await updateCounts(scanId);
      },
      progress: () => undefined,
    },
    {
      edition: policy.edition,
      policy: standingPolicy(policy, new Date()),
      onBug: (where, error) => log.error({ error, scanId }, `a check failed: ${where}`),
    },
  );
  await finishScan(workspaceId, scanId);
  await rejudgeIfPolicyChanged(workspaceId, { policy, environments: environmentsIn(world) });
}

/** The policy is read as the scan begins, with the row held: a later change finds no waiting scan and adds its own. */
async function begin(scanId: string): Promise<{ workspaceId: string; policy: WorkspacePolicy } | null> {
  return db().$transaction(async (tx) => {
    const scan = await tx.scan.findUnique({ where: { id: scanId }, select: { workspaceId: true } });
    const policy = scan && (await lockPolicy(tx, scan.workspaceId));
    if (!scan || !policy) return null;
    const { count } = await tx.scan.updateMany({
      where: { id: scanId, status: { in: ['queued', 'running'] } },
      data: { status: 'running', startedAt: new Date() },
    });
    return count === 0 ? null : { workspaceId: scan.workspaceId, policy };
  });
}
