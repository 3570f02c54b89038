import { cache } from 'react';
import type { Viewer } from '#lib/auth/viewer.ts';
import { db } from '#lib/db/client.ts';
import { env } from '#lib/env.ts';
import { nextRun } from '#lib/posture/next-run.ts';
import { getRunningScan } from './scans.ts';

/** What stands around every page. */
export interface Shell {
  workspaceName: string;
  accounts: number;
  /** fail, warn and unknown. */
  openFindings: number;
  checks: number;
  /** When accounts were last read: the "as of" of every page. */
  asOf: Date | null;
  scan: { number: number; finishedAt: Date } | null;
  running: { id: string; number: number; done: number; total: number } | null;
  nextScanAt: Date | null;
}

/** The frame and the page ask for it; both get one answer. */
export function getShell(viewer: Viewer): Promise<Shell> {
  return shellOf(viewer);
}

const shellOf = cache(async (viewer: Viewer): Promise<Shell> => {
  const workspaceId = viewer.workspaceId;
  const onboarded = { status: { not: 'removed' } } as const;
  const [accounts, openFindings, checks, scan, read, running] = await Promise.all([
    db().account.count({ where: { workspaceId, ...onboarded } }),
    countOpenFindings(workspaceId),
    db().check.count({ where: { retiredAt: null } }),
    db().scan.findFirst({
      where: { workspaceId, status: 'done' },
      select: { number: true, finishedAt: true },
      orderBy: { number: 'desc' },
    }),
    newestRead(viewer),
    getRunningScan(viewer),
  ]);
  const finishedAt = scan?.finishedAt ?? null;
  return {
    workspaceName: viewer.workspaceName,
    accounts,
    openFindings,
    checks,
    asOf: read,
    scan: scan && finishedAt ? { number: scan.number, finishedAt } : null,
    running: running && {
      id: running.id,
      number: running.number,
      done: running.accountsDone + running.accountsFailed,
      total: running.accountsTotal,
    },
    nextScanAt: accounts === 0 ? null : nextRun(env().WATCHPOST_SCAN_CRON, new Date()),
  };
});

/** What fails, warns or could not be seen; counted once for a page. */
export const countOpenFindings = cache(
  (workspaceId: string): Promise<number> =>
    db().finding.count({
      where: {
        workspaceId,
        verdict: { in: ['fail', 'warn', 'unknown'] },
        account: { status: { not: 'removed' } },
      },
    }),
);

/** When accounts were last read: judging stored answers again makes them no younger. */
export async function newestRead(viewer: Viewer): Promise<Date | null> {
  const scan = await db().scan.findFirst({
    where: { workspaceId: viewer.workspaceId, status: 'done', trigger: { not: 'policy' } },
    select: { finishedAt: true },
    orderBy: { number: 'desc' },
  });
  return scan?.finishedAt ?? null;
}
