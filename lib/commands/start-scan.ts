import type { Prisma } from '#lib/db/generated/client.ts';
import type { ScanTrigger } from '#lib/db/generated/enums.ts';

export interface ScanRequest {
  workspaceId: string;
  trigger: ScanTrigger;
  startedById: string | null;
  /** Row id of one account; null for every account of the workspace. */
  accountId: string | null;
}

/**
 * Creates a scan, one account scan and one job per account, in a handful of statements whatever their number.
 * Accounts that are being scanned already are left to that scan; null when that leaves none.
 */
export async function startScan(
  tx: Prisma.TransactionClient,
  { workspaceId, trigger, startedById, accountId }: ScanRequest,
): Promise<{ scanId: string; number: number; accounts: number } | null> {
  const { scanCounter: number } = await tx.workspace.update({
    where: { id: workspaceId },
    data: { scanCounter: { increment: 1 } },
    select: { scanCounter: true },
  });
  const { id: scanId } = await tx.scan.create({
    data: { workspaceId, number, trigger, startedById, isWhole: accountId === null },
    select: { id: true },
  });
  // The partial unique index on account_scan refuses a second scan of an account that is under way.
  const accounts = await tx.$executeRaw`
    INSERT INTO account_scan (workspace_id, scan_id, account_id)
    SELECT workspace_id, ${scanId}::uuid, id FROM account
    WHERE workspace_id = ${workspaceId}::uuid AND status NOT IN ('removed', 'suspended')
      AND (${accountId}::uuid IS NULL OR id = ${accountId}::uuid)
    ON CONFLICT DO NOTHING`;
  if (accounts === 0) {
    await tx.scan.delete({ where: { id: scanId } });
    await tx.workspace.update({ where: { id: workspaceId }, data: { scanCounter: { decrement: 1 } } });
    return null;
  }
  await tx.scan.update({ where: { id: scanId }, data: { accountsTotal: accounts } });
  // A person waits for one account; a whole scan may take its time.
  const priority = accountId === null ? 10 : 0;
  await tx.$executeRaw`
    SELECT graphile_worker.add_job(
      'scan-account', payload := json_build_object('accountScanId', id),
      max_attempts := 5, job_key := 'scan-account:' || id, priority := ${priority}::int)
    FROM account_scan WHERE scan_id = ${scanId}::uuid`;
  return { scanId, number, accounts };
}
