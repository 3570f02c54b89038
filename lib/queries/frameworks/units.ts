import { db } from '#lib/db/client.ts';
import { Prisma } from '#lib/db/generated/client.ts';
import { type PostureScore, scoreOf, tallyOf } from '#lib/posture/score.ts';
import type { Section, Severity } from '#lib/posture/verdict.ts';
import type { Mapping } from './mappings.ts';
import { cisEditionOf } from './mappings.ts';
import { findingsSql, rankSql, stateAt } from './verdict-sql.ts';

/** Findings of one check that say the same, counted. */
interface UnitRow {
  /** CIS edition the verdict is of; null: of the workspace's. */
  edition: string | null;
  check_id: string;
  section: Section;
  severity: Severity;
  rank: number;
  count: number;
}

/** Scores each check once per account, however many requirements name it. */
export function scoreOfMappings(rows: readonly Mapping[], units: Units): PostureScore {
  const checkIds = new Set(rows.map((it) => it.checkId));
  const [first] = rows;
  const edition = first ? cisEditionOf(first.framework, first.edition) : null;
  const scored = [...checkIds].flatMap((checkId) => units.of(checkId, edition));
  return scoreOf(
    tallyOf(
      scored.map(({ section, severity, count, rank }) => ({
        section,
        severity,
        count,
        verdict: stateAt(rank).verdict,
      })),
    ),
  );
}

export interface Units {
  /** @param edition CIS edition; null: the workspace's. */
  of(checkId: string, edition: string | null): readonly UnitRow[];
}

/** @param editions CIS editions to count beside the workspace's; null: every one. */
export async function countUnits(workspaceId: string, editions: readonly string[] | null): Promise<Units> {
  const only = editions ? Prisma.sql`WHERE e.edition = ANY(${[...editions]}::text[])` : Prisma.empty;
  const rows = await db().$queryRaw<UnitRow[]>`
    SELECT NULL AS edition, f.check_id, f.section::text, f.severity::text, ${rankSql(Prisma.sql`NULL::text`)} AS rank,
      count(*)::int AS count
    FROM ${findingsSql} WHERE f.workspace_id = ${workspaceId}::uuid
    GROUP BY 1, 2, 3, 4, 5
    UNION ALL
    SELECT e.edition, f.check_id, f.section::text, f.severity::text, ${rankSql(Prisma.sql`e.edition`)}, count(*)::int
    FROM (
      SELECT * FROM finding WHERE workspace_id = ${workspaceId}::uuid AND jsonb_typeof(editions) = 'object'
    ) f
    CROSS JOIN LATERAL jsonb_object_keys(f.editions) AS e(edition)
    JOIN account a ON a.id = f.account_id AND a.status <> 'removed'
    LEFT JOIN account oa ON oa.workspace_id = f.workspace_id AND oa.partition = a.partition
      AND oa.account_id = f.inherited_account_id
    LEFT JOIN finding o ON o.account_id = oa.id AND o.check_id = f.inherited_check_id
    ${only}
    GROUP BY 1, 2, 3, 4, 5`;
  const known = Map.groupBy(rows, (it) => `${it.edition ?? ''} ${it.check_id}`);
  return {
    of: (checkId, at) =>
      (at === null ? undefined : known.get(`${at} ${checkId}`)) ?? known.get(` ${checkId}`) ?? [],
  };
}
