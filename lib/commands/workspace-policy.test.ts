import { beforeEach, describe, expect, it } from 'vitest';
import type { Viewer } from '#lib/auth/viewer.ts';
import { db } from '#lib/db/client.ts';
import { getStandingDecisions, getWorkspacePolicy } from '#lib/queries/workspace-policy.ts';
import { testDatabase } from '#lib/test-support/test-database.ts';
import { makeWorkspace, withRole } from '#lib/test-support/workspaces.ts';
import {
  changePolicy,
  decideNotRequired,
  endDecision,
  PolicySettings,
  rejudgeNow,
  ServiceDecision,
} from './workspace-policy.ts';

testDatabase();

let viewer: Viewer;
beforeEach(async () => {
  viewer = await makeWorkspace();
});

const form = {
  version: 'a'.repeat(32),
  edition: '7.0',
  retentionDays: '365',
  guardDutyFindingDays: '7',
  alarmDatapoints: '1',
};
const decision = {
  version: form.version,
  checkId: 'macie-enabled',
  owner: 'Elin Berg',
  reason: 'No bucket holds personal data.',
  costNote: '40 USD a month',
  expiresOn: day(30),
};

describe('the form of the policy', () => {
  it.each([
    ['retentionDays', '0'],
    ['retentionDays', '1.5'],
    ['retentionDays', 'a year'],
    ['edition', '9.9'],
    ['guardDutyFindingDays', '-1'],
    ['alarmDatapoints', ''],
    ['alarmMinutes', 'soon'],
    ['approvedBuckets', 'acme-trail\nNot A Bucket'],
    ['regionsInScope', 'eu-north-1, mars'],
    ['version', ''],
  ])('refuses %s %j at its field', (field, value) => {
    const found = PolicySettings.safeParse({ ...form, [field]: value });
    expect(found.error?.issues[0]?.path).toEqual([field]);
  });

  it('takes lists by line or comma, sorted and once each; empty is no list', () => {
    const parsed = PolicySettings.parse({ ...form, approvedBuckets: 'b-trail\n a-trail, b-trail ' });
    expect(parsed).toMatchObject({ approvedBuckets: ['a-trail', 'b-trail'], regionsInScope: null });
    expect(parsed.alarmMinutes).toBeNull();
    const regions = 'us-gov-west-1 cn-north-1 eusc-de-east-1';
    expect(PolicySettings.parse({ ...form, regionsInScope: regions }).regionsInScope).toHaveLength(3);
  });

  it.each([
    ['owner', ''],
    ['reason', 'because'],
    ['costNote', ''],
    ['expiresOn', ''],
    ['expiresOn', '2020-01-01'],
    ['expiresOn', day(400)],
    ['checkId', 'trail-exists'],
  ])('refuses a decision with %s %j', (field, value) => {
    const found = ServiceDecision.safeParse({ ...decision, [field]: value });
    expect(found.error?.issues[0]?.path).toEqual([field]);
  });
});

describe('changing the policy', () => {
  it('is kept, and written to the audit log with what it was before', async () => {
    await changePolicy(viewer, await settings({ retentionDays: '400', approvedBuckets: 'acme-trail' }));
    const { policy, changed } = await getWorkspacePolicy(viewer);
    expect(policy).toMatchObject({ retentionDays: 400, approvedBuckets: ['acme-trail'] });
    expect(changed?.by).toBe('Ada Vogt');
    const [event] = await db().auditEvent.findMany({ where: { workspaceId: viewer.workspaceId } });
    expect(event).toMatchObject({
      action: 'policy.change',
      actor: viewer.userId,
      detail: {
        changed: {
          retentionDays: { from: 365, to: 400 },
          approvedBuckets: { from: null, to: ['acme-trail'] },
        },
      },
    });
  });

  it('loses nobody’s change: of two made on the same page one is refused, and names the other', async () => {
    const seen = await settings({});
    const results = await Promise.allSettled([
      changePolicy(viewer, { ...seen, retentionDays: 400 }),
      changePolicy(viewer, { ...seen, guardDutyFindingDays: 1 }),
    ]);
    expect(results.map((it) => it.status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = results.find((it) => it.status === 'rejected');
    expect(refused?.reason).toMatchObject({ code: 'conflict' });
    expect(String(refused?.reason)).toContain('Ada Vogt changed the policy');
  });

  it('is for admins', async () => {
    const lead = withRole(viewer, 'lead');
    const refused = { code: 'not-allowed' };
    await expect(changePolicy(lead, await settings({ retentionDays: '9' }))).rejects.toMatchObject(refused);
    await expect(decideNotRequired(lead, await decided({}))).rejects.toMatchObject(refused);
    await expect(rejudgeNow(lead)).rejects.toMatchObject(refused);
  });

  it('needs no account: there is nothing to judge yet', async () => {
    expect(await changePolicy(viewer, await settings({ retentionDays: '400' }))).toBeNull();
    await expect(rejudgeNow(viewer)).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('a decision', () => {
  it('holds through its last day, replaces an earlier one, and can be taken back', async () => {
    await decideNotRequired(viewer, await decided({}));
    await decideNotRequired(viewer, await decided({ owner: 'Maren Solheim' }));
    const standing = await getStandingDecisions(viewer);
    expect(standing).toEqual([
      {
        checkId: 'macie-enabled',
        owner: 'Maren Solheim',
        reason: decision.reason,
        costNote: decision.costNote,
        expiresAt: `${decision.expiresOn}T23:59:59.999Z`,
      },
    ]);
    await endDecision(viewer, { version: await version(), checkId: 'macie-enabled' });
    expect(await getStandingDecisions(viewer)).toEqual([]);
    const again = endDecision(viewer, { version: await version(), checkId: 'macie-enabled' });
    await expect(again).rejects.toMatchObject({ code: 'not-found' });
  });

  it('stays in one workspace', async () => {
    await decideNotRequired(viewer, await decided({}));
    expect(await getStandingDecisions(await makeWorkspace())).toEqual([]);
  });
});

async function version(): Promise<string> {
  return (await getWorkspacePolicy(viewer)).version;
}

async function settings(change: Record<string, string>): Promise<PolicySettings> {
  return PolicySettings.parse({ ...form, version: await version(), ...change });
}

async function decided(change: Record<string, string>): Promise<ServiceDecision> {
  return ServiceDecision.parse({ ...decision, version: await version(), ...change });
}

function day(ahead: number): string {
  return new Date(Date.now() + ahead * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}
