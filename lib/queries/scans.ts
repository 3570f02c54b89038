import type { Viewer } from '#lib/auth/viewer.ts';
import { db } from '#lib/db/client.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import type { AccountScanStatus, ScanStatus, ScanTrigger } from '#lib/db/generated/enums.ts';
import { AccountError } from '#lib/posture/account-error.ts';
import { ScanProgress } from '#lib/posture/scan-progress.ts';
import type { Page } from './paging.ts';
import { isRowId } from './row-id.ts';

export interface ScanRow {
  id: string;
  number: number;
  trigger: ScanTrigger;
  status: ScanStatus;
  isWhole: boolean;
  accountsTotal: number;
  accountsDone: number;
  accountsFailed: number;
  score: number | null;
  seenShare: number | null;
  startedBy: string | null;
  error: string | null;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
}

interface AccountScanRow {
  id: string;
  accountRowId: string;
  accountId: string;
  accountName: string;
  status: AccountScanStatus;
  /** Only while it runs. */
  progress: ScanProgress | null;
  error: AccountError | null;
  score: number | null;
  seenShare: number | null;
  callsTotal: number | null;
  callsThrottled: number | null;
  gaps: number | null;
  durationMs: number | null;
  finishedAt: Date | null;
}

export interface ScanPage extends ScanRow {
  /** Running first, then failed, then by name. */
  accounts: AccountScanRow[];
}

const scanSelect = {
  id: true,
  number: true,
  trigger: true,
  status: true,
  isWhole: true,
  accountsTotal: true,
  accountsDone: true,
  accountsFailed: true,
  score: true,
  seenShare: true,
  startedBy: { select: { name: true } },
  error: true,
  createdAt: true,
  startedAt: true,
  finishedAt: true,
} as const satisfies Prisma.ScanSelect;

/** Newest first. */
export async function listScans(viewer: Viewer, page: number, pageSize = 50): Promise<Page<ScanRow>> {
  const where = { workspaceId: viewer.workspaceId };
  const [rows, total] = await Promise.all([
    db().scan.findMany({
      where,
      select: scanSelect,
      orderBy: { number: 'desc' },
      skip: (page - 1) * pageSize,
      take: pageSize,
    }),
    db().scan.count({ where }),
  ]);
  return { rows: rows.map(scanRow), total, page, pageSize };
}

/** One scan with each account's progress; null: no such scan, or of another workspace. */
export async function getScan(viewer: Viewer, id: string): Promise<ScanPage | null> {
  if (!isRowId(id)) return null;
  const scan = await db().scan.findFirst({
    where: { id, workspaceId: viewer.workspaceId },
    select: {
      ...scanSelect,
      accountScans: {
        select: {
          id: true,
          status: true,
          progress: true,
          error: true,
          score: true,
          seenShare: true,
          callsTotal: true,
          callsThrottled: true,
          gaps: true,
          durationMs: true,
          finishedAt: true,
          account: { select: { id: true, accountId: true, name: true } },
        },
      },
    },
  });
  if (!scan) return null;
  const { accountScans, ...row } = scan;
  const accounts = accountScans
    .map(
      ({ account, progress, error, ...it }): AccountScanRow => ({
        ...it,
        accountRowId: account.id,
        accountId: account.accountId,
        accountName: account.name,
        progress: progress === null ? null : ScanProgress.parse(progress),
        error: error === null ? null : AccountError.parse(error),
      }),
    )
    .sort((a, b) => rank(a) - rank(b) || a.accountName.localeCompare(b.accountName, 'en'));
  return { ...scanRow(row), accounts };
}

/** The scan under way, newest first; null when none is. */
export async function getRunningScan(viewer: Viewer): Promise<ScanRow | null> {
  const row = await db().scan.findFirst({
    where: { workspaceId: viewer.workspaceId, status: { in: ['queued', 'running'] } },
    select: scanSelect,
    orderBy: { number: 'desc' },
  });
  return row && scanRow(row);
}

function scanRow({ startedBy, ...row }: Prisma.ScanGetPayload<{ select: typeof scanSelect }>): ScanRow {
  return { ...row, startedBy: startedBy?.name ?? null };
}

const ranks: Record<AccountScanStatus, number> = { collecting: 0, judging: 1, failed: 2, queued: 3, done: 4 };

function rank(row: AccountScanRow): number {
  return ranks[row.status];
}
