import { db } from '#lib/db/client.ts';
import { log } from '#lib/log.ts';

/** Kept of what nothing refers to any more, so that a report being made finds what it reads. */
const graceDays = 7;
const accountScanDays = 400;
const onboardingDays = 30;
const confirmationDays = 400;

/**
 * Removes snapshots that are neither an account's newest nor behind a report, account scans and confirmations
 * older than a year, spent links, sessions and counted tries to sign in, and onboardings nobody went on with. Verdict history stays.
 */
export async function retention(): Promise<void> {
  const snapshots = await db().$executeRaw`
    DELETE FROM snapshot s
    WHERE s.created_at < now() - make_interval(days => ${graceDays}::int)
      AND NOT EXISTS (
        SELECT 1 FROM account a WHERE a.workspace_id = s.workspace_id AND a.snapshot_sha256 = s.sha256)
      AND NOT EXISTS (
        SELECT 1 FROM report r WHERE r.workspace_id = s.workspace_id AND s.sha256 = ANY(r.snapshots))`;
  const accountScans = await db().$executeRaw`
    DELETE FROM account_scan it
    WHERE finished_at < now() - make_interval(days => ${accountScanDays}::int)
      AND NOT EXISTS (SELECT 1 FROM account a WHERE a.last_account_scan_id = it.id)`;
  const now = new Date();
  const links = await db().oneTimeLink.deleteMany({ where: { expiresAt: { lt: now } } });
  const sessions = await db().session.deleteMany({ where: { expiresAt: { lt: now } } });
  const tries = await db().signInTry.deleteMany({ where: { endsAt: { lt: now } } });
  const old = new Date(now.getTime() - confirmationDays * 24 * 60 * 60 * 1000);
  const confirmations = await db().confirmation.deleteMany({ where: { finishedAt: { lt: old } } });
  const abandoned = new Date(now.getTime() - onboardingDays * 24 * 60 * 60 * 1000);
  const onboardings = await db().onboarding.deleteMany({
    where: { accountId: null, updatedAt: { lt: abandoned } },
  });
  log.info(
    {
      snapshots,
      accountScans,
      links: links.count,
      sessions: sessions.count,
      tries: tries.count,
      onboardings: onboardings.count,
      confirmations: confirmations.count,
    },
    'retention done',
  );
}
