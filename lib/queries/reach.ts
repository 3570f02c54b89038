import type { Viewer } from '#lib/auth/viewer.ts';
import { db } from '#lib/db/client.ts';

/** Rows of the reach picture: more accounts than this share rows. */
const reachRows = 48;

/** The matrix as a picture: where every failing cell is, and where any cell would be. */
export interface ReachMap {
  rows: number;
  alarms: Block;
  /** Every other section. */
  others: Block;
  /** Row of an account, by its row id. */
  rowOf: Map<string, number>;
}

export interface Block {
  columns: number;
  /** Column of a check, by its id. */
  columnOf: Map<string, number>;
  /** Row and column of each failing cell. */
  failing: [number, number][];
}

export async function getReachMap(viewer: Viewer): Promise<ReachMap> {
  const [accounts, checks, failing] = await Promise.all([
    db().account.findMany({
      where: { workspaceId: viewer.workspaceId, status: { not: 'removed' } },
      select: { id: true },
      orderBy: [{ group: { sort: 'asc', nulls: 'last' } }, { name: 'asc' }],
    }),
    db().check.findMany({
      where: { retiredAt: null },
      select: { id: true, section: true },
      orderBy: { position: 'asc' },
    }),
    db().finding.findMany({
      where: {
        workspaceId: viewer.workspaceId,
        isStale: false,
        account: { status: { not: 'removed' } },
        OR: [{ verdict: 'fail' }, { inheritedVerdict: 'fail' }],
      },
      select: { accountId: true, checkId: true },
    }),
  ]);
  const rows = Math.min(accounts.length, reachRows);
  const rowOf = new Map(
    accounts.map((it, index) => [it.id, Math.floor((index * rows) / Math.max(accounts.length, 1))]),
  );
  const blockOf = (ids: string[]): Block => {
    const columnOf = new Map(ids.map((id, index) => [id, index]));
    return { columns: ids.length, columnOf, failing: cellsOf(failing, rowOf, columnOf) };
  };
  return {
    rows,
    rowOf,
    alarms: blockOf(checks.filter((it) => it.section === 'alarms').map((it) => it.id)),
    others: blockOf(checks.filter((it) => it.section !== 'alarms').map((it) => it.id)),
  };
}

/** Where cells are in the picture, each place once. */
export function cellsOf(
  cells: readonly { accountId: string; checkId: string }[],
  rowOf: ReadonlyMap<string, number>,
  columnOf: ReadonlyMap<string, number>,
): [number, number][] {
  const places = new Map<string, [number, number]>();
  for (const { accountId, checkId } of cells) {
    const row = rowOf.get(accountId);
    const column = columnOf.get(checkId);
    if (row !== undefined && column !== undefined) places.set(`${row},${column}`, [row, column]);
  }
  return [...places.values()];
}
