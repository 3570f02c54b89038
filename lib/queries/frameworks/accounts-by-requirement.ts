import { db } from '#lib/db/client.ts';
import { Prisma } from '#lib/db/generated/client.ts';
import type { EvidenceShares } from '#lib/posture/score.ts';
import type { VerdictStatus } from '#lib/posture/verdict.ts';
import { findingsSql, type JudgedState, ownersSql, rankSql, stateAt, states } from './verdict-sql.ts';

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

/** Requirements that rest on the same checks have the same answer: each set of checks is worked out once. */
export async function accountsByRequirement(
  workspaceId: string,
  edition: string | null,
  checkSets: readonly (readonly string[])[],
): Promise<ReadonlyMap<string, RequirementVerdicts>> {
  const sets = new Map(checkSets.map((it) => [it.join(), it]));
  const accounts = await ranksByAccount(workspaceId, edition, [...new Set(checkSets.flat())]);
  return new Map([...sets].map(([key, checks]) => [key, verdictsOf(accounts, checks)] as const));
}

interface RankedAccount {
  id: string;
  name: string;
  /** Place in `states` of each check judged, by its id. */
  ranks: ReadonlyMap<string, number>;
}

/** One line of text an account, not a row a finding; production accounts first, then exposed ones, then by name. */
async function ranksByAccount(
  workspaceId: string,
  edition: string | null,
  checkIds: readonly string[],
): Promise<RankedAccount[]> {
  const rows = await db().$queryRaw<{ id: string; name: string; ranks: string }[]>`
    WITH owner AS MATERIALIZED (${ownersSql(workspaceId)}
    ), judged AS MATERIALIZED (
      SELECT f.account_id, string_agg(f.check_id || ' ' || ${rankSql(Prisma.sql`${edition}::text`)}, ',') AS ranks
      FROM ${findingsSql}
      WHERE f.workspace_id = ${workspaceId}::uuid AND f.check_id = ANY(${[...checkIds]}::text[])
      GROUP BY f.account_id
    )
    SELECT a.id, a.name, judged.ranks FROM judged JOIN account a ON a.id = judged.account_id
    ORDER BY a.environment = 'production' DESC, a.is_internet_exposed DESC, a.name, a.id`;
  return rows.map(({ ranks, ...it }) => ({
    ...it,
    ranks: new Map(
      ranks.split(',').map((text) => {
        const [checkId = '', rank] = text.split(' ');
        return [checkId, Number(rank)] as const;
      }),
    ),
  }));
}

const mostWorst = 3;

function verdictsOf(accounts: readonly RankedAccount[], checkIds: readonly string[]): RequirementVerdicts {
  const counts = { pass: 0, warn: 0, fail: 0, inherited: 0, not_applicable: 0, unknown: 0, attested: 0 };
  let inheritedFails = 0;
  const byRank = states.map((): WorstAccount[] => []);
  for (const { id, name, ranks } of accounts) {
    const gravest = gravestOf(ranks, checkIds);
    if (!gravest) continue;
    const state = stateAt(gravest.rank);
    counts[state.verdict] += 1;
    if (state.inheritedVerdict === 'fail') inheritedFails += 1;
    const alike = byRank[gravest.rank];
    const failing = state.inheritedVerdict ?? state.verdict;
    if ((failing === 'fail' || failing === 'warn') && alike && alike.length < mostWorst) {
      alike.push({ id, name, checkId: gravest.checkId, ...state });
    }
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
    worst: byRank.toReversed().flat().slice(0, mostWorst),
  };
}

/** The first of these checks, in their order, whose verdict is graver than the others'. */
function gravestOf(
  ranks: RankedAccount['ranks'],
  checkIds: readonly string[],
): { checkId: string; rank: number } | null {
  let gravest: { checkId: string; rank: number } | null = null;
  for (const checkId of checkIds) {
    const rank = ranks.get(checkId);
    if (rank !== undefined && (!gravest || rank > gravest.rank)) gravest = { checkId, rank };
  }
  return gravest;
}
