import { startScan } from '#lib/commands/start-scan.ts';
import { db } from '#lib/db/client.ts';
import { addJob, type JobPayload } from '#lib/jobs.ts';
import { log } from '#lib/log.ts';
import type { AccountError } from '#lib/posture/account-error.ts';
import { addTallies, PostureTally, scoreOf } from '#lib/posture/score.ts';
import { standingPolicy, WorkspacePolicy } from '#lib/posture/workspace-policy.ts';
import { inParallel } from '../aws/in-parallel.ts';
import { collectReferenced } from '../collect.ts';
import { loadWorld, snapshotsOf, type WorkspaceWorld } from '../record/load-world.ts';
import { recordSnapshot } from '../record/record-snapshot.ts';
import { recordFailure, recordVerdicts } from '../record.ts';
import { unreadOf, wantedOf } from '../references.ts';
import { judgeAccounts } from '../scan.ts';
import { isOfDatabase } from './account-error.ts';
import type { JobContext } from './job-context.ts';
import { environmentsIn, type JudgedBy, rejudgeIfPolicyChanged } from './policy-drift.ts';
import { forgetSession, sessionOf } from './sessions.ts';

/** Adds the judging job when no account of the scan is left to read. Of two that were last, one job comes. */
export async function judgeWhenCollected(scanId: string): Promise<void> {
  const left = await db().accountScan.count({ where: { scanId, status: { in: ['queued', 'collecting'] } } });
  await updateCounts(scanId);
  if (left === 0) await addJob(db(), 'judge-scan', { scanId }, { jobKey: `judge-scan:${scanId}` });
}

/**
 * Judges a scan once all its accounts are read, so that what points across accounts resolves against one moment;
 * then the accounts that rest on them, and ends the scan. Safe to repeat.
 */
export async function judgeScan({ scanId }: JobPayload<'judge-scan'>, context: JobContext): Promise<void> {
  const scan = await db().scan.findUnique({
    where: { id: scanId },
    select: {
      id: true,
      workspaceId: true,
      status: true,
      workspace: { select: { policy: true } },
      accountScans: {
        where: { status: 'judging' },
        select: {
          id: true,
          accountId: true,
          account: {
            select: { accountId: true, roleArn: true, externalId: true, nextExternalId: true },
          },
        },
      },
    },
  });
  if (!scan || scan.status === 'done' || scan.status === 'failed') return;
  const { workspaceId, accountScans } = scan;
  await readWhatOthersName(workspaceId, accountScans, context);

  const scanned = new Map(accountScans.map((it) => [it.account.accountId, it]));
  let rowIds: WorkspaceWorld['rowIds'] = new Map();
  let environments: JudgedBy['environments'] = new Map();
  const policy = WorkspacePolicy.parse(scan.workspace.policy);
  await judgeAccounts(
    [...scanned.keys()],
    {
      world: async () => {
        const world = await loadWorld(workspaceId);
        rowIds = world.rowIds;
        environments = environmentsIn(world);
        return world;
      },
      verdicts: async (snapshot, verdicts) => {
        context.signal.throwIfAborted();
        const aws = snapshot.account.accountId;
        const accountId = rowIds.get(aws);
        if (accountId === undefined) return;
        const accountScanId = scanned.get(aws)?.id ?? null;
        const judged = { workspaceId, accountId, scanId, accountScanId, readAt: snapshot.finishedAt };
        try {
          await recordVerdicts(judged, verdicts, context.catalogue);
        } catch (error) {
          if (isOfDatabase(error)) throw error;
          log.error({ error, scanId, accountId: aws }, 'verdicts could not be recorded');
          if (accountScanId) await recordFailure({ ...judged, accountScanId }, notRecorded());
        }
      },
      progress: () => undefined,
    },
    {
      edition: policy.edition,
      policy: standingPolicy(policy, new Date()),
      onBug: (where, error) => log.error({ error, scanId }, `a check failed: ${where}`),
    },
  );
  for (const it of accountScans) forgetSession(it.id);
  await endSuperseded(scanId);
  await finishScan(workspaceId, scanId);
  await rejudgeIfPolicyChanged(workspaceId, { policy, environments });
}

function notRecorded(): AccountError {
  const message = 'Its verdicts could not be recorded. The log of the worker says why.';
  return { code: 'not-recorded', message, requestId: null, at: new Date().toISOString() };
}

