import type { Prisma } from '#lib/db/generated/client.ts';
import { addJob } from '#lib/jobs.ts';

/**
 * Has every stored snapshot of the workspace judged again, without a call to AWS. One that waits already reads the
 * policy when it starts, so it stands for this one too. The caller holds the workspace's row.
 * @returns null when no account was ever read
 */
export async function startRejudge(
  tx: Prisma.TransactionClient,
  { workspaceId, startedById }: { workspaceId: string; startedById: string | null },
): Promise<{ scanId: string; number: number } | null> {
  const waiting = await tx.scan.findFirst({
    where: { workspaceId, trigger: 'policy', status: 'queued' },
    select: { id: true, number: true },
  });
  if (waiting) return { scanId: waiting.id, number: waiting.number };
  const accountsTotal = await tx.account.count({
    where: { workspaceId, status: { not: 'removed' }, snapshotSha256: { not: null } },
  });
  if (accountsTotal === 0) return null;
  const { scanCounter: number } = await tx.workspace.update({
    where: { id: workspaceId },
    data: { scanCounter: { increment: 1 } },
    select: { scanCounter: true },
  });
  const { id: scanId } = await tx.scan.create({
    data: { workspaceId, number, trigger: 'policy', startedById, isWhole: true, accountsTotal },
    select: { id: true },
  });
  await addJob(tx, 'rejudge-workspace', { scanId }, { jobKey: `rejudge-workspace:${scanId}` });
  return { scanId, number };
}
