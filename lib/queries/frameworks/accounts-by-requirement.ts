import { db } from '#lib/db/client.ts';
import { Prisma } from '#lib/db/generated/client.ts';
import type { EvidenceShares } from '#lib/posture/score.ts';
import type { VerdictStatus } from '#lib/posture/verdict.ts';
import { findingsSql, type JudgedState, rankSql, stateAt } from './verdict-sql.ts';

interface WorstAccount extends JudgedState {
  /** Row id. */
  id: string;
  name: string;
  checkId: string;
}

export interface RequirementVerdicts {
  /** Accounts by the worst of the requirement's checks. */
  counts: Record<VerdictStatus, number>;
  /** Of those that inherit: how many inherit a failure. */
  inheritedFails: number;
  /** Of the accounts that count here. */
  shares: EvidenceShares;
  /** At most three that fail or warn, gravest first. */
  worst: WorstAccount[];
}

/** Requirements that rest on the same checks have the same answer: each set of checks is asked once. */
export async function accountsByRequirement(
  workspaceId: string,
  edition: string | null,
  checkSets: readonly (readonly string[])[],
): Promise<ReadonlyMap<string, RequirementVerdicts>> {
  const sets = [...new Map(checkSets.map((it) => [it.join(), it])).entries()];
  const input = JSON.stringify(sets.map(([key, checks]) => ({ key, checks })));
  const perAccount = Prisma.sql`
    wanted AS (
      SELECT it.key, c.check_id FROM jsonb_to_recordset(${input}::jsonb) AS it(key text, checks text[])
      CROSS JOIN LATERAL unnest(it.checks) AS c(check_id)
    ), judged AS MATERIALIZED (
      SELECT f.check_id, f.account_id, ${rankSql(Prisma.sql`${edition}::text`)} AS rank
      FROM ${findingsSql}
      WHERE f.workspace_id = ${workspaceId}::uuid AND f.check_id IN (SELECT check_id FROM wanted)
    ), per_account AS (
      SELECT w.key, j.account_id, max(j.rank) AS rank, (array_agg(j.check_id ORDER BY j.rank DESC))[1] AS check_id
      FROM wanted w JOIN judged j USING (check_id) GROUP BY w.key, j.account_id
    )`;
  const [counted, worst] = await Promise.all([
    db().$queryRaw<{ key: string; rank: number; count: number }[]>`
      WITH ${perAccount} SELECT key, rank, count(*)::int AS count FROM per_account GROUP BY key, rank`,
    db().$queryRaw<{ key: string; rank: number; check_id: string; id: string; name: string }[]>`
      WITH ${perAccount}, ranked AS (
        SELECT p.key, p.rank, p.check_id, a.id, a.name, row_number() OVER (
          PARTITION BY p.key
          ORDER BY p.rank DESC, a.environment = 'production' DESC, a.is_internet_exposed DESC, a.name) AS place
        FROM per_account p JOIN account a ON a.id = p.account_id
        WHERE p.rank IN (4, 5, 8, 9)
      ) SELECT key, rank, check_id, id, name FROM ranked WHERE place <= 3 ORDER BY key, place`,
  ]);
  const countsOf = Map.groupBy(counted, (it) => it.key);
  const worstOf = Map.groupBy(worst, (it) => it.key);
  return new Map(
    sets.map(([key]) => [key, verdictsOf(countsOf.get(key) ?? [], worstOf.get(key) ?? [])] as const),
  );
}

function verdictsOf(
  counted: readonly { rank: number; count: number }[],
  worst: readonly { rank: number; check_id: string; id: string; name: string }[],
): RequirementVerdicts {
  const counts = { pass: 0, warn: 0, fail: 0, inherited: 0, not_applicable: 0, unknown: 0, attested: 0 };
  let inheritedFails = 0;
  for (const { rank, count } of counted) {
    const { verdict, inheritedVerdict } = stateAt(rank);
    counts[verdict] += count;
    if (inheritedVerdict === 'fail') inheritedFails += count;
  }
  const all = counts.pass + counts.warn + counts.fail + counts.unknown;
  const share = (part: number) => (all === 0 ? 0 : part / all);
  return {
    counts,
    inheritedFails,
    shares: {
      pass: share(counts.pass),
      warn: share(counts.warn),
      fail: share(counts.fail),
      unseen: share(counts.unknown),
    },
    worst: worst.map(({ rank, check_id: checkId, id, name }) => ({ id, name, checkId, ...stateAt(rank) })),
  };
}
