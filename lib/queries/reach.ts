import type { Viewer } from '#lib/auth/viewer.ts';
import { db } from '#lib/db/client.ts';
import { Prisma } from '#lib/db/generated/client.ts';

/** Rows of the reach picture: more accounts than this share rows. */
const reachRows = 48;

/** The matrix as a picture: where every failing cell is, and where any cell would be. */
export interface ReachMap {
  rows: number;
  alarms: Block;
  /** Every other section. */
  others: Block;
}

export interface Block {
  columns: number;
  /** Column of a check, by its id. */
  columnOf: Map<string, number>;
  /** Row and column of each failing cell. */
  failing: [number, number][];
}

/** Where a cell is in the picture: the row its account shares with others, and its check. */
export interface ReachPlace {
  row: number;
  checkId: string;
}

/** Onboarded accounts in the order of the matrix, each with its `row` of the picture. */
export function pictureSql(workspaceId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT id, account_id AS aws_id, partition, name, is_internet_exposed OR environment = 'production' AS is_exposed,
      ((row_number() OVER (ORDER BY "group" ASC NULLS LAST, name, id) - 1) * LEAST(count(*) OVER (), ${reachRows}::int)
        / count(*) OVER ())::int AS row
    FROM account WHERE workspace_id = ${workspaceId}::uuid AND status <> 'removed'`;
}

export async function getReachMap({ workspaceId }: Viewer): Promise<ReachMap> {
  const [accounts, checks, failing] = await Promise.all([
    db().account.count({ where: { workspaceId, status: { not: 'removed' } } }),
    db().check.findMany({
      where: { retiredAt: null },
      select: { id: true, section: true },
      orderBy: { position: 'asc' },
    }),
    db().$queryRaw<ReachPlace[]>`
      WITH picture AS MATERIALIZED (${pictureSql(workspaceId)})
      SELECT DISTINCT p.row, f.check_id AS "checkId" FROM finding f JOIN picture p ON p.id = f.account_id
      WHERE f.workspace_id = ${workspaceId}::uuid AND NOT f.is_stale
        AND (f.verdict = 'fail' OR f.inherited_verdict = 'fail')`,
  ]);
  const blockOf = (ids: string[]): Block => {
    const columnOf = new Map(ids.map((id, index) => [id, index]));
    return { columns: ids.length, columnOf, failing: cellsOf(failing, columnOf) };
  };
  return {
    rows: Math.min(accounts, reachRows),
    alarms: blockOf(checks.filter((it) => it.section === 'alarms').map((it) => it.id)),
    others: blockOf(checks.filter((it) => it.section !== 'alarms').map((it) => it.id)),
  };
}

/** Where cells are in a block of the picture; those of other blocks are left out. */
export function cellsOf(
  places: readonly ReachPlace[],
  columnOf: ReadonlyMap<string, number>,
): [number, number][] {
  return places.flatMap(({ row, checkId }) => {
    const column = columnOf.get(checkId);
    return column === undefined ? [] : [[row, column] satisfies [number, number]];
  });
}
