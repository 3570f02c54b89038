import { makeViewer, type Viewer } from '#lib/auth/viewer.ts';
import { db } from '#lib/db/client.ts';
import { scoreOf, tallyOf } from '#lib/posture/score.ts';
import type { Section, Severity, VerdictStatus } from '#lib/posture/verdict.ts';

/** Accounts that differ; all others are copies of them. */
const kinds = 20;
const day = 24 * 60 * 60 * 1000;

interface PublishedCheck {
  id: string;
  version: string;
  section: Section;
  severity: Severity;
  scope: string;
}

/**
 * A workspace of so many accounts with a verdict of every published check each: one account owns the alarms half of
 * the others inherit, an eighth of all findings fails, every twentieth account could not be read.
 */
export async function largeWorkspace(size: number): Promise<Viewer> {
  const { id: workspaceId, name } = await db().workspace.create({ data: { name: `${size} accounts` } });
  const checks = await db().check.findMany({
    where: { retiredAt: null },
    select: { id: true, version: true, section: true, severity: true, scope: true },
    orderBy: { position: 'asc' },
  });
  const scanId = await twoScans(workspaceId, size);
  for (let kind = 0; kind < kinds; kind += 1) await accountsOfKind(workspaceId, size, kind, checks);
  await db().$executeRaw`
    INSERT INTO finding_transition (workspace_id, finding_id, scan_id, "from", "to", reason, at)
    SELECT workspace_id, id, ${scanId}::uuid, 'pass', verdict, reason, last_seen_at FROM finding
    WHERE workspace_id = ${workspaceId}::uuid AND verdict = 'fail' AND hashtext(account_id::text || check_id) % 10 = 0`;
  return makeViewer({
    userId: null,
    name: 'bench',
    email: null,
    workspaceId,
    workspaceName: name,
    role: 'admin',
  });
}

async function twoScans(workspaceId: string, size: number): Promise<string> {
  const scan = {
    workspaceId,
    trigger: 'schedule',
    status: 'done',
    isWhole: true,
    accountsTotal: size,
  } as const;
  const before = new Date(Date.now() - day);
  await db().scan.create({ data: { ...scan, number: 1, startedAt: before, finishedAt: before } });
  const now = new Date();
  const newest = await db().scan.create({ data: { ...scan, number: 2, startedAt: now, finishedAt: now } });
  return newest.id;
}

const owner = '100000000000';

/** Accounts `kind`, `kind + 20`, `kind + 40`, … of the workspace; account 0 owns what the others inherit. */
async function accountsOfKind(
  workspaceId: string,
  size: number,
  kind: number,
  checks: readonly PublishedCheck[],
): Promise<void> {
  const isStale = kind === kinds - 1;
  const verdicts = checks.map((check, position) => ({
    ...check,
    ...verdictOf(check, kind, position),
    isStale,
  }));
  const tally = tallyOf(verdicts);
  const { score, seenShare } = scoreOf(tally);
  await db().$executeRaw`
    INSERT INTO account (workspace_id, partition, account_id, role_arn, external_id, name, environment, "group",
      is_internet_exposed, status, unreachable_since, last_read_at, tally, score, seen_share)
    SELECT ${workspaceId}::uuid, 'aws', it.aws_id, 'arn:aws:iam::' || it.aws_id || ':role/WatchpostReadOnly',
      ${workspaceId}::text || it.n, 'account-' || it.n,
      (ARRAY['production', 'staging', 'development', 'sandbox'])[1 + it.n % 4]::environment, 'group-' || it.n % 30,
      it.n % 7 = 0, ${isStale ? 'unreachable' : 'active'}::account_status,
      CASE WHEN ${isStale} THEN now() END, now(), ${JSON.stringify(tally)}::jsonb, ${score}, ${seenShare}
    FROM (
      SELECT n, (${owner}::bigint + n)::text AS aws_id
      FROM generate_series(${kind}::int, ${size - 1}::int, ${kinds}::int) AS n
    ) it`;
  await db().$executeRaw`
    INSERT INTO finding (workspace_id, account_id, check_id, check_version, section, severity, scope, verdict, reason,
      editions, inherited_account_id, inherited_check_id, inherited_verdict, root_cause_key, root_cause_text,
      missing_actions, detail, detail_hash, is_stale, first_seen_at, last_seen_at, status_since)
    SELECT a.workspace_id, a.id, it.id, it.version, it.section, it.severity, it.scope, it.verdict,
      it.reason || ' in ' || a.name, it.editions, it.owner, CASE WHEN it.owner IS NOT NULL THEN it.id END,
      it.inherited, CASE WHEN it.verdict IN ('fail', 'warn') THEN it.cause || a.account_id END, it.reason,
      CASE WHEN it.verdict = 'unknown' THEN ARRAY['logs:DescribeMetricFilters'] ELSE ARRAY[]::text[] END,
      it.detail, repeat('0', 64), ${isStale}, now(), now(), now()
    FROM account a CROSS JOIN jsonb_to_recordset(${JSON.stringify(verdicts)}::jsonb) AS it(
      id text, version text, section section, severity severity, scope text, verdict verdict_status, reason text,
      editions jsonb, owner text, inherited verdict_status, cause text, detail jsonb)
    WHERE a.workspace_id = ${workspaceId}::uuid
      AND (a.account_id::bigint - ${owner}::bigint) % ${kinds}::int = ${kind}::int`;
}

const cycle = ['pass', 'fail', 'pass', 'not_applicable', 'pass', 'warn', 'pass', 'unknown'] as const;

function verdictOf({ id, section }: PublishedCheck, kind: number, position: number) {
  const own: VerdictStatus = cycle[(kind * 3 + position) % cycle.length] ?? 'pass';
  const isInherited = section === 'alarms' && kind % 2 === 1;
  const verdict: VerdictStatus = isInherited ? 'inherited' : own;
  const reason = `What ${id} looks at is not as the catalogue asks`;
  const evidence = Array.from({ length: 8 }, (_, index) => ({
    label: `fact ${index}`,
    value: reason.repeat(3),
  }));
  return {
    verdict,
    reason,
    owner: isInherited ? owner : null,
    inherited: isInherited ? (cycle[position % cycle.length] ?? 'pass') : null,
    editions: section === 'alarms' ? { '1.4.0': verdict, '3.0': verdict, '7.0': verdict } : null,
    // Alarm controls of an account share what is broken, as one filter or topic breaks several.
    cause: section === 'alarms' ? 'topic:' : `${id}:`,
    detail: { notes: [], subjects: [], evidence, missing: [], alarm: null },
  };
}
