import { db } from '#lib/db/client.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { AccountError } from '#lib/posture/account-error.ts';
import { FindingDetail } from '#lib/posture/finding-detail.ts';
import { Remediation } from '#lib/posture/remediation.ts';
import { ReportParams } from '#lib/posture/report-params.ts';
import type { Verdict } from '#lib/posture/verdict.ts';
import { WorkspacePolicy } from '#lib/posture/workspace-policy.ts';
import type { PreviousReport, ReportAccount, ReportCheck, ReportInput } from '#lib/report/input.ts';
import { previousReport } from '#lib/report/previous-report.ts';
import { loadSnapshot, sha256 } from './snapshot-store.ts';

export interface LoadedReport {
  input: ReportInput;
  /** Newest finished scan. */
  scanId: string | null;
  snapshots: string[];
}

const accountsAtOnce = 100;

/** All a report says, from stored results alone. @throws Error when the report is gone */
export async function loadReportInput(reportId: string): Promise<LoadedReport> {
  const report = await db().report.findUniqueOrThrow({
    where: { id: reportId },
    select: {
      title: true,
      number: true,
      params: true,
      createdAt: true,
      workspaceId: true,
      workspace: { select: { name: true, policy: true } },
    },
  });
  const params = ReportParams.parse(report.params);
  const policy = WorkspacePolicy.parse(report.workspace.policy);
  const [checks, accounts, scan, previous] = await Promise.all([
    loadChecks(),
    loadAccounts(report.workspaceId, params.accountIds),
    db().scan.findFirst({
      where: { workspaceId: report.workspaceId, status: 'done' },
      select: { id: true, number: true, finishedAt: true },
      orderBy: { number: 'desc' },
    }),
    loadPrevious(report.workspaceId, report.number, params.accountIds),
  ]);
  const reads = accounts.flatMap((it) => it.lastReadAt ?? []).sort();
  const asOf = reads.at(-1) ?? (scan?.finishedAt ?? report.createdAt).toISOString();
  return {
    scanId: scan?.id ?? null,
    snapshots: accounts.flatMap((it) => it.snapshotSha256 ?? []),
    input: {
      title: report.title,
      client: params.client === '' ? report.workspace.name : params.client,
      asOf,
      period: null,
      version: params.version,
      scans: scan ? [scan.number] : [],
      classification: params.classification,
      edition: policy.edition,
      decisions: policy.notRequired,
      catalogueVersion: checks.version,
      accounts,
      checks: checks.list,
      previous,
    },
  };
}

async function loadChecks(): Promise<{ list: ReportCheck[]; version: string }> {
  const rows = await db().check.findMany({
    where: { retiredAt: null },
    select: {
      id: true,
      version: true,
      title: true,
      section: true,
      impact: true,
      likelihood: true,
      severity: true,
      rationale: true,
      remediation: true,
    },
    orderBy: { position: 'asc' },
  });
  return {
    version: sha256(rows.map((it) => `${it.id} ${it.version}\n`).join('')).slice(0, 8),
    list: rows.map((it) => ({
      id: it.id,
      title: it.title,
      section: it.section,
      impact: it.impact,
      likelihood: it.likelihood,
      severity: it.severity,
      rationale: it.rationale,
      remediation: Remediation.parse(it.remediation).summary,
    })),
  };
}

const accountSelect = {
  id: true,
  accountId: true,
  name: true,
  group: true,
  partition: true,
  environment: true,
  owner: true,
  isInternetExposed: true,
  status: true,
  lastError: true,
  lastReadAt: true,
  snapshotSha256: true,
} as const satisfies Prisma.AccountSelect;
type AccountSelected = Prisma.AccountGetPayload<{ select: typeof accountSelect }>;

async function loadAccounts(workspaceId: string, rowIds: readonly string[]): Promise<ReportAccount[]> {
  const rows = await db().account.findMany({
    where: {
      workspaceId,
      status: { not: 'removed' },
      ...(rowIds.length === 0 ? {} : { id: { in: [...rowIds] } }),
    },
    select: accountSelect,
    orderBy: [{ name: 'asc' }, { accountId: 'asc' }],
  });
  const accounts: ReportAccount[] = [];
  for (let index = 0; index < rows.length; index += accountsAtOnce) {
    const batch = rows.slice(index, index + accountsAtOnce);
    const verdicts = await loadVerdicts(batch.map((it) => it.id));
    accounts.push(
      ...(await Promise.all(batch.map((it) => reportAccount(workspaceId, it, verdicts.get(it.id) ?? [])))),
    );
  }
  return accounts;
}

