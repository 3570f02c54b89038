import { z } from 'zod';
import type { Viewer } from '#lib/auth/viewer.ts';
import { db } from '#lib/db/client.ts';
import { ChainStation } from '#lib/posture/alarm-detail.ts';
import { type FindingRow, findingRow, findingRowSelect } from './finding-rows.ts';
import { isRowId } from './row-id.ts';

/** What the matrix shows over a cell: the verdict, the chain in small, one sentence. */
export interface CellGlance extends FindingRow {
  /** The eight, or empty for other checks than alarms. */
  stations: Pick<ChainStation, 'link' | 'state'>[];
}

const Stations = z.array(ChainStation.pick({ link: true, state: true })).nullable();

/** null: no such finding, or of another workspace. */
export async function getCellGlance(viewer: Viewer, findingId: string): Promise<CellGlance | null> {
  if (!isRowId(findingId)) return null;
  const where = { id: findingId, workspaceId: viewer.workspaceId };
  const [row, chain] = await Promise.all([
    db().finding.findFirst({ where, select: findingRowSelect }),
    db().$queryRaw<{ stations: unknown }[]>`
      SELECT detail #> '{alarm,stations}' AS stations FROM finding
      WHERE id = ${findingId}::uuid AND workspace_id = ${viewer.workspaceId}::uuid`,
  ]);
  if (!row) return null;
  return { ...findingRow(row), stations: Stations.parse(chain[0]?.stations ?? null) ?? [] };
}
