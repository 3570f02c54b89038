import { db } from '#lib/db/client.ts';
import { Prisma } from '#lib/db/generated/client.ts';
import type { AccountError } from '#lib/posture/account-error.ts';
import { type PostureTally, scoreOf, tallyOf } from '#lib/posture/score.ts';
import type { Verdict } from '#lib/posture/verdict.ts';
import { scoreColumns, writeRejudged } from './record/account-scan-scores.ts';
import {
  type FindingValues,
  findingValues,
  type KnownCheck,
  type KnownFindingValues,
} from './record/finding-values.ts';
import { storableJson } from './record/storable-json.ts';

export interface FailedAccount {
  workspaceId: string;
  /** Row id of the account. */
  accountId: string;
  scanId: string;
  accountScanId: string;
}

export interface JudgedAccount {
  workspaceId: string;
  /** Row id of the account. */
  accountId: string;
  scanId: string;
  /** The account scan these verdicts belong to; null when the account is only judged again. */
  accountScanId: string | null;
  /** Finish of the snapshot they rest on, ISO 8601 UTC. */
  readAt: string;
  /** The scan only judges stored snapshots again: its score is a step of the trend, its account was not read. */
  isRejudged?: boolean;
}

/**
 * The only writer of verdicts. One transaction: findings, their transitions, the account's score. Doing it again
 * with the same verdicts changes nothing but when they were last seen.
 * @returns false when the account is gone, or newer verdicts stand already
 */
export async function recordVerdicts(
  judged: JudgedAccount,
  verdicts: readonly Verdict[],
  catalogue: ReadonlyMap<string, KnownCheck>,
): Promise<boolean> {
  const known = verdicts.map((verdict) => {
    const check = catalogue.get(verdict.checkId);
    if (!check) throw new Error(`${verdict.checkId} was judged but is not published`);
    return { verdict, check };
  });
  return db().$transaction(
    async (tx) => {
      const account = await lockAccount(tx, judged.accountId);
      if (!account || (account.last_read_at && account.last_read_at > new Date(judged.readAt))) return false;
      // Judging again what could not be read last time makes it no younger.
      const isStale = judged.accountScanId === null && account.status === 'unreachable';
      const values = known.map(({ verdict, check }) => findingValues(verdict, check, account.account_id));
      await writeFindings(tx, judged, await withoutKnownDetail(tx, judged.accountId, values), isStale);
      const scored = known.map(({ verdict, check }) => ({ ...verdict, section: check.section, isStale }));
      await writeScore(tx, judged, account, tallyOf(scored));
      return true;
    },
    { timeout: 60_000, maxWait: 30_000 },
  );
}

/**
 * An account that could not be read keeps its verdicts, marked with their age and counted as unseen. One that never
 * could be read gets `unknown` for every check: each account has one verdict per check, always.
 */
export async function recordFailure(failed: FailedAccount, error: AccountError): Promise<void> {
  const { workspaceId, accountId, accountScanId } = failed;
  await db().$transaction(async (tx) => {
    const account = await lockAccount(tx, accountId);
    const { count } = await tx.accountScan.updateMany({
      where: { id: accountScanId, status: { in: ['queued', 'collecting', 'judging'] } },
      data: { status: 'failed', error, finishedAt: new Date(), progress: Prisma.DbNull },
    });
    if (!account || count === 0) return;
    if (account.last_read_at) {
      await tx.finding.updateMany({ where: { accountId, workspaceId }, data: { isStale: true } });
    } else {
      await writeFindings(tx, failed, await unreadValues(tx, account.account_id, error), false);
    }
    const findings = await tx.finding.findMany({
      where: { accountId, workspaceId },
      select: { section: true, severity: true, verdict: true, isStale: true },
    });
    const tally = tallyOf(findings);
    const { score, seenShare } = scoreOf(tally);
    await tx.account.updateMany({
      where: { id: accountId, status: { notIn: ['removed', 'suspended'] } },
      data: {
        status: 'unreachable',
        lastError: error,
        unreachableSince: account.unreachable_since ?? new Date(error.at),
        previousScore: account.score,
        tally,
        score,
        seenShare,
      },
    });
  });
}

