import type { Viewer } from '#lib/auth/viewer.ts';
import { db } from '#lib/db/client.ts';
import { type PostureScore, type SectionScore, scoreOf } from '#lib/posture/score.ts';
import { tallyOfRow } from './account-rows.ts';
import { type AccountListRow, accountsNeedingAttention } from './accounts.ts';
import { type Changes, getChanges } from './changes.ts';
import { listRootCauses, type RootCause } from './root-causes.ts';
import { countOpenFindings, newestRead } from './shell.ts';
import { countUnseen, type UnseenCounts } from './unseen.ts';
import { workspaceTally } from './workspace-tally.ts';

/** One point of the trend: the workspace when a scan ended. */
export interface TrendPoint {
  at: Date;
  scanNumber: number;
  /** 0–100, null when nothing could be judged. */
  score: number | null;
  /** 0–1. */
  seenShare: number | null;
}

interface FinishedScan {
  id: string;
  number: number;
  accountsTotal: number;
  accountsDone: number;
  accountsFailed: number;
  isWhole: boolean;
  finishedAt: Date;
  durationMs: number;
}

export interface Overview {
  /** Accounts onboarded. */
  accounts: number;
  /** Newest finished scan; null on first run. */
  scan: FinishedScan | null;
  /** When accounts were last read. */
  asOf: Date | null;
  posture: PostureScore;
  /** Worst first; `change` in points since the scan before. */
  sections: (SectionScore & { change: number | null })[];
  previous: TrendPoint | null;
  /** Oldest first, at most 90 days. */
  trend: TrendPoint[];
  changes: Changes;
  rootCauses: { rows: RootCause[]; total: number };
  openFindings: number;
  attention: AccountListRow[];
  unseen: UnseenCounts;
}

const trendDays = 90;

/** The first page a lead opens. Works on an empty workspace. */
export async function getOverview(viewer: Viewer): Promise<Overview> {
  const workspaceId = viewer.workspaceId;
  const [accounts, tally, trend, scans, changes, rootCauses, openFindings, attention, unseen, asOf] =
    await Promise.all([
      db().account.count({ where: { workspaceId, status: { not: 'removed' } } }),
      workspaceTally(workspaceId),
      trendOf(viewer),
      newestScans(viewer),
      getChanges(viewer, 8),
      listRootCauses(viewer, 6),
      countOpenFindings(workspaceId),
      accountsNeedingAttention(viewer, 6),
      countUnseen(viewer),
      newestRead(viewer),
    ]);
  const posture = scoreOf(tally);
  const before = scans[1] ? scoreOf(tallyOfRow(scans[1].tally)) : null;
  return {
    accounts,
    scan: scans[0] ? finishedScan(scans[0]) : null,
    asOf,
    posture,
    sections: sectionsWithChange(posture, before),
    previous: trend.at(-2) ?? null,
    trend,
    changes,
    rootCauses,
    openFindings,
    attention,
    unseen,
  };
}

async function trendOf(viewer: Viewer): Promise<TrendPoint[]> {
  const since = new Date(Date.now() - trendDays * 24 * 60 * 60 * 1000);
  const scans = await db().scan.findMany({
    where: { workspaceId: viewer.workspaceId, status: 'done', finishedAt: { gte: since } },
    select: { number: true, finishedAt: true, score: true, seenShare: true },
    orderBy: { number: 'asc' },
  });
  return scans.flatMap(({ finishedAt, number, ...it }) =>
    finishedAt ? [{ at: finishedAt, scanNumber: number, ...it }] : [],
  );
}

interface ScanRow extends Omit<FinishedScan, 'finishedAt' | 'durationMs'> {
  tally: unknown;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
}

function newestScans(viewer: Viewer): Promise<ScanRow[]> {
  return db().scan.findMany({
    where: { workspaceId: viewer.workspaceId, status: 'done' },
    select: {
      id: true,
      number: true,
      accountsTotal: true,
      accountsDone: true,
      accountsFailed: true,
      isWhole: true,
      tally: true,
      createdAt: true,
      startedAt: true,
      finishedAt: true,
    },
    orderBy: { number: 'desc' },
    take: 2,
  });
}

function finishedScan({ createdAt, startedAt, finishedAt, ...row }: ScanRow): FinishedScan {
  const { id, number, accountsTotal, accountsDone, accountsFailed, isWhole } = row;
  const scan = { id, number, accountsTotal, accountsDone, accountsFailed, isWhole };
  const start = startedAt ?? createdAt;
  const end = finishedAt ?? start;
  return { ...scan, finishedAt: end, durationMs: end.getTime() - start.getTime() };
}

function sectionsWithChange(posture: PostureScore, before: PostureScore | null): Overview['sections'] {
  return posture.sections
    .map((section) => {
      const then = before?.sections.find((it) => it.section === section.section)?.score ?? null;
      return { ...section, change: section.score === null || then === null ? null : section.score - then };
    })
    .sort((a, b) => (a.score ?? -1) - (b.score ?? -1));
}
