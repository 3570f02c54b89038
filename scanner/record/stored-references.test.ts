import { beforeAll, expect, it } from 'vitest';
import type { Viewer } from '#lib/auth/viewer.ts';
import { removeAccount } from '#lib/commands/accounts.ts';
import { scanNow } from '#lib/commands/scans.ts';
import { db } from '#lib/db/client.ts';
import { testDatabase } from '#lib/test-support/test-database.ts';
import { makeAccount, makeWorkspace } from '#lib/test-support/workspaces.ts';
import { alarm, logGroupArn, region, snapshot, trail } from '../alarms/testing/literals.ts';
import { wantedOf } from '../references.ts';
import type { AccountSnapshot } from '../snapshot.ts';
import { recordSnapshot } from './record-snapshot.ts';
import { storedWanted } from './stored-references.ts';

testDatabase();

const central = '100000000001';
const first = '100000000002';
const second = '100000000003';
const group = logGroupArn(central, 'trail-logs');
const topic = `arn:aws:sns:${region}:${central}:alerts`;

let viewer: Viewer;
const rowIds = new Map<string, string>();
beforeAll(async () => {
  viewer = await makeWorkspace();
  for (const id of [central, first, second]) rowIds.set(id, await makeAccount(viewer, id));
});

it('knows what others name without their snapshots, and the same as from them', async () => {
  const all = [
    snapshot({ 'cloudtrail.trails': [ownTrail(central, 'central-logs')] }, [], central),
    snapshot(
      {
        'cloudtrail.trails': [{ ...ownTrail(first, 'elsewhere'), logGroupArn: group }],
        'cloudwatch.alarms': [alarm({ owner: first, name: 'a', metricName: 'm', alarmActions: [topic] })],
      },
      [],
      first,
    ),
    snapshot({ 'cloudtrail.trails': [{ ...ownTrail(second, 'elsewhere'), logGroupArn: group }] }, [], second),
  ];
  for (const it of all) await store(it);
  for (const { account } of all) {
    expect(await stored(account.accountId)).toEqual(wantedOf(account.accountId, all));
  }
  expect(await stored(central)).toContain(group);
});

it('follows the newest snapshot, and forgets accounts that were taken out', async () => {
  await store(snapshot({}, [], first));
  expect(await stored(central)).toEqual([group, 'arn:aws:s3:::elsewhere'].sort());
  await removeAccount(viewer, rowIds.get(second) ?? '');
  expect(await stored(central)).toEqual([]);
});

it('names nothing across workspaces', async () => {
  const stranger = await makeWorkspace();
  const row = await makeAccount(stranger, central);
  await store(
    snapshot({ 'cloudtrail.trails': [{ ...ownTrail(first, 'x'), logGroupArn: group }] }, [], first),
  );
  expect(await storedWanted({ workspaceId: stranger.workspaceId, accountId: row }, central)).toEqual([]);
});

function ownTrail(owner: string, bucketName: string) {
  return { ...trail({ owner, name: 'own' }), bucketName };
}

function stored(accountId: string): Promise<string[]> {
  return storedWanted({ workspaceId: viewer.workspaceId, accountId: rowIds.get(accountId) ?? '' }, accountId);
}

async function store(seen: AccountSnapshot): Promise<void> {
  const accountId = rowIds.get(seen.account.accountId) ?? '';
  const { scanId } = await scanNow(viewer, { accountId });
  const row = await db().accountScan.findFirstOrThrow({ where: { scanId }, select: { id: true } });
  await db().accountScan.update({ where: { id: row.id }, data: { status: 'collecting' } });
  await recordSnapshot({ workspaceId: viewer.workspaceId, accountId, accountScanId: row.id }, seen);
  const at = new Date();
  await db().accountScan.update({ where: { id: row.id }, data: { status: 'done', finishedAt: at } });
}
