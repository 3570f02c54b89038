import { db } from '#lib/db/client.ts';
import type { JobPayload } from '#lib/jobs.ts';
import { WorkspacePolicy } from '#lib/posture/workspace-policy.ts';
import { collect } from '../collect.ts';
import { recordSnapshot } from '../record/record-snapshot.ts';
import { storedWanted } from '../record/stored-references.ts';
import { recordFailure } from '../record.ts';
import { accountErrorOf, isOfDatabase } from './account-error.ts';
import type { JobContext } from './job-context.ts';
import { judgeWhenCollected } from './judge-scan.ts';
import { openProgress } from './progress.ts';
import { forgetSession, sessionOf } from './sessions.ts';

/** Reads one account, stores what was seen, and has the scan judged once it was the last. Safe to repeat. */
export async function scanAccount(
  { accountScanId }: JobPayload<'scan-account'>,
  context: JobContext,
): Promise<void> {
  const accountScan = await start(accountScanId);
  if (!accountScan) return;
  if (accountScan.status === 'collecting') {
    try {
      await read(accountScan, context);
    } catch (error) {
      if (context.signal.aborted || isOfDatabase(error)) throw error;
      forgetSession(accountScanId);
      await recordFailure(
        { ...accountScan, accountScanId },
        accountErrorOf(error, accountScan.account.accountId),
      );
    }
  }
  await judgeWhenCollected(accountScan.scanId);
}

type Started = NonNullable<Awaited<ReturnType<typeof start>>>;

/** Marks the account scan as begun; null when it is gone. One that was collected before stays as it is. */
async function start(id: string) {
  await db().accountScan.updateMany({
    where: { id, status: { in: ['queued', 'collecting'] } },
    data: { status: 'collecting', startedAt: new Date() },
  });
  const row = await db().accountScan.findUnique({
    where: { id },
    select: {
      workspaceId: true,
      scanId: true,
      accountId: true,
      status: true,
      workspace: { select: { policy: true } },
      account: {
        select: { accountId: true, name: true, roleArn: true, externalId: true, nextExternalId: true },
      },
    },
  });
  if (!row) return null;
  await db().scan.updateMany({
    where: { id: row.scanId, status: 'queued' },
    data: { status: 'running', startedAt: new Date() },
  });
  return { ...row, id };
}

async function read(accountScan: Started, { signal }: JobContext): Promise<void> {
  const { id, workspaceId, accountId, account, workspace } = accountScan;
  const startedAt = new Date().toISOString();
  const progress = openProgress(id);
  progress('assuming', account.roleArn, 0);
  const signedIn = await sessionOf(id, account, signal);
  const { regionsInScope } = WorkspacePolicy.parse(workspace.policy);
  const snapshot = await collect(signedIn, {
    name: account.name,
    regions: regionsInScope,
    wanted: await storedWanted({ workspaceId, accountId }, account.accountId),
    startedAt,
    onProgress: (detail, callsMade) => progress('collecting', detail, callsMade),
  });
  signal.throwIfAborted();
  await progress.end();
  await recordSnapshot({ workspaceId, accountId, accountScanId: id }, snapshot);
}
