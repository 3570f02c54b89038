import { setTimeout as sleep } from 'node:timers/promises';
import type { Viewer } from '#lib/auth/viewer.ts';
import { createReport, ReportRequest } from '#lib/commands/reports.ts';
import { db } from '#lib/db/client.ts';
import { env } from '#lib/env.ts';
import { type VerdictStatus, verdictStatuses } from '#lib/posture/verdict.ts';
import { getReport, type ReportRow } from '#lib/queries/reports.ts';
import type { ScanPage } from '#lib/queries/scans.ts';
import { readCloud } from '../../scanner/sandbox/document/read-files.ts';
import { demoSignInLink } from './onboard-demo.ts';

export interface DemoSummary {
  accounts: number;
  /** Accounts by name that could not be read, as the demo wants it. */
  unread: string[];
  verdicts: Record<VerdictStatus, number>;
  calls: number;
  pages: number;
  report: { pages: number | null; bytes: number | null };
  /** One sentence each; empty when all is well. */
  wrong: string[];
}

/** Looks at the running demo as a person would: verdicts against what the cloud files expect, pages, the PDF. */
export async function checkDemo(
  viewer: Viewer,
  scan: ScanPage,
  cloudPath: string,
  say: (detail: string) => void,
): Promise<DemoSummary> {
  const wrong: string[] = [];
  say('verdicts');
  const verdicts = await checkVerdicts(viewer, cloudPath, wrong);
  say('pages');
  const cookie = await signIn(viewer, wrong);
  const paths = await pagePaths(viewer, scan.id);
  for (const path of paths) await checkPage(path, cookie, wrong);
  say('report');
  const report = await checkReport(viewer, cookie, wrong);
  return {
    accounts: scan.accountsTotal,
    unread: scan.accounts.filter((it) => it.status === 'failed').map((it) => it.accountName),
    verdicts,
    calls: scan.accounts.reduce((total, it) => total + (it.callsTotal ?? 0), 0),
    pages: paths.length,
    report: { pages: report.pages, bytes: report.pdfBytes },
    wrong,
  };
}

async function checkVerdicts(
  viewer: Viewer,
  cloudPath: string,
  wrong: string[],
): Promise<DemoSummary['verdicts']> {
  const findings = await db().finding.findMany({
    where: { workspaceId: viewer.workspaceId },
    select: { checkId: true, verdict: true, account: { select: { accountId: true, name: true } } },
  });
  const found = new Map(findings.map((it) => [`${it.account.accountId} ${it.checkId}`, it.verdict]));
  for (const account of (await readCloud(cloudPath)).accounts ?? []) {
    if (!account.onboard || account.onboard.isOnboarded === false) continue;
    for (const [checkId, expected] of Object.entries(account.expect ?? {})) {
      const wanted = typeof expected === 'string' ? expected : expected.verdict;
      const verdict = found.get(`${account.id} ${checkId}`);
      if (verdict !== wanted)
        wrong.push(`${account.name} ${checkId}: ${verdict ?? 'no verdict'}, expected ${wanted}`);
    }
  }
  const counts = new Map(
    verdictStatuses.map((it) => [it, findings.filter((row) => row.verdict === it).length]),
  );
  const of = (status: VerdictStatus) => counts.get(status) ?? 0;
  return {
    pass: of('pass'),
    warn: of('warn'),
    fail: of('fail'),
    inherited: of('inherited'),
    not_applicable: of('not_applicable'),
    unknown: of('unknown'),
    attested: of('attested'),
  };
}

/** @returns the session cookie the one-time link gives; the link must not work a second time. */
async function signIn(viewer: Viewer, wrong: string[]): Promise<string> {
  const { url } = await demoSignInLink(viewer);
  const first = await fetch(url, { redirect: 'manual' });
  const cookies = first.headers.getSetCookie().map((it) => it.split(';')[0]);
  if (cookies.length === 0) wrong.push(`The sign-in link answered ${first.status} without a session.`);
  const second = await fetch(url, { redirect: 'manual' });
  if (second.headers.getSetCookie().length > 0) wrong.push('The sign-in link works twice.');
  const stranger = await fetch(new URL('/accounts', env().WATCHPOST_URL), { redirect: 'manual' });
  if (stranger.status < 300 || stranger.status >= 400)
    wrong.push(`A stranger gets ${stranger.status} for /accounts.`);
  return cookies.join('; ');
}

async function pagePaths(viewer: Viewer, scanId: string): Promise<string[]> {
  const alarm = await db().finding.findFirst({
    where: { workspaceId: viewer.workspaceId, verdict: 'fail', section: 'alarms' },
    select: { accountId: true, checkId: true },
    orderBy: [{ account: { name: 'asc' } }, { checkId: 'asc' }],
  });
  const ofAlarm = alarm
    ? [`/accounts/${alarm.accountId}`, `/accounts/${alarm.accountId}/checks/${alarm.checkId}`]
    : [];
  return [
    '/',
    '/alarms',
    '/accounts',
    ...ofAlarm,
    '/accounts/onboard',
    '/findings',
    '/causes',
    '/unseen',
    '/scans',
    `/scans/${scanId}`,
    '/reports',
    '/catalogue',
    '/score',
    '/playground',
  ];
}

async function checkPage(path: string, cookie: string, wrong: string[]): Promise<void> {
  const response = await fetch(new URL(path, env().WATCHPOST_URL), {
    headers: { cookie },
    redirect: 'manual',
  });
  const html = await response.text();
  if (response.status !== 200) wrong.push(`${path} answered ${response.status}.`);
  else if (!/<h1[\s>]/.test(html)) wrong.push(`${path} has no heading.`);
}

const reportWithinMs = 3 * 60 * 1000;

async function checkReport(viewer: Viewer, cookie: string, wrong: string[]): Promise<ReportRow> {
  const { id } = await createReport(viewer, ReportRequest.parse({ title: 'Demo check' }));
  const deadline = Date.now() + reportWithinMs;
  let report = await getReport(viewer, id);
  while (report && (report.status === 'queued' || report.status === 'running') && Date.now() < deadline) {
    await sleep(250);
    report = await getReport(viewer, id);
  }
  if (!report) throw new Error('the report is gone');
  if (report.status !== 'done') {
    wrong.push(`The report is ${report.status}: ${report.error ?? report.progress?.detail ?? 'no word'}.`);
    return report;
  }
  const response = await fetch(new URL(`/api/reports/${id}/pdf`, env().WATCHPOST_URL), {
    headers: { cookie },
  });
  const pdf = Buffer.from(await response.arrayBuffer());
  if (response.status !== 200 || !pdf.subarray(0, 5).equals(Buffer.from('%PDF-'))) {
    wrong.push(`The PDF answered ${response.status}, ${pdf.length} bytes.`);
  }
  if (pdf.length !== report.pdfBytes)
    wrong.push(`The PDF has ${pdf.length} bytes, ${report.pdfBytes} are stored.`);
  const page = await fetch(new URL(`/reports/${id}`, env().WATCHPOST_URL), { headers: { cookie } });
  if (page.status !== 200) wrong.push(`The report's page answered ${page.status}.`);
  return report;
}
