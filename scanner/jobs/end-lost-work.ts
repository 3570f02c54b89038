import { db } from '#lib/db/client.ts';
import { recordFailure } from '../record.ts';
import { failScan, judgeWhenCollected } from './judge-scan.ts';

/**
 * Ends what no job works on any more (it failed too often, or was removed): account scans are recorded as failed,
 * scans get their judging job, or fail with it, reports, tests and confirmations say that they were interrupted. Nothing hangs for ever.
 */
export async function endLostWork(): Promise<void> {
  const lost = await db().$queryRaw<
    { id: string; workspace_id: string; account_id: string; scan_id: string }[]
  >`
    SELECT a.id, a.workspace_id, a.account_id, a.scan_id FROM account_scan a
    WHERE a.status IN ('queued', 'collecting') AND a.queued_at < now() - interval '1 minute'
      AND NOT EXISTS (
        SELECT 1 FROM graphile_worker.jobs j
        WHERE j.key = 'scan-account:' || a.id AND (j.attempts < j.max_attempts OR j.locked_by IS NOT NULL))`;
  for (const it of lost) {
    const error = {
      code: 'interrupted',
      message: 'The scan was interrupted too often. It is tried again with the next scan.',
      requestId: null,
      at: new Date().toISOString(),
    };
    const { id: accountScanId, workspace_id: workspaceId, account_id: accountId, scan_id: scanId } = it;
    const failed = { workspaceId, accountId, scanId, accountScanId };
    await recordFailure(failed, error);
  }
  const idle = await db().$queryRaw<{ id: string; has_failed: boolean }[]>`
    SELECT s.id,
      EXISTS (SELECT 1 FROM graphile_worker.jobs j WHERE j.key = 'judge-scan:' || s.id) AS has_failed
    FROM scan s
    WHERE s.status IN ('queued', 'running') AND s.trigger <> 'policy' AND s.created_at < now() - interval '1 minute'
      AND NOT EXISTS (SELECT 1 FROM account_scan a WHERE a.scan_id = s.id AND a.status IN ('queued', 'collecting'))
      AND NOT EXISTS (
        SELECT 1 FROM graphile_worker.jobs j
        WHERE j.key = 'judge-scan:' || s.id AND (j.attempts < j.max_attempts OR j.locked_by IS NOT NULL))`;
  for (const it of idle) await (it.has_failed ? failScan(it.id) : judgeWhenCollected(it.id));
  await db().$executeRaw`
    UPDATE scan SET status = 'failed', error = 'Judging again was interrupted too often.', finished_at = now()
    WHERE status IN ('queued', 'running') AND trigger = 'policy' AND created_at < now() - interval '1 minute'
      AND NOT EXISTS (
        SELECT 1 FROM graphile_worker.jobs j
        WHERE j.key = 'rejudge-workspace:' || scan.id AND (j.attempts < j.max_attempts OR j.locked_by IS NOT NULL))`;
  await db().$executeRaw`
    UPDATE report SET status = 'failed', error = 'It was interrupted too often. Make it again.', finished_at = now()
    WHERE status IN ('queued', 'running') AND created_at < now() - interval '1 minute'
      AND NOT EXISTS (
        SELECT 1 FROM graphile_worker.jobs j
        WHERE j.key = 'report:' || report.id AND (j.attempts < j.max_attempts OR j.locked_by IS NOT NULL))`;
  await db().$executeRaw`
    UPDATE onboarding SET test_status = 'failed', test_finished_at = now()
    WHERE test_status IN ('queued', 'running') AND test_started_at < now() - interval '1 minute'
      AND NOT EXISTS (
        SELECT 1 FROM graphile_worker.jobs j
        WHERE j.key = 'test-connection:' || onboarding.id AND (j.attempts < j.max_attempts OR j.locked_by IS NOT NULL))`;
  await db().$executeRaw`
    UPDATE confirmation SET status = 'failed', finished_at = now()
    WHERE status IN ('queued', 'running') AND created_at < now() - interval '1 minute'
      AND NOT EXISTS (
        SELECT 1 FROM graphile_worker.jobs j
        WHERE j.key = 'confirm-patterns:' || confirmation.id
          AND (j.attempts < j.max_attempts OR j.locked_by IS NOT NULL))`;
}
