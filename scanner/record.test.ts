import { beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '#lib/auth/viewer.ts';
import { startScan } from '#lib/commands/start-scan.ts';
import { db } from '#lib/db/client.ts';
import type { Verdict, VerdictStatus } from '#lib/posture/verdict.ts';
import { testDatabase } from '#lib/test-support/test-database.ts';
import { makeAccount, makeWorkspace } from '#lib/test-support/workspaces.ts';
import { checks } from './checks/registry.ts';
import type { KnownCheck } from './record/finding-values.ts';
import { publishCatalogue } from './record/publish-catalogue.ts';
import { recordSnapshot } from './record/record-snapshot.ts';
import { recordFailure, recordVerdicts } from './record.ts';
import type { AccountSnapshot } from './snapshot.ts';

testDatabase();

let viewer: Viewer;
let catalogue: ReadonlyMap<string, KnownCheck>;
beforeAll(async () => {
  catalogue = await publishCatalogue(checks);
  viewer = await makeWorkspace();
});

describe('recordVerdicts', () => {
  it('writes findings, their first transition and the score', async () => {
    const scanned = await scanOf('111111111111');
    await record(scanned, 'fail');

    expect(await findingOf(scanned.accountId)).toMatchObject({ verdict: 'fail', isStale: false });
    expect(await transitionsOf(scanned.accountId)).toEqual([{ from: null, to: 'fail', isReopened: false }]);
    const account = await db().account.findUniqueOrThrow({ where: { id: scanned.accountId } });
    expect(account).toMatchObject({
      status: 'active',
      score: 0,
      seenShare: 1,
      lastAccountScanId: scanned.accountScanId,
    });
    const accountScan = await db().accountScan.findUniqueOrThrow({ where: { id: scanned.accountScanId } });
    expect(accountScan).toMatchObject({ status: 'done', score: 0, scoreTrails: 0, scoreAlarms: null });
  });

  it('changes nothing when the same scan is recorded again', async () => {
    const scanned = await scanOf('111111111112');
    await record(scanned, 'warn');
    const before = await findingOf(scanned.accountId);
    await record(scanned, 'warn');

    const { lastSeenAt: _, ...same } = before;
    expect(await findingOf(scanned.accountId)).toMatchObject(same);
    expect(await transitionsOf(scanned.accountId)).toHaveLength(1);
  });

  it('keeps first seen and writes one transition per change', async () => {
    const first = await scanOf('111111111113');
    await record(first, 'fail');
    const before = await findingOf(first.accountId);
    await record(await scanOf('111111111113', first.accountId), 'fail');
    await record(await scanOf('111111111113', first.accountId), 'pass');
    await record(await scanOf('111111111113', first.accountId), 'fail');

    const after = await findingOf(first.accountId);
    expect(after.id).toBe(before.id);
    expect(after.firstSeenAt).toEqual(before.firstSeenAt);
    expect(after.statusSince.getTime()).toBeGreaterThanOrEqual(before.statusSince.getTime());
    expect(await transitionsOf(first.accountId)).toEqual([
      { from: null, to: 'fail', isReopened: false },
      { from: 'fail', to: 'pass', isReopened: false },
      { from: 'pass', to: 'fail', isReopened: true },
    ]);
  });

  it('writes the replacement character for what PostgreSQL cannot store, and keeps backslashes', async () => {
    const scanned = await scanOf('111111111119');
    const alarm = 'a\0b \ud800 \\u0000';
    const verdict = { ...verdictOf('fail'), reason: alarm, resource: alarm, notes: [alarm] };
    await recordVerdicts(judged(scanned), [verdict], catalogue);
    const stored = 'a\ufffdb \ufffd \\u0000';
    const finding = await findingOf(scanned.accountId);
    expect(finding).toMatchObject({ reason: stored, resource: stored, detail: { notes: [stored] } });
  });

  it('keeps only the net change of one scan', async () => {
    const first = await scanOf('111111111114');
    await record(first, 'pass');
    const second = await scanOf('111111111114', first.accountId);
    await record(second, 'unknown');
    await record(second, 'fail');
    expect(await transitionsOf(first.accountId)).toHaveLength(2);
    expect((await transitionsOf(first.accountId)).at(-1)).toMatchObject({ from: 'pass', to: 'fail' });
    await record(second, 'pass');
    expect(await transitionsOf(first.accountId)).toHaveLength(1);
  });

  it('refuses to write older verdicts over newer ones', async () => {
    const scanned = await scanOf('111111111115');
    await record(scanned, 'pass', '2026-11-19T10:00:00.000Z');
    await record(scanned, 'fail', '2026-11-19T09:00:00.000Z');
    expect(await findingOf(scanned.accountId)).toMatchObject({ verdict: 'pass' });
  });

  it('refuses a verdict of a check that is not published', async () => {
    const scanned = await scanOf('111111111116');
    const verdicts = [{ ...verdictOf('pass'), checkId: 'no-such-check' }];
    await expect(recordVerdicts(judged(scanned), verdicts, catalogue)).rejects.toThrow('not published');
  });
});

describe('recordFailure', () => {
  const error = {
    code: 'role-refused',
    message: 'AWS refused AssumeRole.',
    requestId: null,
    at: new Date().toISOString(),
  };

  it('keeps the last verdicts with their age and counts them as unseen', async () => {
    const first = await scanOf('222222222221');
    await record(first, 'pass');
    const seen = await findingOf(first.accountId);
    const second = await scanOf('222222222221', first.accountId);
    await recordFailure({ ...second, workspaceId: viewer.workspaceId }, error);

    expect(await findingOf(first.accountId)).toMatchObject({
      verdict: 'pass',
      isStale: true,
      lastSeenAt: seen.lastSeenAt,
    });
    const account = await db().account.findUniqueOrThrow({ where: { id: first.accountId } });
    expect(account).toMatchObject({ status: 'unreachable', score: null, seenShare: 0, lastError: error });
    expect(account.lastReadAt).not.toBeNull();
    expect(await db().accountScan.findUniqueOrThrow({ where: { id: second.accountScanId } })).toMatchObject({
      status: 'failed',
      error,
    });

    await record(await scanOf('222222222221', first.accountId), 'pass');
    expect(await findingOf(first.accountId)).toMatchObject({ isStale: false });
    expect(await transitionsOf(first.accountId)).toHaveLength(1);
    expect(await db().account.findUniqueOrThrow({ where: { id: first.accountId } })).toMatchObject({
      status: 'active',
      unreachableSince: null,
      lastError: null,
    });
  });

  it('says unknown for every check when the account was never read', async () => {
    const scanned = await scanOf('222222222222');
    await recordFailure({ ...scanned, workspaceId: viewer.workspaceId }, error);
    const account = await db().account.findUniqueOrThrow({ where: { id: scanned.accountId } });
    expect(account).toMatchObject({ score: null, seenShare: 0, lastReadAt: null });
    const findings = await db().finding.findMany({ where: { accountId: scanned.accountId } });
    expect(findings.map((it) => it.verdict)).toEqual(checks.map(() => 'unknown'));
    expect(findings[0]).toMatchObject({ isStale: false, rootCauseKey: 'read 222222222222' });
  });
});

describe('the database', () => {
  it('refuses a second scan of an account that is under way', async () => {
    const scanned = await scanOf('333333333331');
    const request = {
      workspaceId: viewer.workspaceId,
      trigger: 'manual',
      startedById: null,
      accountId: scanned.accountId,
    } as const;
    expect(await db().$transaction((tx) => startScan(tx, request))).toBeNull();
  });

  it('refuses a child in another workspace than its parent', async () => {
    const scanned = await scanOf('333333333332');
    const stranger = await makeWorkspace();
    const moved = db().accountScan.update({
      where: { id: scanned.accountScanId },
      data: { workspaceId: stranger.workspaceId },
    });
    await expect(moved).rejects.toThrow(/[Ff]oreign key/);
  });
});

interface Scanned {
  accountId: string;
  scanId: string;
  accountScanId: string;
}

async function scanOf(awsId: string, known?: string): Promise<Scanned> {
  const accountId = known ?? (await makeAccount(viewer, awsId));
  const request = {
    workspaceId: viewer.workspaceId,
    trigger: 'manual',
    startedById: null,
    accountId,
  } as const;
  const scan = await db().$transaction((tx) => startScan(tx, request));
  if (!scan) throw new Error('no scan');
  const row = await db().accountScan.findFirstOrThrow({ where: { scanId: scan.scanId } });
  await db().accountScan.update({ where: { id: row.id }, data: { status: 'collecting' } });
  await recordSnapshot(
    { workspaceId: viewer.workspaceId, accountId, accountScanId: row.id },
    snapshotOf(awsId),
  );
  return { accountId, scanId: scan.scanId, accountScanId: row.id };
}

function judged(it: Scanned, readAt = new Date().toISOString()) {
  return { ...it, workspaceId: viewer.workspaceId, readAt };
}

async function record(it: Scanned, status: VerdictStatus, readAt?: string): Promise<void> {
  await recordVerdicts(judged(it, readAt), [verdictOf(status)], catalogue);
}

function findingOf(accountId: string) {
  return db().finding.findFirstOrThrow({ where: { accountId } });
}

function transitionsOf(accountId: string) {
  return db().findingTransition.findMany({
    where: { finding: { accountId } },
    select: { from: true, to: true, isReopened: true },
    orderBy: { id: 'asc' },
  });
}

function verdictOf(verdict: VerdictStatus): Verdict {
  return {
    checkId: 'trail-exists',
    verdict,
    severity: 'critical',
    scope: 'account',
    resource: null,
    region: null,
    reason: `It is ${verdict}.`,
    notes: [],
    subjects: [],
    evidence: [],
    missing: [],
  };
}

function snapshotOf(accountId: string): AccountSnapshot {
  return {
    schemaVersion: 1,
    account: { accountId, partition: 'aws', name: accountId },
    startedAt: '2026-11-19T06:12:00.000Z',
    finishedAt: '2026-11-19T06:12:10.000Z',
    regions: ['eu-north-1'],
    topics: {},
    gaps: [],
    calls: { total: 3, throttled: 0, byService: { sts: 3 } },
  };
}
