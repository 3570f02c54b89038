import type { Viewer } from '#lib/auth/viewer.ts';
import { db } from '#lib/db/client.ts';
import { AccountError } from '#lib/posture/account-error.ts';

/** One IAM action that was refused, and what it blinds. */
interface UnseenAction {
  action: string;
  /** Accounts where it was refused, by name. */
  accounts: { id: string; name: string }[];
  /** Checks that read `unknown` because of it. */
  blinds: { checkId: string; title: string }[];
  /** Reason of one of these findings. */
  reason: string;
}

/** What kept the score from covering everything. */
export interface Unseen {
  /** Accounts that could not be read at all. */
  accounts: { id: string; name: string; since: Date | null; error: AccountError | null }[];
  actions: UnseenAction[];
}

/** @param accountRowId one account only; null for the whole workspace. */
export async function getUnseen(viewer: Viewer, accountRowId: string | null = null): Promise<Unseen> {
  const [accounts, actions] = await Promise.all([
    db().account.findMany({
      where: {
        workspaceId: viewer.workspaceId,
        status: 'unreachable',
        ...(accountRowId === null ? {} : { id: accountRowId }),
      },
      select: { id: true, name: true, unreachableSince: true, lastError: true },
      orderBy: { unreachableSince: 'asc' },
    }),
    db().$queryRaw<UnseenAction[]>`
      SELECT action,
             jsonb_agg(DISTINCT jsonb_build_object('name', a.name, 'id', a.id)) AS accounts,
             jsonb_agg(DISTINCT jsonb_build_object('title', c.title, 'checkId', c.id)) AS blinds,
             min(f.reason) AS reason
      FROM finding f
      JOIN account a ON a.id = f.account_id
      JOIN "check" c ON c.id = f.check_id
      CROSS JOIN LATERAL unnest(f.missing_actions) AS action
      WHERE f.workspace_id = ${viewer.workspaceId}::uuid AND f.verdict = 'unknown' AND a.status <> 'removed'
        AND (${accountRowId}::uuid IS NULL OR f.account_id = ${accountRowId}::uuid)
      GROUP BY action ORDER BY count(DISTINCT f.account_id) DESC, action`,
  ]);
  return {
    accounts: accounts.map(({ unreachableSince, lastError, ...it }) => ({
      ...it,
      since: unreachableSince,
      error: lastError === null ? null : AccountError.parse(lastError),
    })),
    actions,
  };
}

/** How much there is to see on the page of it. */
export interface UnseenCounts {
  accounts: number;
  actions: number;
}

export async function countUnseen({ workspaceId }: Viewer): Promise<UnseenCounts> {
  const [accounts, [row]] = await Promise.all([
    db().account.count({ where: { workspaceId, status: 'unreachable' } }),
    db().$queryRaw<{ actions: number }[]>`
      SELECT count(DISTINCT action)::int AS actions
      FROM finding f JOIN account a ON a.id = f.account_id CROSS JOIN LATERAL unnest(f.missing_actions) AS action
      WHERE f.workspace_id = ${workspaceId}::uuid AND f.verdict = 'unknown' AND a.status <> 'removed'`,
  ]);
  return { accounts, actions: row?.actions ?? 0 };
}
