import type { Viewer } from '#lib/auth/viewer.ts';
import { db } from '#lib/db/client.ts';
import { addTallies, scoreGain } from '#lib/posture/score.ts';
import type { Severity, VerdictStatus } from '#lib/posture/verdict.ts';
import { tallyOfRow } from './account-rows.ts';

/** One thing to mend, and every cell of the matrix that turns green with it. */
export interface RootCause {
  key: string;
  text: string;
  /** 1–8 where it is a link of the chain. */
  link: number | null;
  severity: Severity;
  /** Cells turned green: own failures and those inherited from them. */
  cells: { accountRowId: string; checkId: string }[];
  accounts: number;
  checks: number;
  /** Points the workspace's score gains. Inherited cells count at their owner only. */
  gain: number;
  /** Internet-exposed or production accounts among them. */
  exposedOrProduction: number;
  /** An account that has it, for the sentence under the title. */
  example: {
    findingId: string;
    checkId: string;
    accountName: string;
    checkTitle: string;
    verdict: VerdictStatus;
    reason: string;
  };
}

interface Grouped {
  key: string;
  text: string;
  link: number | null;
  severity: Severity;
  account_ids: string[];
  check_ids: string[];
  accounts: number;
  checks: number;
  exposed: number;
  lost_weight: number;
  total: number;
  example_id: string;
  example_account: string;
  example_check: string;
  example_verdict: VerdictStatus;
  example_reason: string;
}

/**
 * Root causes of what fails or warns, in the catalogue's fix-first order: cells turned green, then severity, then
 * internet-exposed and production accounts. Accounts that could not be read last time are left out.
 */
export async function listRootCauses(
  viewer: Viewer,
  limit: number,
  offset = 0,
): Promise<{ rows: RootCause[]; total: number }> {
  const [grouped, accounts] = await Promise.all([
    db().$queryRaw<Grouped[]>`
      WITH own AS (
        SELECT f.id, f.account_id, a.account_id AS aws_id, a.partition, a.name, f.check_id, f.severity, f.verdict,
               f.reason, f.root_cause_key, f.root_cause_text, f.root_cause_link,
               (a.is_internet_exposed OR a.environment = 'production') AS is_exposed
        FROM finding f JOIN account a ON a.id = f.account_id
        WHERE f.workspace_id = ${viewer.workspaceId}::uuid
          AND f.verdict IN ('fail', 'warn') AND NOT f.is_stale
          AND f.root_cause_key IS NOT NULL AND a.status <> 'removed'
      ), cell AS (
        SELECT own.*, true AS is_own FROM own
        UNION ALL
        SELECT f.id, f.account_id, a.account_id, a.partition, a.name, f.check_id, own.severity, own.verdict,
               f.reason, own.root_cause_key, own.root_cause_text, own.root_cause_link,
               (a.is_internet_exposed OR a.environment = 'production'), false
        FROM finding f
        JOIN account a ON a.id = f.account_id
        JOIN own ON own.aws_id = f.inherited_account_id AND own.partition = a.partition
                AND own.check_id = f.inherited_check_id
        WHERE f.workspace_id = ${viewer.workspaceId}::uuid
          AND f.verdict = 'inherited' AND NOT f.is_stale AND a.status <> 'removed'
      )
      SELECT root_cause_key AS key,
             mode() WITHIN GROUP (ORDER BY root_cause_text) AS text,
             mode() WITHIN GROUP (ORDER BY root_cause_link) AS link,
             min(severity) AS severity,
             array_agg(account_id ORDER BY account_id, check_id) AS account_ids,
             array_agg(check_id ORDER BY account_id, check_id) AS check_ids,
             count(DISTINCT account_id)::int AS accounts,
             count(DISTINCT check_id)::int AS checks,
             (count(DISTINCT account_id) FILTER (WHERE is_exposed))::int AS exposed,
             coalesce(sum(
               (CASE severity WHEN 'critical' THEN 10 WHEN 'high' THEN 6 WHEN 'medium' THEN 3 WHEN 'low' THEN 1 ELSE 0 END)
               * (CASE verdict WHEN 'warn' THEN 0.5 ELSE 1 END)
             ) FILTER (WHERE is_own), 0)::float8 AS lost_weight,
             count(*) OVER ()::int AS total,
             (array_agg(id ORDER BY is_own DESC, severity, verdict DESC, name))[1] AS example_id,
             (array_agg(name ORDER BY is_own DESC, severity, verdict DESC, name))[1] AS example_account,
             (array_agg(check_id ORDER BY is_own DESC, severity, verdict DESC, name))[1] AS example_check,
             (array_agg(verdict ORDER BY is_own DESC, severity, verdict DESC, name))[1] AS example_verdict,
             (array_agg(reason ORDER BY is_own DESC, severity, verdict DESC, name))[1] AS example_reason
      FROM cell
      GROUP BY root_cause_key
      ORDER BY count(*) DESC, min(severity), exposed DESC, root_cause_key
      LIMIT ${limit} OFFSET ${offset}`,
    db().account.findMany({
      where: { workspaceId: viewer.workspaceId, status: { not: 'removed' } },
      select: { tally: true },
    }),
  ]);
  const tally = addTallies(accounts.map((it) => tallyOfRow(it.tally)));
  const titles = await checkTitles(grouped.map((it) => it.example_check));
  return {
    total: grouped[0]?.total ?? 0,
    rows: grouped.map((it) => ({
      key: it.key,
      text: it.text,
      link: it.link,
      severity: it.severity,
      cells: it.account_ids.map((accountRowId, index) => ({
        accountRowId,
        checkId: it.check_ids[index] ?? '',
      })),
      accounts: it.accounts,
      checks: it.checks,
      gain: scoreGain(tally, it.lost_weight),
      exposedOrProduction: it.exposed,
      example: {
        findingId: it.example_id,
        checkId: it.example_check,
        accountName: it.example_account,
        checkTitle: titles.get(it.example_check) ?? it.example_check,
        verdict: it.example_verdict,
        reason: it.example_reason,
      },
    })),
  };
}

async function checkTitles(ids: string[]): Promise<Map<string, string>> {
  const rows = await db().check.findMany({ where: { id: { in: ids } }, select: { id: true, title: true } });
  return new Map(rows.map((it) => [it.id, it.title]));
}
