import type { Viewer } from '#lib/auth/viewer.ts';
import { db } from '#lib/db/client.ts';
import type { VerdictStatus } from '#lib/posture/verdict.ts';

type ChangeKind = 'newly-failing' | 'fixed' | 'reopened' | 'no-longer-seen' | 'other';

/** One change of a verdict, or several of one account that lost or got back the same sight together. */
export interface Change {
  kind: ChangeKind;
  findingId: string;
  checkId: string;
  title: string;
  accountRowId: string;
  accountName: string;
  from: VerdictStatus;
  to: VerdictStatus;
  reason: string;
  at: Date;
  scanNumber: number;
  /** More than 1 when verdicts of this account changed alike for the same missing action. */
  count: number;
}

export interface Changes {
  /** Finish of the scan compared with; null when there is only one scan. */
  since: Date | null;
  counts: Record<ChangeKind, number>;
  /** Grouped changes, failing first. */
  items: Change[];
  /** Single changes in all. */
  total: number;
}

interface Row {
  kind: ChangeKind;
  finding_id: string;
  check_id: string;
  title: string;
  account_id: string;
  account_name: string;
  from: VerdictStatus;
  to: VerdictStatus;
  reason: string;
  at: Date;
  scan_number: number;
  missing_actions: string[];
}

const order: ChangeKind[] = ['newly-failing', 'reopened', 'no-longer-seen', 'fixed', 'other'];

/** What changed in the newest finished scan. First sights of new accounts are no changes. */
export async function getChanges(viewer: Viewer, limit: number): Promise<Changes> {
  const scans = await db().scan.findMany({
    where: { workspaceId: viewer.workspaceId, status: 'done' },
    select: { id: true, finishedAt: true },
    orderBy: { number: 'desc' },
    take: 2,
  });
  const [newest, before] = scans;
  if (!newest || !before) return { since: null, counts: noChanges(), items: [], total: 0 };
  const rows = await changesOf(viewer, newest.id);
  const counts = noChanges();
  for (const row of rows) counts[row.kind] += 1;
  const items = grouped(rows).sort(
    (a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || b.count - a.count,
  );
  return { since: before.finishedAt, counts, items: items.slice(0, limit), total: rows.length };
}

function changesOf(viewer: Viewer, scanId: string): Promise<Row[]> {
  return db().$queryRaw<Row[]>`
    SELECT CASE WHEN t.to = 'fail' AND t.is_reopened THEN 'reopened'
                WHEN t.to = 'fail' THEN 'newly-failing'
                WHEN t.to = 'unknown' THEN 'no-longer-seen'
                WHEN t.from IN ('fail', 'warn') AND t.to IN ('pass', 'inherited', 'attested') THEN 'fixed'
                ELSE 'other' END AS kind,
           f.id AS finding_id, f.check_id, c.title, a.id AS account_id, a.name AS account_name,
           t.from, t.to, t.reason, t.at, s.number AS scan_number, f.missing_actions
    FROM finding_transition t
    JOIN finding f ON f.id = t.finding_id
    JOIN account a ON a.id = f.account_id
    JOIN "check" c ON c.id = f.check_id
    JOIN scan s ON s.id = t.scan_id
    WHERE t.workspace_id = ${viewer.workspaceId}::uuid AND t.scan_id = ${scanId}::uuid
      AND t.from IS NOT NULL AND a.status <> 'removed'
    ORDER BY f.severity, a.name, c.position`;
}

function grouped(rows: Row[]): Change[] {
  const groups = new Map<string, Change>();
  for (const row of rows) {
    const isLostSight = row.kind === 'no-longer-seen';
    const key = isLostSight ? `${row.account_id} ${row.missing_actions.join()}` : row.finding_id;
    const known = groups.get(key);
    if (known) known.count += 1;
    else groups.set(key, changeOf(row));
  }
  return [...groups.values()];
}

function changeOf(row: Row): Change {
  return {
    kind: row.kind,
    findingId: row.finding_id,
    checkId: row.check_id,
    title: row.title,
    accountRowId: row.account_id,
    accountName: row.account_name,
    from: row.from,
    to: row.to,
    reason: row.reason,
    at: row.at,
    scanNumber: row.scan_number,
    count: 1,
  };
}

function noChanges(): Record<ChangeKind, number> {
  return { 'newly-failing': 0, fixed: 0, reopened: 0, 'no-longer-seen': 0, other: 0 };
}
