import { demandRole, type Viewer } from '#lib/auth/viewer.ts';
import { db } from '#lib/db/client.ts';
import { AppError } from '#lib/errors.ts';
import { isRowId } from '#lib/queries/row-id.ts';
import { audit } from './audit.ts';
import { startScan } from './start-scan.ts';

/**
 * Scans one account (row id) or all of them now.
 * @throws AppError `conflict` when everything asked for is being scanned already
 */
export async function scanNow(
  viewer: Viewer,
  { accountId }: { accountId: string | null },
): Promise<{ scanId: string; number: number }> {
  demandRole(viewer, 'lead');
  if (accountId !== null) await demandAccount(viewer, accountId);
  return db().$transaction(async (tx) => {
    const request = {
      workspaceId: viewer.workspaceId,
      trigger: 'manual',
      startedById: viewer.userId,
      accountId,
    } as const;
    const scan = await startScan(tx, request);
    if (!scan) throw await nothingToScan(viewer, accountId);
    await audit(tx, viewer, 'scan.start', scan.scanId, { number: scan.number, accounts: scan.accounts });
    return { scanId: scan.scanId, number: scan.number };
  });
}

async function demandAccount(viewer: Viewer, id: string): Promise<void> {
  const account = isRowId(id)
    ? await db().account.findFirst({
        where: { id, workspaceId: viewer.workspaceId, status: { not: 'removed' } },
        select: { id: true },
      })
    : null;
  if (!account) throw new AppError('not-found', 'This account is not onboarded.');
}

async function nothingToScan(viewer: Viewer, accountId: string | null): Promise<AppError> {
  const accounts = await db().account.count({
    where: { workspaceId: viewer.workspaceId, status: { notIn: ['removed', 'suspended'] } },
  });
  if (accounts === 0) return new AppError('conflict', 'There is no account to scan yet. Onboard one first.');
  return new AppError(
    'conflict',
    accountId === null ? 'Every account is being scanned already.' : 'This account is being scanned already.',
  );
}
