import type { Viewer } from '#lib/auth/viewer.ts';
import { db } from '#lib/db/client.ts';
import { scoreGain } from '#lib/posture/score.ts';
import type { Severity, VerdictStatus } from '#lib/posture/verdict.ts';
import { pictureSql, type ReachPlace } from './reach.ts';
import { workspaceTally } from './workspace-tally.ts';

/** One thing to mend, and every cell of the matrix that turns green with it. */
export interface RootCause {
  key: string;
  text: string;
  /** 1–8 where it is a link of the chain. */
  link: number | null;
  severity: Severity;
  /** Cells turned green: own failures and those inherited from them. */
  cells: number;
  /** Where they are in the reach picture, each place once. */
  places: ReachPlace[];
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

interface CauseRow {
  key: string;
  text: string;
  link: number | null;
  severity: Severity;
  cells: number;
  accounts: number;
  checks: number;
  exposed: number;
  lost_weight: number;
  total: number;
  places: ReachPlace[];
  example_id: string;
  example_account: string;
  example_check: string;
  example_title: string;
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
  const [causes, tally] = await Promise.all([
    causesOf(viewer.workspaceId, limit, offset),
    workspaceTally(viewer.workspaceId),
  ]);
  return {
    total: causes[0]?.total ?? 0,
    rows: causes.map((it) => ({
      key: it.key,
      text: it.text,
      link: it.link,
      severity: it.severity,
      cells: it.cells,
      places: it.places,
      accounts: it.accounts,
      checks: it.checks,
      gain: scoreGain(tally, it.lost_weight),
      exposedOrProduction: it.exposed,
      example: {
        findingId: it.example_id,
        checkId: it.example_check,
        accountName: it.example_account,
        checkTitle: it.example_title,
        verdict: it.example_verdict,
        reason: it.example_reason,
      },
    })),
  };
}

/**
 * Everything is counted from columns that stand in indexes (`finding_cause`, `finding_open`); texts are only read of
 * the causes on the page. A finding is named by its account and check.
 */
function causesOf(workspaceId: string, limit: number, offset: number): Promise<CauseRow[]> {
  return db().$queryRaw<CauseRow[]>`
    WITH picture AS MATERIALIZED (${pictureSql(workspaceId)}
    ), own AS MATERIALIZED (
      SELECT f.account_id, f.check_id, f.severity, f.verdict, f.root_cause_key AS key
      FROM finding f JOIN picture p ON p.id = f.account_id
      WHERE f.workspace_id = ${workspaceId}::uuid AND f.verdict IN ('fail', 'warn') AND NOT f.is_stale
        AND f.root_cause_key IS NOT NULL
    ), inherited AS MATERIALIZED (
      SELECT f.account_id, f.check_id, owner.id AS owner_id, f.inherited_check_id
      FROM finding f
      JOIN picture p ON p.id = f.account_id
      JOIN picture owner ON owner.aws_id = f.inherited_account_id AND owner.partition = p.partition
      WHERE f.workspace_id = ${workspaceId}::uuid AND f.verdict = 'inherited' AND NOT f.is_stale
    ), cell AS MATERIALIZED (
      SELECT own.*, account_id AS own_account_id, check_id AS own_check_id FROM own
      UNION ALL
      SELECT i.account_id, i.check_id, own.severity, own.verdict, own.key, own.account_id, own.check_id
      FROM inherited i JOIN own ON own.account_id = i.owner_id AND own.check_id = i.inherited_check_id
    ), in_account AS (
      SELECT key, account_id, min(severity) AS severity, count(*) AS cells, sum(
          (CASE severity WHEN 'critical' THEN 10 WHEN 'high' THEN 6 WHEN 'medium' THEN 3 WHEN 'low' THEN 1 ELSE 0 END)
          * (CASE verdict WHEN 'warn' THEN 0.5 ELSE 1 END)
        ) FILTER (WHERE account_id = own_account_id AND check_id = own_check_id) AS lost_weight
      FROM cell GROUP BY key, account_id
    ), cause AS MATERIALIZED (
      SELECT it.key, min(it.severity) AS severity, sum(it.cells)::int AS cells, count(*)::int AS accounts,
             (count(*) FILTER (WHERE p.is_exposed))::int AS exposed,
             coalesce(sum(it.lost_weight), 0)::float8 AS lost_weight, count(*) OVER ()::int AS total
      FROM in_account it JOIN picture p ON p.id = it.account_id
      GROUP BY it.key
      ORDER BY cells DESC, severity, exposed DESC, key
      LIMIT ${limit} OFFSET ${offset}
    ), shown AS MATERIALIZED (
      SELECT cell.*, p.row, p.name FROM cell JOIN cause USING (key) JOIN picture p ON p.id = cell.account_id
    ), example AS (
      SELECT DISTINCT ON (s.key) s.key, s.account_id, s.check_id, s.name, c.title
      FROM shown s JOIN "check" c ON c.id = s.check_id
      WHERE s.account_id = s.own_account_id AND s.check_id = s.own_check_id
      ORDER BY s.key, s.severity, s.verdict DESC, s.name, c.position, s.account_id
    ), worded AS (
      SELECT it.key, f.root_cause_text AS text, f.root_cause_link AS link, it.times
      FROM (SELECT key, own_account_id, own_check_id, count(*) AS times FROM shown GROUP BY 1, 2, 3) it
      JOIN finding f ON f.account_id = it.own_account_id AND f.check_id = it.own_check_id
    ), text AS (
      SELECT DISTINCT ON (key) key, text FROM worded GROUP BY key, text ORDER BY key, sum(times) DESC, text
    ), link AS (
      SELECT DISTINCT ON (key) key, link FROM worded WHERE link IS NOT NULL
      GROUP BY key, link ORDER BY key, sum(times) DESC, link
    ), place AS (
      SELECT key, count(DISTINCT check_id)::int AS checks,
             jsonb_agg(jsonb_build_object('row', "row", 'checkId', check_id)) AS places
      FROM (SELECT DISTINCT key, "row", check_id FROM shown) it GROUP BY key
    )
    SELECT cause.*, text.text, link.link, place.checks, place.places, f.id AS example_id,
           example.name AS example_account, f.check_id AS example_check, example.title AS example_title,
           f.verdict AS example_verdict, f.reason AS example_reason
    FROM cause
    JOIN example USING (key) JOIN text USING (key) LEFT JOIN link USING (key) JOIN place USING (key)
    JOIN finding f ON f.account_id = example.account_id AND f.check_id = example.check_id
    ORDER BY cause.cells DESC, cause.severity, cause.exposed DESC, cause.key`;
}
