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
  /** Finish of the newest scan: the "as of" of every page. */
  asOf: Date | null;
  scan: { number: number; finishedAt: Date } | null;
  running: { id: string; number: number; done: number; total: number } | null;
  nextScanAt: Date | null;
}

export async function getShell(viewer: Viewer): Promise<Shell> {
  const workspaceId = viewer.workspaceId;
  const onboarded = { status: { not: 'removed' } } as const;
  const [accounts, openFindings, checks, scan, running] = await Promise.all([
    db().account.count({ where: { workspaceId, ...onboarded } }),
    db().finding.count({
      where: { workspaceId, verdict: { in: ['fail', 'warn', 'unknown'] }, account: onboarded },
    }),
    db().check.count({ where: { retiredAt: null } }),
    db().scan.findFirst({
      where: { workspaceId, status: 'done' },
      select: { number: true, finishedAt: true },
      orderBy: { number: 'desc' },
    }),
    getRunningScan(viewer),
  ]);
  const finishedAt = scan?.finishedAt ?? null;
  return {
    workspaceName: viewer.workspaceName,
    accounts,
    openFindings,
    checks,
    asOf: finishedAt,
    scan: scan && finishedAt ? { number: scan.number, finishedAt } : null,
    running: running && {
      id: running.id,
      number: running.number,
      done: running.accountsDone + running.accountsFailed,
      total: running.accountsTotal,
    },
    nextScanAt: accounts === 0 ? null : nextRun(env().WATCHPOST_SCAN_CRON, new Date()),
  };
}
