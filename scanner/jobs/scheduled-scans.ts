import { startScan } from '#lib/commands/start-scan.ts';
import { db } from '#lib/db/client.ts';
import { log } from '#lib/log.ts';

/** Starts a scan of every workspace that has accounts. Accounts still being scanned are left to that scan. */
export async function scheduledScans(): Promise<void> {
  const workspaces = await db().workspace.findMany({
    where: { accounts: { some: { status: { notIn: ['removed', 'suspended'] } } } },
    select: { id: true },
  });
  for (const { id } of workspaces) {
    const scan = await db().$transaction((tx) =>
      startScan(tx, { workspaceId: id, trigger: 'schedule', startedById: null, accountId: null }),
    );
    if (scan) log.info({ number: scan.number, accounts: scan.accounts }, 'scheduled scan started');
  }
}