async function reportAccount(
  workspaceId: string,
  row: AccountSelected,
  verdicts: Verdict[],
): Promise<ReportAccount> {
  const snapshot = row.snapshotSha256 === null ? null : await loadSnapshot(workspaceId, row.snapshotSha256);
  const hasFailed = row.status === 'unreachable' || row.status === 'suspended';
  return {
    accountId: row.accountId,
    name: row.name,
    group: row.group,
    partition: row.partition,
    environment: row.environment,
    owner: row.owner,
    isInternetExposed: row.isInternetExposed,
    regions: snapshot?.regions ?? [],
    lastReadAt: row.lastReadAt?.toISOString() ?? null,
    isStale: hasFailed && row.lastReadAt !== null,
    error: hasFailed && row.lastError !== null ? AccountError.parse(row.lastError).message : null,
    calls: { total: snapshot?.calls.total ?? 0, throttled: snapshot?.calls.throttled ?? 0 },
    gaps: snapshot?.gaps ?? [],
    verdicts,
    snapshotSha256: row.snapshotSha256,
  };
}

const findingSelect = {
  accountId: true,
  checkId: true,
  verdict: true,
  severity: true,
  scope: true,
  region: true,
  resource: true,
  reason: true,
  inheritedAccountId: true,
  inheritedCheckId: true,
  inheritedVerdict: true,
  metBy: true,
  metByStrict: true,
  rootCauseKey: true,
  rootCauseText: true,
  detail: true,
} as const satisfies Prisma.FindingSelect;
type FindingSelected = Prisma.FindingGetPayload<{ select: typeof findingSelect }>;

const scopes = ['account', 'region', 'resource'] as const;

async function loadVerdicts(accountRowIds: string[]): Promise<Map<string, Verdict[]>> {
  const rows = await db().finding.findMany({
    where: { accountId: { in: accountRowIds } },
    select: findingSelect,
  });
  const byAccount = Map.groupBy(rows, (it) => it.accountId);
  return new Map([...byAccount].map(([id, list]) => [id, list.map(verdictOf)]));
}

function verdictOf(row: FindingSelected): Verdict {
  const detail = FindingDetail.parse(row.detail);
  const isBroken = row.verdict === 'fail' || row.verdict === 'warn';
  const { inheritedAccountId: accountId, inheritedCheckId: checkId, inheritedVerdict: verdict } = row;
  return {
    checkId: row.checkId,
    verdict: row.verdict,
    severity: row.severity,
    scope: scopes.find((it) => it === row.scope) ?? 'account',
    resource: row.resource,
    region: row.region,
    reason: row.reason,
    notes: detail.notes,
    subjects: detail.subjects,
    evidence: detail.evidence,
    missing: detail.missing,
    ...(accountId && checkId && verdict ? { inheritedFrom: { accountId, checkId, verdict } } : {}),
    ...(row.metBy !== null && row.metByStrict !== null
      ? { metBy: { text: row.metBy, strict: row.metByStrict } }
      : {}),
    ...(isBroken && row.rootCauseKey !== null && row.rootCauseText !== null
      ? { cause: { key: row.rootCauseKey, text: row.rootCauseText } }
      : {}),
    // Samples, lanes and filters belong to the drill-down; a report of thousands of accounts need not hold them.
    ...(detail.alarm ? { alarm: { ...detail.alarm, lanes: [], missedEvents: [], filters: [] } } : {}),
  };
}

/** The newest finished report before this one on the same choice of accounts. */
async function loadPrevious(
  workspaceId: string,
  number: number,
  accountIds: readonly string[],
): Promise<PreviousReport | null> {
  const earlier = await db().report.findMany({
    where: { workspaceId, number: { lt: number }, status: 'done' },
    select: { id: true, params: true },
    orderBy: { number: 'desc' },
    take: 50,
  });
  const choice = [...accountIds].sort().join();
  const same = earlier.find((it) => ReportParams.parse(it.params).accountIds.toSorted().join() === choice);
  if (!same) return null;
  const row = await db().report.findUnique({ where: { id: same.id }, select: { model: true } });
  return row ? previousReport(row.model) : null;
}
