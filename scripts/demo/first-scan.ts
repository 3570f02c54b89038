import { setTimeout as sleep } from 'node:timers/promises';
import type { Viewer } from '#lib/auth/viewer.ts';
import { scanNow } from '#lib/commands/scans.ts';
import { db } from '#lib/db/client.ts';
import { getRunningScan, getScan, listScans, type ScanPage } from '#lib/queries/scans.ts';

const withinMs = 5 * 60 * 1000;

/** Scans all accounts, or goes on with the scan that was interrupted; a scan done earlier is taken as it is. */
export async function firstScan(viewer: Viewer, say: (detail: string) => void): Promise<ScanPage> {
  const known = await listScans(viewer, 1, 1);
  const newest = known.rows[0];
  const pending = await db().account.count({ where: { workspaceId: viewer.workspaceId, status: 'pending' } });
  const isEnough = newest?.status === 'done' && pending === 0;
  const running = await getRunningScan(viewer);
  const id = running?.id ?? (isEnough ? newest.id : (await scanNow(viewer, { accountId: null })).scanId);
  const deadline = Date.now() + withinMs;
  while (Date.now() < deadline) {
    const scan = await getScan(viewer, id);
    if (!scan) throw new Error('the first scan is gone');
    if (scan.status === 'failed')
      throw new Error(`The first scan failed: ${scan.error ?? 'its log says why'}.`);
    if (scan.status === 'done' && !(await getRunningScan(viewer))) return scan;
    say(lineOf(scan));
    await sleep(500);
  }
  throw new Error('The first scan did not end within five minutes. The log of the worker says why.');
}

function lineOf(scan: ScanPage): string {
  const read = scan.accounts.filter((it) => !['queued', 'collecting'].includes(it.status)).length;
  const now = scan.accounts.find((it) => it.status === 'collecting');
  const doing = now ? `, ${now.accountName}: ${now.progress?.detail || 'signing in'}` : '';
  return `${read} of ${scan.accountsTotal} accounts read${doing}`;
}
