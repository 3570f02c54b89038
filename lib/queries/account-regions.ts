import { z } from 'zod';
import type { Viewer } from '#lib/auth/viewer.ts';
import { db } from '#lib/db/client.ts';
import { type RegionGrid, regionGrid } from '#lib/posture/region-grid.ts';
import { Missing, SubjectVerdict, verdictStatuses } from '#lib/posture/verdict.ts';
import { isRowId } from './row-id.ts';

const Rows = z.array(
  z.object({
    checkId: z.string(),
    title: z.string(),
    verdict: z.enum(verdictStatuses),
    reason: z.string(),
    isStale: z.boolean(),
    subjects: z.array(SubjectVerdict),
    missing: z.array(Missing),
  }),
);

/** Services of an account against its regions; null: no such account, or of another workspace. */
export async function getAccountRegions(viewer: Viewer, accountRowId: string): Promise<RegionGrid | null> {
  if (!isRowId(accountRowId)) return null;
  const where = { id: accountRowId, workspaceId: viewer.workspaceId };
  if ((await db().account.count({ where })) === 0) return null;
  const rows = await db().$queryRaw<unknown>`
    SELECT f.check_id AS "checkId", c.title, f.verdict, f.reason, f.is_stale AS "isStale",
           f.detail -> 'subjects' AS subjects, f.detail -> 'missing' AS missing
    FROM finding f JOIN "check" c ON c.id = f.check_id
    WHERE f.workspace_id = ${viewer.workspaceId}::uuid AND f.account_id = ${accountRowId}::uuid
      AND f.section IN ('logging', 'services')
    ORDER BY c.position`;
  return regionGrid(Rows.parse(rows));
}