interface LockedAccount {
  account_id: string;
  status: string;
  score: number | null;
  last_read_at: Date | null;
  unreachable_since: Date | null;
  last_account_scan_id: string | null;
  snapshot_sha256: string | null;
}

/** Scans that touch the same account record one after the other. */
async function lockAccount(tx: Prisma.TransactionClient, id: string): Promise<LockedAccount | null> {
  const rows = await tx.$queryRaw<LockedAccount[]>`
    SELECT account_id, status, score, last_read_at, unreachable_since, last_account_scan_id, snapshot_sha256
    FROM account WHERE id = ${id}::uuid AND status <> 'removed' FOR UPDATE`;
  return rows[0] ?? null;
}

/**
 * Judging again mostly finds the same: a detail that stands already is not sent again, and the upsert keeps it. Its
 * row is held, so that nobody takes it away before.
 */
async function withoutKnownDetail(
  tx: Prisma.TransactionClient,
  accountId: string,
  values: readonly FindingValues[],
): Promise<(FindingValues | KnownFindingValues)[]> {
  const rows = await tx.$queryRaw<{ check_id: string; detail_hash: string }[]>`
    SELECT check_id, detail_hash FROM finding WHERE account_id = ${accountId}::uuid FOR UPDATE`;
  const hashes = new Map(rows.map((it) => [it.check_id, it.detail_hash]));
  return values.map((it) => (hashes.get(it.check_id) === it.detail_hash ? { ...it, detail: {} } : it));
}

/**
 * All findings of the account and what changed, in one statement. Within one scan only the net change is kept, so
 * a repeated job leaves one transition or none.
 */
async function writeFindings(
  tx: Prisma.TransactionClient,
  { workspaceId, accountId, scanId }: Pick<JudgedAccount, 'workspaceId' | 'accountId' | 'scanId'>,
  values: readonly (FindingValues | KnownFindingValues)[],
  isStale: boolean,
): Promise<void> {
  const at = new Date();
  await tx.$executeRaw`
    WITH input AS (
      SELECT * FROM jsonb_to_recordset(${storableJson(values)}::jsonb) AS it(
        check_id text, check_version text, section section, verdict verdict_status, severity severity, scope text,
        region text, resource text, reason text, first_broken_link smallint, events_required int, events_lost int,
        editions jsonb, inherited_account_id text, inherited_check_id text, inherited_verdict verdict_status,
        met_by text, met_by_strict verdict_status, root_cause_key text, root_cause_text text,
        root_cause_link smallint, missing_actions text[], detail jsonb, detail_hash text)
    ), before AS (
      SELECT f.check_id, t.id AS transition_id, CASE WHEN t.id IS NULL THEN f.verdict ELSE t.from END AS verdict
      FROM finding f
      LEFT JOIN finding_transition t ON t.finding_id = f.id AND t.scan_id = ${scanId}::uuid
      WHERE f.account_id = ${accountId}::uuid
    ), put AS (
      INSERT INTO finding (
        workspace_id, account_id, check_id, check_version, section, verdict, severity, scope, region, resource,
        reason, first_broken_link, events_required, events_lost, editions, inherited_account_id,
        inherited_check_id, inherited_verdict, met_by, met_by_strict, root_cause_key, root_cause_text,
        root_cause_link, missing_actions, detail, detail_hash, is_stale, first_seen_at, last_seen_at, status_since)
      SELECT ${workspaceId}::uuid, ${accountId}::uuid, check_id, check_version, section, verdict, severity, scope,
        region, resource, reason, first_broken_link, events_required, events_lost, editions, inherited_account_id,
        inherited_check_id, inherited_verdict, met_by, met_by_strict, root_cause_key, root_cause_text,
        root_cause_link, missing_actions, detail, detail_hash, ${isStale}::boolean, ${at}::timestamptz, ${at}::timestamptz,
        ${at}::timestamptz
      FROM input
      ON CONFLICT (account_id, check_id) DO UPDATE SET
        check_version = EXCLUDED.check_version, section = EXCLUDED.section, verdict = EXCLUDED.verdict,
        severity = EXCLUDED.severity, scope = EXCLUDED.scope, region = EXCLUDED.region,
        resource = EXCLUDED.resource, reason = EXCLUDED.reason, first_broken_link = EXCLUDED.first_broken_link,
        events_required = EXCLUDED.events_required, events_lost = EXCLUDED.events_lost,
        editions = EXCLUDED.editions, inherited_account_id = EXCLUDED.inherited_account_id,
        inherited_check_id = EXCLUDED.inherited_check_id, inherited_verdict = EXCLUDED.inherited_verdict,
        met_by = EXCLUDED.met_by, met_by_strict = EXCLUDED.met_by_strict,
        root_cause_key = EXCLUDED.root_cause_key, root_cause_text = EXCLUDED.root_cause_text,
        root_cause_link = EXCLUDED.root_cause_link, missing_actions = EXCLUDED.missing_actions,
        detail = CASE WHEN finding.detail_hash = EXCLUDED.detail_hash THEN finding.detail ELSE EXCLUDED.detail END,
        detail_hash = EXCLUDED.detail_hash, is_stale = EXCLUDED.is_stale, last_seen_at = EXCLUDED.last_seen_at,
        status_since = CASE WHEN finding.verdict = EXCLUDED.verdict THEN finding.status_since
                            ELSE EXCLUDED.status_since END
      RETURNING id, check_id, verdict, reason
    ), undone AS (
      DELETE FROM finding_transition USING before, input
      WHERE finding_transition.id = before.transition_id AND input.check_id = before.check_id
        AND before.verdict = input.verdict
    )
    INSERT INTO finding_transition (workspace_id, finding_id, scan_id, "from", "to", reason, is_reopened, at)
    SELECT ${workspaceId}::uuid, put.id, ${scanId}::uuid, before.verdict, put.verdict, put.reason,
      put.verdict = 'fail' AND EXISTS (
        SELECT 1 FROM finding_transition earlier
        WHERE earlier.finding_id = put.id AND earlier.from = 'fail' AND earlier.scan_id <> ${scanId}::uuid),
      ${at}::timestamptz
    FROM put LEFT JOIN before USING (check_id)
    WHERE before.verdict IS DISTINCT FROM put.verdict
    ON CONFLICT (finding_id, scan_id) DO UPDATE SET
      "to" = EXCLUDED."to", reason = EXCLUDED.reason, is_reopened = EXCLUDED.is_reopened`;
}

