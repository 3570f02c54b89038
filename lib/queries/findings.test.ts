import { beforeAll, expect, it } from 'vitest';
import type { Viewer } from '#lib/auth/viewer.ts';
import { db } from '#lib/db/client.ts';
import { type Severity, severities, type VerdictStatus } from '#lib/posture/verdict.ts';
import { testDatabase } from '#lib/test-support/test-database.ts';
import { makeAccount, makeWorkspace } from '#lib/test-support/workspaces.ts';
import { eachFinding, FindingFilter, listFindings } from './findings.ts';

testDatabase();

const names = ['anchor', 'buoy', 'cable', 'davit', 'ensign', 'fender', 'galley', 'hawser', 'inlet'];
let viewer: Viewer;

beforeAll(async () => {
  viewer = await makeWorkspace();
  const accounts = await Promise.all(
    names.map((name, index) => makeAccount(viewer, `10000000000${index}`, { name })),
  );
  for (const [index, severity] of (['high', 'critical'] as const).entries()) {
    for (const verdict of ['warn', 'unknown', 'fail', 'pass'] as const) {
      const checkId = `${verdict}-${severity}`;
      await check(checkId, severity, index);
      for (const account of accounts) await finding(account, checkId, severity, verdict);
    }
  }
});

const gravest = (['critical', 'high'] as const).flatMap((severity) =>
  (['fail', 'unknown', 'warn'] as const).flatMap((verdict) =>
    names.map((name) => `${verdict}-${severity} ${name}`),
  ),
);

it('lists the gravest first: by severity, then a failure before a doubt before a weakness', async () => {
  expect(await shown({ size: '100' })).toEqual(gravest);
});

it('keeps that order across pages and in the export', async () => {
  const pages = [1, 2, 3].map((page) => shown({ page: `${page}`, size: '25' }));
  expect((await Promise.all(pages)).flat()).toEqual(gravest);
  const exported: string[] = [];
  for await (const row of eachFinding(viewer, FindingFilter.parse({}))) exported.push(nameOf(row));
  expect(exported).toEqual(gravest);
});

it('turns the first order round and keeps the second', async () => {
  const bySeverity = await shown({ sort: 'severity', dir: 'desc' });
  expect([bySeverity[0], bySeverity[9]]).toEqual(['fail-high anchor', 'unknown-high anchor']);
  const byVerdict = await shown({ sort: 'verdict' });
  expect([byVerdict[0], byVerdict[9]]).toEqual(['fail-critical anchor', 'fail-high anchor']);
  expect((await shown({ sort: 'verdict', dir: 'asc' }))[0]).toBe('warn-critical anchor');
});

async function shown(query: Record<string, string>): Promise<string[]> {
  const { rows } = await listFindings(viewer, FindingFilter.parse(query));
  return rows.map(nameOf);
}

function nameOf(row: { checkId: string; account: { name: string } }): string {
  return `${row.checkId} ${row.account.name}`;
}

async function check(id: string, severity: Severity, position: number): Promise<void> {
  await db().check.create({
    data: {
      id,
      version: '1',
      title: id,
      section: 'trails',
      scope: 'account',
      severity,
      impact: 'high',
      likelihood: 'medium',
      isInformational: false,
      rationale: 'x',
      remediation: { summary: '', console: [], cli: '', terraform: '', cloudformation: '' },
      position: position + severities.indexOf(severity),
    },
  });
}

async function finding(
  accountId: string,
  checkId: string,
  severity: Severity,
  verdict: VerdictStatus,
): Promise<void> {
  const at = new Date('2026-11-19T06:00:00Z');
  await db().finding.create({
    data: {
      workspaceId: viewer.workspaceId,
      accountId,
      checkId,
      checkVersion: '1',
      section: 'trails',
      severity,
      verdict,
      scope: 'account',
      reason: `${checkId}.`,
      detail: {},
      detailHash: 'x'.repeat(64),
      firstSeenAt: at,
      lastSeenAt: at,
      statusSince: at,
    },
  });
}