/** What newer verdicts stand for already, or was taken out meanwhile: left under way, no later scan could begin. */
async function endSuperseded(scanId: string): Promise<void> {
  const at = new Date();
  const message = 'Newer verdicts of this account stood already, or it was taken out.';
  const error = { code: 'superseded', message, requestId: null, at: at.toISOString() } satisfies AccountError;
  await db().accountScan.updateMany({
    where: { scanId, status: 'judging' },
    data: { status: 'failed', error, finishedAt: at },
  });
}

/** Its accounts were read and could not be judged, time and again: they keep what they had, marked with its age. */
export async function failScan(scanId: string): Promise<void> {
  const left = await db().accountScan.findMany({
    where: { scanId, status: 'judging' },
    select: { id: true, workspaceId: true, accountId: true },
  });
  for (const { id, ...it } of left) await recordFailure({ ...it, scanId, accountScanId: id }, notRecorded());
  await updateCounts(scanId);
  await db().scan.updateMany({
    where: { id: scanId, status: { in: ['queued', 'running'] } },
    data: {
      status: 'failed',
      error: 'It could not be judged. The log of the worker says why.',
      finishedAt: new Date(),
    },
  });
}

interface Read {
  id: string;
  accountId: string;
  account: { accountId: string; roleArn: string; externalId: string; nextExternalId: string | null };
}

const mostHops = 3;

/**
 * Topics, keys and log groups another account's chain runs through, read in their owner's session. What is read may
 * name a third account's key, hence the rounds. Owners outside this scan are scanned next.
 */
async function readWhatOthersName(
  workspaceId: string,
  read: readonly Read[],
  { signal, accountsAtOnce }: JobContext,
): Promise<void> {
  for (let hop = 0; hop < mostHops; hop += 1) {
    const world = await loadWorld(workspaceId);
    const snapshots = snapshotsOf(world);
    const behind = read.flatMap((it) => {
      const snapshot = world.accounts.get(it.account.accountId)?.snapshot;
      const unread = snapshot ? unreadOf(snapshot, wantedOf(it.account.accountId, snapshots)) : [];
      return snapshot && unread.length > 0 ? [{ it, snapshot, unread }] : [];
    });
    if (behind.length === 0) break;
    await inParallel(behind, accountsAtOnce, async ({ it, snapshot, unread }) => {
      try {
        const session = await sessionOf(it.id, it.account, signal);
        const more = await collectReferenced(session, snapshot, unread);
        signal.throwIfAborted();
        await recordSnapshot({ workspaceId, accountId: it.accountId, accountScanId: it.id }, more);
      } catch (error) {
        if (signal.aborted || isOfDatabase(error)) throw error;
        log.warn({ error, accountId: it.account.accountId }, 'what other accounts name was not read');
      }
    });
  }
  await scanOwnersElsewhere(workspaceId, read);
}

async function scanOwnersElsewhere(workspaceId: string, read: readonly Read[]): Promise<void> {
  const world = await loadWorld(workspaceId);
  const scanned = new Set(read.map((it) => it.account.accountId));
  const snapshots = snapshotsOf(world);
  for (const snapshot of snapshots) {
    const { accountId } = snapshot.account;
    const rowId = world.rowIds.get(accountId);
    if (rowId === undefined || scanned.has(accountId)) continue;
    if (unreadOf(snapshot, wantedOf(accountId, snapshots)).length === 0) continue;
    await db().$transaction((tx) =>
      startScan(tx, { workspaceId, trigger: 'follow_up', startedById: null, accountId: rowId }),
    );
  }
}

/** Ends a scan with the workspace's score as it is now. */
export async function finishScan(workspaceId: string, scanId: string): Promise<void> {
  const accounts = await db().account.findMany({
    where: { workspaceId, status: { not: 'removed' } },
    select: { tally: true },
  });
  const tally = addTallies(
    accounts.flatMap((it) => (it.tally === null ? [] : [PostureTally.parse(it.tally)])),
  );
  const { score, seenShare } = scoreOf(tally);
  await updateCounts(scanId);
  await db().scan.updateMany({
    where: { id: scanId, status: { in: ['queued', 'running'] } },
    data: { status: 'done', finishedAt: new Date(), tally, score, seenShare },
  });
}

/** Counts of accounts from what their scans say, so that doing it twice counts none twice. */
export async function updateCounts(scanId: string): Promise<void> {
  await db().$executeRaw`
    UPDATE scan SET accounts_done = it.done, accounts_failed = it.failed
    FROM (
      SELECT count(*) FILTER (WHERE status = 'done') AS done, count(*) FILTER (WHERE status = 'failed') AS failed
      FROM account_scan WHERE scan_id = ${scanId}::uuid
    ) AS it
    WHERE id = ${scanId}::uuid`;
}