async function writeScore(
  tx: Prisma.TransactionClient,
  judged: JudgedAccount,
  account: LockedAccount,
  tally: PostureTally,
): Promise<void> {
  const { accountId, accountScanId, readAt } = judged;
  const posture = scoreOf(tally);
  const { score, seenShare } = posture;
  if (judged.isRejudged) await writeRejudged(tx, judged, account, posture);
  if (accountScanId === null) {
    await tx.account.updateMany({ where: { id: accountId }, data: { tally, score, seenShare } });
    return;
  }
  const isRepeated = account.last_account_scan_id === accountScanId;
  await tx.account.updateMany({
    where: { id: accountId },
    data: {
      tally,
      score,
      seenShare,
      lastReadAt: new Date(readAt),
      lastAccountScanId: accountScanId,
      lastError: Prisma.DbNull,
      unreachableSince: null,
      ...(account.status === 'suspended' ? {} : { status: 'active' }),
      ...(isRepeated ? {} : { previousScore: account.score }),
    },
  });
  await tx.accountScan.updateMany({
    where: { id: accountScanId, status: { in: ['collecting', 'judging'] } },
    data: {
      status: 'done',
      progress: Prisma.DbNull,
      finishedAt: new Date(),
      ...scoreColumns(posture),
    },
  });
}

/** What is said of an account nobody could read yet. */
async function unreadValues(
  tx: Prisma.TransactionClient,
  accountId: string,
  error: AccountError,
): Promise<FindingValues[]> {
  const checks = await tx.check.findMany({
    where: { retiredAt: null },
    select: { id: true, section: true, severity: true, version: true },
  });
  return checks.map(({ id, severity, ...check }) => {
    const verdict: Verdict = {
      checkId: id,
      verdict: 'unknown',
      severity,
      scope: 'account',
      resource: null,
      region: null,
      reason: `The account could not be read. ${error.message}`,
      notes: [],
      subjects: [],
      evidence: [],
      missing: [{ message: error.message }],
    };
    return findingValues(verdict, check, accountId);
  });
}
