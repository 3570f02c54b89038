import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '#lib/auth/viewer.ts';
import { createReport } from '#lib/commands/reports.ts';
import { startScan } from '#lib/commands/start-scan.ts';
import { db } from '#lib/db/client.ts';
import type { Verdict } from '#lib/posture/verdict.ts';
import { getReportModel, getReportPdf } from '#lib/queries/reports.ts';
import { ReportModel } from '#lib/report/model.ts';
import { alarmVerdict } from '#lib/report/sample/sample-verdicts.ts';
import { testDatabase } from '#lib/test-support/test-database.ts';
import { makeAccount, makeWorkspace } from '#lib/test-support/workspaces.ts';
import { checks } from '../checks/registry.ts';
import type { KnownCheck } from '../record/finding-values.ts';
import { publishCatalogue } from '../record/publish-catalogue.ts';
import { recordSnapshot } from '../record/record-snapshot.ts';
import { recordFailure, recordVerdicts } from '../record.ts';
import type { JobContext } from './job-context.ts';
import { makeReport } from './report.ts';

testDatabase();

let viewer: Viewer;
let catalogue: ReadonlyMap<string, KnownCheck>;
const refused = {
  code: 'role-refused',
  message: 'AWS refused AssumeRole.',
  requestId: null,
  at: '2026-11-19T06:00:00.000Z',
};

beforeAll(async () => {
  catalogue = await publishCatalogue(checks);
  viewer = await makeWorkspace();
  await scanned('111111111111', 'payments-prod', [securityGroups('fail')]);
  await scanned('111111111112', 'payments-staging', [securityGroups('pass')]);
  await scanned('111111111113', 'unreadable', null);
});

describe('makeReport', () => {
  it('stores a model and a PDF made from stored results alone', async () => {
    const id = await report();
    const row = await db().report.findUniqueOrThrow({ where: { id } });
    expect(row).toMatchObject({ status: 'done', error: null });
    expect(row.snapshots).toHaveLength(2);
    expect(row.scanId).not.toBeNull();

    const pdf = await getReportPdf(viewer, id);
    expect(
      Buffer.from(pdf?.pdf ?? [])
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    expect(
      createHash('sha256')
        .update(pdf?.pdf ?? '')
        .digest('hex'),
    ).toBe(pdf?.sha256);

    const model = ReportModel.parse((await getReportModel(viewer, id))?.model);
    expect(model.client).toBe('Halvorsen Line');
    const finding = model.findings.find((it) => it.kind === 'check');
    expect(finding).toMatchObject({
      title: 'Security group changes can go unnoticed in 1 of 3 accounts',
      likelihood: { raised: 'Raised from medium: payments-prod is production.' },
    });
    expect(finding?.reproduction[0]?.command).toContain('aws logs describe-metric-filters');
    expect(model.unseen?.rows[0]?.why).toContain('AWS refused AssumeRole.');
    expect(model.integrity.lines.find((it) => it.accountId === '111111111113')?.sha256).toBe('not-read');
  });

  it('makes the same bytes from the same results', async () => {
    const [one, other] = [await report(), await report()];
    const hashes = await db().report.findMany({
      where: { id: { in: [one, other] } },
      select: { modelSha256: true, pdfSha256: true },
    });
    // Each names the report before it, so only reports with the same predecessor are equal; made again, one is.
    await db().report.update({ where: { id: other }, data: { status: 'queued' } });
    await makeReport({ reportId: other }, context());
    const again = await db().report.findUniqueOrThrow({
      where: { id: other },
      select: { modelSha256: true, pdfSha256: true },
    });
    expect(hashes).toContainEqual(again);
  });

  it('leaves a finished report as it is', async () => {
    const id = await report();
    const before = await db().report.findUniqueOrThrow({ where: { id }, select: { finishedAt: true } });
    await makeReport({ reportId: id }, context());
    expect(await db().report.findUniqueOrThrow({ where: { id }, select: { finishedAt: true } })).toEqual(
      before,
    );
  });

  it('takes chosen accounts only', async () => {
    const chosen = await db().account.findFirstOrThrow({ where: { accountId: '111111111112' } });
    const id = await report([chosen.id]);
    const model = ReportModel.parse((await getReportModel(viewer, id))?.model);
    expect(model.accounts.map((it) => it.name)).toEqual(['payments-staging']);
    expect(model.findings).toEqual([]);
    expect(model.unseen).toBeNull();
  });

  it('says why when it fails, and does not try for ever', async () => {
    const id = await report([], false);
    await db().report.update({ where: { id }, data: { params: { client: 5 } } });
    await makeReport({ reportId: id }, context());
    const row = await db().report.findUniqueOrThrow({ where: { id } });
    expect(row.status).toBe('failed');
    expect(row.error).toContain('client');
  });

  it('is taken up again when the worker stops in between', async () => {
    const id = await report([], false);
    const stop = AbortSignal.abort(new Error('worker is closing'));
    await expect(makeReport({ reportId: id }, { ...context(), signal: stop })).rejects.toThrow(
      'worker is closing',
    );
    expect(await db().report.findUniqueOrThrow({ where: { id } })).toMatchObject({ status: 'running' });
    await makeReport({ reportId: id }, context());
    expect(await db().report.findUniqueOrThrow({ where: { id } })).toMatchObject({ status: 'done' });
  });
});

function context(): JobContext {
  return { catalogue, signal: new AbortController().signal, accountsAtOnce: 1, principalArn: () => null };
}

async function report(accountIds: string[] = [], isMade = true): Promise<string> {
  const { id } = await createReport(viewer, {
    title: 'Logging and monitoring review',
    client: 'Halvorsen Line',
    classification: 'Confidential',
    version: '1.0',
    accountIds,
  });
  if (isMade) await makeReport({ reportId: id }, context());
  return id;
}

function securityGroups(verdict: 'pass' | 'fail'): Verdict {
  const account = { accountId: '111111111111', name: 'payments-prod' };
  return alarmVerdict(account, {
    checkId: 'alarm-security-group-changes',
    severity: 'medium',
    verdict,
    lost: 15,
  });
}

async function scanned(awsId: string, name: string, verdicts: Verdict[] | null): Promise<void> {
  const accountId = await makeAccount(viewer, awsId, { name });
  const { workspaceId } = viewer;
  const scan = await db().$transaction((tx) =>
    startScan(tx, { workspaceId, trigger: 'manual', startedById: null, accountId }),
  );
  if (!scan) throw new Error('no scan');
  const { scanId } = scan;
  const row = await db().accountScan.findFirstOrThrow({ where: { scanId } });
  await db().accountScan.update({ where: { id: row.id }, data: { status: 'collecting' } });
  if (verdicts === null) {
    await recordFailure({ workspaceId, accountId, accountScanId: row.id, scanId }, refused);
  } else {
    const finishedAt = '2026-11-19T06:12:00.000Z';
    await recordSnapshot(
      { workspaceId, accountId, accountScanId: row.id },
      {
        schemaVersion: 1,
        account: { accountId: awsId, partition: 'aws', name },
        startedAt: '2026-11-19T06:11:00.000Z',
        finishedAt,
        regions: ['eu-north-1', 'us-east-1'],
        topics: {},
        gaps: [],
        calls: { total: 42, throttled: 1, byService: {} },
      },
    );
    await recordVerdicts(
      { workspaceId, accountId, scanId, accountScanId: row.id, readAt: finishedAt },
      verdicts,
      catalogue,
    );
  }
  await db().scan.update({ where: { id: scanId }, data: { status: 'done', finishedAt: new Date() } });
}
