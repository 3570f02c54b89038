import { beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '#lib/auth/viewer.ts';
import { removeAccount } from '#lib/commands/accounts.ts';
import { scanNow } from '#lib/commands/scans.ts';
import { db } from '#lib/db/client.ts';
import { testDatabase } from '#lib/test-support/test-database.ts';
import { makeAccount, makeWorkspace } from '#lib/test-support/workspaces.ts';
import { checks } from '../checks/registry.ts';
import { publishCatalogue } from '../record/publish-catalogue.ts';
import { recordSnapshot } from '../record/record-snapshot.ts';
import type { AccountSnapshot } from '../snapshot.ts';
import { endLostWork } from './end-lost-work.ts';
import type { JobContext } from './job-context.ts';
import { judgeScan } from './judge-scan.ts';

testDatabase();

let viewer: Viewer;
let context: JobContext;
beforeAll(async () => {
  viewer = await makeWorkspace();
  const catalogue = await publishCatalogue(checks);
  context = {
    catalogue,
    principalArn: () => null,
    signal: new AbortController().signal,
    accountsAtOnce: 2,
  };
});

describe('judgeScan', () => {
  it('ends the scan of an account that newer verdicts stand for already, as when clocks differ', async () => {
    const accountId = await makeAccount(viewer, '111111111111');
    const scanId = await collected(accountId);
    await db().account.update({
      where: { id: accountId },
      data: { lastReadAt: new Date(Date.now() + 3_600_000) },
    });
    await judgeScan({ scanId }, context);
    expect(await stateOf(scanId)).toEqual(['done', 'failed']);
    await scanNow(viewer, { accountId });
  });

  it('ends the scan of an account that was taken out meanwhile', async () => {
    const accountId = await makeAccount(viewer, '111111111112');
    const scanId = await collected(accountId);
    await removeAccount(viewer, accountId);
    await judgeScan({ scanId }, context);
    expect(await stateOf(scanId)).toEqual(['done', 'failed']);
    await db().account.update({ where: { id: accountId }, data: { status: 'pending' } });
    await scanNow(viewer, { accountId });
  });

  it('records a failure for the account whose verdicts the database refuses, and judges the others', async () => {
    const refused = await makeAccount(viewer, '111111111113', { name: 'refused' });
    const sound = await makeAccount(viewer, '111111111114', { name: 'sound' });
    await db().$executeRaw`
      CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '22P05'; END $$`;
    await db().$executeRawUnsafe(`
      CREATE TRIGGER refuse BEFORE INSERT ON finding FOR EACH ROW
      WHEN (NEW.account_id = '${refused}' AND NEW.reason NOT LIKE 'The account could not be read.%') EXECUTE FUNCTION refuse()`);
    const { scanId } = await scanNow(viewer, { accountId: null });
    for (const it of [refused, sound]) await collect(scanId, it);
    await db().accountScan.deleteMany({ where: { scanId, status: 'queued' } });
    await judgeScan({ scanId }, context);
    await db().$executeRaw`DROP TRIGGER refuse ON finding`;

    const rows = await db().accountScan.findMany({
      where: { scanId },
      select: { status: true, account: { select: { name: true, status: true } } },
      orderBy: { account: { name: 'asc' } },
    });
    expect(rows).toEqual([
      { status: 'failed', account: { name: 'refused', status: 'unreachable' } },
      { status: 'done', account: { name: 'sound', status: 'active' } },
    ]);
  });
});

describe('endLostWork', () => {
  it('fails a scan whose judging job failed too often, and lets the next scan begin', async () => {
    const accountId = await makeAccount(viewer, '111111111115');
    const scanId = await collected(accountId);
    await db().scan.update({
      where: { id: scanId },
      data: { createdAt: new Date(Date.now() - 120_000) },
    });
    await db().$executeRaw`
      SELECT graphile_worker.add_job('judge-scan', json_build_object('scanId', ${scanId}::text),
        job_key := 'judge-scan:' || ${scanId}::text, max_attempts := 1)`;
    await db().$executeRaw`
      UPDATE graphile_worker._private_jobs SET attempts = 1 WHERE key = 'judge-scan:' || ${scanId}::text`;
    await endLostWork();
    expect(await stateOf(scanId)).toEqual(['failed', 'failed']);
    await scanNow(viewer, { accountId });
  });
});

/** The scan and its account scan. */
async function stateOf(scanId: string): Promise<string[]> {
  const scan = await db().scan.findUniqueOrThrow({
    where: { id: scanId },
    select: { status: true, accountScans: { select: { status: true } } },
  });
  return [scan.status, ...scan.accountScans.map((it) => it.status)];
}

async function collected(accountId: string): Promise<string> {
  const { scanId } = await scanNow(viewer, { accountId });
  await collect(scanId, accountId);
  return scanId;
}

async function collect(scanId: string, accountId: string): Promise<void> {
  const row = await db().accountScan.findFirstOrThrow({
    where: { scanId, accountId },
    select: { id: true, account: { select: { accountId: true } } },
  });
  await db().accountScan.update({ where: { id: row.id }, data: { status: 'collecting' } });
  const of = { workspaceId: viewer.workspaceId, accountId, accountScanId: row.id };
  await recordSnapshot(of, snapshotOf(row.account.accountId));
}

function snapshotOf(accountId: string): AccountSnapshot {
  const at = new Date().toISOString();
  return {
    schemaVersion: 1,
    account: { accountId, partition: 'aws', name: accountId },
    startedAt: at,
    finishedAt: at,
    regions: ['eu-north-1'],
    topics: {},
    gaps: [],
    calls: { total: 3, throttled: 0, byService: { sts: 3 } },
  };
}
