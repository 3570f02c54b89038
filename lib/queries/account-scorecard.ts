import { z } from 'zod';
import type { Viewer } from '#lib/auth/viewer.ts';
import { db } from '#lib/db/client.ts';
import { ScanProgress } from '#lib/posture/scan-progress.ts';
import { type PostureScore, type SectionScore, scoreOf } from '#lib/posture/score.ts';
import type { Section } from '#lib/posture/verdict.ts';
import type { NotRequired } from '#lib/posture/workspace-policy.ts';
import { type AccountRow, accountRow, accountRowSelect, tallyOfRow } from './account-rows.ts';
import { type FindingRow, findingRow, findingRowSelect } from './finding-rows.ts';
import { isRowId } from './row-id.ts';
import { getUnseen, type Unseen } from './unseen.ts';
import { getStandingDecisions } from './workspace-policy.ts';

export interface AccountTrendPoint {
  at: Date;
  scanNumber: number;
  score: number | null;
  seenShare: number | null;
  sections: Record<Section, number | null>;
}

export interface ScorecardSection extends SectionScore {
  /** Points since the scan before. */
  change: number | null;
  /** Worst first; passing and inherited ones last. */
  findings: FindingRow[];
}

/** The newest scan that read the account. */
export interface ScanHealth {
  scanNumber: number;
  finishedAt: Date;
  callsTotal: number;
  callsThrottled: number;
  /** Most calls first. */
  byService: { service: string; calls: number }[];
  regions: number;
  gaps: number;
  durationMs: number;
}

export interface AccountScorecard {
  account: AccountRow & { roleArn: string; tags: string[]; createdAt: Date };
  posture: PostureScore;
  /** Worst first. */
  sections: ScorecardSection[];
  /** Oldest first, at most 90 days. */
  trend: AccountTrendPoint[];
  /** null until a scan has read it. */
  health: ScanHealth | null;
  unseen: Unseen;
  /** Services this workspace reviewed and does not require, while that holds. */
  decisions: NotRequired[];
  /** A scan of this account that is under way. */
  running: { scanId: string; scanNumber: number; status: string; progress: ScanProgress | null } | null;
}

const trendDays = 90;

/** null: no such account, or of another workspace. Removed accounts keep their scorecard. */
export async function getAccountScorecard(viewer: Viewer, id: string): Promise<AccountScorecard | null> {
  if (!isRowId(id)) return null;
  const row = await db().account.findFirst({
    where: { id, workspaceId: viewer.workspaceId },
    select: { ...accountRowSelect, roleArn: true, tags: true, createdAt: true, lastAccountScanId: true },
  });
  if (!row) return null;

  const [findings, trend, health, unseen, decisions, running] = await Promise.all([
    db().finding.findMany({
      where: { accountId: id, workspaceId: viewer.workspaceId },
      select: findingRowSelect,
      orderBy: [{ severity: 'asc' }, { check: { position: 'asc' } }],
    }),
    trendOf(viewer, id),
    healthOf(viewer, row.lastAccountScanId),
    getUnseen(viewer, id),
    getStandingDecisions(viewer, row),
    runningScan(viewer, id),
  ]);
  const posture = scoreOf(tallyOfRow(row.tally));
  const { roleArn, tags, createdAt } = row;
  return {
    account: { ...accountRow(row), roleArn, tags, createdAt },
    posture,
    sections: sectionsOf(posture, findings.map(findingRow), trend),
    trend,
    health,
    unseen,
    decisions,
    running,
  };
}

const worstFirst = ['fail', 'unknown', 'warn', 'attested', 'pass', 'inherited', 'not_applicable'];

function sectionsOf(
  posture: PostureScore,
  findings: FindingRow[],
  trend: AccountTrendPoint[],
): ScorecardSection[] {
  const before = trend.at(-2);
  return posture.sections
    .map((section) => {
      const then = before?.sections[section.section] ?? null;
      return {
        ...section,
        change: section.score === null || then === null ? null : section.score - then,
        findings: findings
          .filter((it) => it.section === section.section)
          .sort((a, b) => worstFirst.indexOf(a.verdict) - worstFirst.indexOf(b.verdict)),
      };
    })
    .sort((a, b) => (a.score ?? 101) - (b.score ?? 101));
}

async function trendOf(viewer: Viewer, accountId: string): Promise<AccountTrendPoint[]> {
  const since = new Date(Date.now() - trendDays * 24 * 60 * 60 * 1000);
  const rows = await db().accountScan.findMany({
    where: { workspaceId: viewer.workspaceId, accountId, status: 'done', finishedAt: { gte: since } },
    select: {
      finishedAt: true,
      score: true,
      seenShare: true,
      scoreTrails: true,
      scoreBucket: true,
      scoreAlarms: true,
      scoreLogging: true,
      scoreServices: true,
      scan: { select: { number: true } },
    },
    orderBy: { scan: { number: 'asc' } },
  });
  return rows.flatMap((it) =>
    it.finishedAt
      ? [
          {
            at: it.finishedAt,
            scanNumber: it.scan.number,
            score: it.score,
            seenShare: it.seenShare,
            sections: {
              trails: it.scoreTrails,
              bucket: it.scoreBucket,
              alarms: it.scoreAlarms,
              logging: it.scoreLogging,
              services: it.scoreServices,
            },
          },
        ]
      : [],
  );
}

const CallsByService = z.record(z.string(), z.number()).nullable();

async function healthOf(viewer: Viewer, accountScanId: string | null): Promise<ScanHealth | null> {
  if (accountScanId === null) return null;
  const it = await db().accountScan.findFirst({
    where: { id: accountScanId, workspaceId: viewer.workspaceId },
    select: {
      finishedAt: true,
      callsTotal: true,
      callsThrottled: true,
      callsByService: true,
      regions: true,
      gaps: true,
      durationMs: true,
      scan: { select: { number: true } },
    },
  });
  if (!it?.finishedAt) return null;
  return {
    scanNumber: it.scan.number,
    finishedAt: it.finishedAt,
    callsTotal: it.callsTotal ?? 0,
    callsThrottled: it.callsThrottled ?? 0,
    byService: Object.entries(CallsByService.parse(it.callsByService) ?? {})
      .map(([service, calls]) => ({ service, calls }))
      .sort((a, b) => b.calls - a.calls),
    regions: it.regions ?? 0,
    gaps: it.gaps ?? 0,
    durationMs: it.durationMs ?? 0,
  };
}

async function runningScan(viewer: Viewer, accountId: string): Promise<AccountScorecard['running']> {
  const it = await db().accountScan.findFirst({
    where: {
      workspaceId: viewer.workspaceId,
      accountId,
      status: { in: ['queued', 'collecting', 'judging'] },
    },
    select: { status: true, progress: true, scan: { select: { id: true, number: true } } },
    orderBy: { queuedAt: 'desc' },
  });
  if (!it) return null;
  const progress = it.progress === null ? null : ScanProgress.parse(it.progress);
  return { scanId: it.scan.id, scanNumber: it.scan.number, status: it.status, progress };
}
