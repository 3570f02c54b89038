import { db } from '#lib/db/client.ts';
import { Prisma } from '#lib/db/generated/client.ts';
import { type PostureScore, scoreOf, tallyOf } from '#lib/posture/score.ts';
import type { Section, Severity } from '#lib/posture/verdict.ts';
import type { Mapping } from './mappings.ts';
import { cisEditionOf } from './mappings.ts';
import { ownersSql, rankSql, stateAt } from './verdict-sql.ts';

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

/**
 * Findings that say the same are one group before editions are read of them: there are some hundred groups, however
 * many accounts.
 * @param editions CIS editions to count beside the workspace's; null: every one.
 */
export async function countUnits(workspaceId: string, editions: readonly string[] | null): Promise<Units> {
  const only = editions ? Prisma.sql`WHERE e.edition = ANY(${[...editions]}::text[])` : Prisma.empty;
  const rows = await db().$queryRaw<UnitRow[]>`
    WITH owner AS MATERIALIZED (${ownersSql(workspaceId)}
    ), alike AS MATERIALIZED (
      SELECT f.check_id, f.severity, f.verdict, f.inherited_verdict, f.is_stale, f.editions, a.partition,
        f.inherited_account_id, f.inherited_check_id, count(*) AS count
      FROM finding f JOIN account a ON a.id = f.account_id AND a.workspace_id = f.workspace_id AND a.status <> 'removed'
      WHERE f.workspace_id = ${workspaceId}::uuid
      GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
    ), said AS MATERIALIZED (
      SELECT f.*, o.editions AS owner_editions
      FROM alike f LEFT JOIN owner o ON o.partition = f.partition AND o.account_id = f.inherited_account_id
        AND o.check_id = f.inherited_check_id
    ), judged AS (
      SELECT NULL AS edition, f.check_id, f.severity, ${rankSql(Prisma.sql`NULL::text`)} AS rank, f.count
      FROM said f CROSS JOIN LATERAL (SELECT f.owner_editions AS editions) o
      UNION ALL
      SELECT e.edition, f.check_id, f.severity, ${rankSql(Prisma.sql`e.edition`)}, f.count
      FROM (SELECT * FROM said WHERE jsonb_typeof(editions) = 'object') f
      CROSS JOIN LATERAL (SELECT f.owner_editions AS editions) o
      CROSS JOIN LATERAL jsonb_object_keys(f.editions) AS e(edition)
      ${only}
    )
    SELECT edition, check_id, c.section::text, judged.severity::text, rank, sum(count)::int AS count
    FROM judged JOIN "check" c ON c.id = check_id
    GROUP BY 1, 2, 3, 4, 5`;
  const known = Map.groupBy(rows, (it) => `${it.edition ?? ''} ${it.check_id}`);
  return {
    of: (checkId, at) =>
      (at === null ? undefined : known.get(`${at} ${checkId}`)) ?? known.get(` ${checkId}`) ?? [],
  };
}
