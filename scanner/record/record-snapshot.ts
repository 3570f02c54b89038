import { db } from '#lib/db/client.ts';
import type { AccountSnapshot } from '../snapshot.ts';
import { saveSnapshot } from './snapshot-store.ts';
import { recordReferences } from './stored-references.ts';

/** Stores what was seen and makes it the account's newest: from now on other accounts link against it. */
export async function recordSnapshot(
  of: { workspaceId: string; accountId: string; accountScanId: string },
  snapshot: AccountSnapshot,
): Promise<void> {
  const { workspaceId, accountId, accountScanId } = of;
  await db().$transaction(async (tx) => {
    const snapshotSha256 = await saveSnapshot(tx, workspaceId, snapshot);
    await tx.account.updateMany({ where: { id: accountId, workspaceId }, data: { snapshotSha256 } });
    await recordReferences(tx, of, snapshot);
    await tx.accountScan.updateMany({
      where: { id: accountScanId, status: { in: ['collecting', 'judging'] } },
      data: {
        status: 'judging',
        snapshotSha256,
        regions: snapshot.regions.length,
        gaps: snapshot.gaps.length,
        callsTotal: snapshot.calls.total,
        callsThrottled: snapshot.calls.throttled,
        callsByService: snapshot.calls.byService,
        durationMs: new Date(snapshot.finishedAt).getTime() - new Date(snapshot.startedAt).getTime(),
      },
    });
  });
}
