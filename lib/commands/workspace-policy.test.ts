import { beforeEach, describe, expect, it } from 'vitest';
import type { Viewer } from '#lib/auth/viewer.ts';
import { db } from '#lib/db/client.ts';
import type { ScopedAccount } from '#lib/posture/decision-scope.ts';
import { getStandingDecisions, getWorkspacePolicy } from '#lib/queries/workspace-policy.ts';
import { testDatabase } from '#lib/test-support/test-database.ts';
import { makeAccount, makeWorkspace, withRole } from '#lib/test-support/workspaces.ts';
import { changePolicy, PolicySettings, rejudgeNow } from './workspace-policy.ts';
import { decideNotRequired, endDecision, ServiceDecision } from './workspace-policy-decisions.ts';

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
  covers: 'all',
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
    [{ covers: 'environments' }, 'environments'],
    [{ covers: 'environments', environments: 'test' }, 'environments'],
    [{ covers: 'environments', environments: ['sandbox', 'test'] }, 'environments'],
    [{ covers: 'accounts' }, 'accounts'],
    [{ covers: 'accounts', accounts: '1234' }, 'accounts'],
    [{ covers: 'some' }, 'covers'],
    [{ covers: undefined, environments: 'sandbox' }, 'covers'],
    [{ covers: 'accounts', owner: '', reason: '' }, 'accounts'],
  ])('refuses the scope %j', (scope, field) => {
    const found = ServiceDecision.safeParse({ ...decision, ...scope });
    expect(found.error?.issues.map((it) => it.path[0])).toContain(field);
  });

  it('reads past what another kind of scope left behind', () => {
    const left = { covers: 'environments', environments: 'sandbox', accounts: 'not an id' };
    expect(ServiceDecision.parse({ ...decision, ...left })).toMatchObject({
      environments: ['sandbox'],
      accounts: [],
    });
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
  const sandbox: ScopedAccount = { accountId: '524096731180', environment: 'sandbox' };
  const bySandbox = { covers: 'environments', environments: 'sandbox' };
  const ownersOf = async (account: ScopedAccount) =>
    (await getStandingDecisions(viewer, account)).map((it) => it.owner);

  it('holds through its last day, can be changed, and can be taken back', async () => {
    await decideNotRequired(viewer, await decided({}));
    await decideNotRequired(viewer, await decided({ replaces: 'macie-enabled all', owner: 'Maren Solheim' }));
    expect(await getStandingDecisions(viewer, sandbox)).toEqual([
      {
        checkId: 'macie-enabled',
        scope: 'all',
        owner: 'Maren Solheim',
        reason: decision.reason,
        costNote: decision.costNote,
        expiresAt: `${decision.expiresOn}T23:59:59.999Z`,
      },
    ]);
    await endDecision(viewer, { version: await version(), decision: 'macie-enabled all' });
    expect(await getStandingDecisions(viewer, sandbox)).toEqual([]);
    const again = endDecision(viewer, { version: await version(), decision: 'macie-enabled all' });
    await expect(again).rejects.toMatchObject({ code: 'not-found' });
    const gone = decideNotRequired(viewer, await decided({ replaces: 'macie-enabled all' }));
    await expect(gone).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is about the accounts it names; several of one check may stand, the narrowest holds', async () => {
    await makeAccount(viewer, sandbox.accountId, { environment: 'sandbox' });
    await makeAccount(viewer, '111111111111', { environment: 'sandbox' });
    await makeAccount(viewer, '222222222222', { environment: 'production' });
    await decideNotRequired(viewer, await decided({ ...bySandbox, owner: 'Jonas Kask' }));
    const byId = { covers: 'accounts', accounts: ` ${sandbox.accountId},` };
    await decideNotRequired(viewer, await decided({ ...byId, owner: 'Elin Berg' }));
    expect(await ownersOf(sandbox)).toEqual(['Elin Berg']);
    expect(await ownersOf({ accountId: '111111111111', environment: 'sandbox' })).toEqual(['Jonas Kask']);
    expect(await ownersOf({ accountId: '222222222222', environment: 'production' })).toEqual([]);

    await publish('macie-enabled');
    const { decidables, accounts } = await getWorkspacePolicy(viewer);
    expect(accounts).toMatchObject({ sandbox: 2, production: 1, staging: 0 });
    const macie = decidables.find((it) => it.checkId === 'macie-enabled');
    expect(macie?.decisions).toMatchObject([
      { scope: { accounts: [sandbox.accountId] }, covered: 1, named: [{ accountId: sandbox.accountId }] },
      { scope: { environments: ['sandbox'] }, covered: 1 },
    ]);
    const [event] = await db().auditEvent.findMany({
      where: { workspaceId: viewer.workspaceId },
      orderBy: { at: 'desc' },
    });
    expect(JSON.stringify(event?.detail)).toContain('"scope":{"environments":["sandbox"]}');
  });

  it('is refused where another of the same kind stands, and names it', async () => {
    await decideNotRequired(viewer, await decided(bySandbox));
    const twice = decideNotRequired(
      viewer,
      await decided({ covers: 'environments', environments: ['staging', 'sandbox'] }),
    );
    await expect(twice).rejects.toMatchObject({
      code: 'conflict',
      field: 'covers',
      message: expect.stringContaining('Elin Berg decided this for sandbox accounts until'),
    });
    await expire();
    await decideNotRequired(viewer, await decided(bySandbox));
    expect((await getWorkspacePolicy(viewer)).policy.notRequired).toHaveLength(1);
  });

  it('is not made about an account that is not here', async () => {
    await makeAccount(await makeWorkspace(), '333333333333');
    const strange = decideNotRequired(
      viewer,
      await decided({ covers: 'accounts', accounts: '333333333333' }),
    );
    await expect(strange).rejects.toMatchObject({ code: 'invalid-input', field: 'accounts' });
  });

  it('stays in one workspace', async () => {
    await decideNotRequired(viewer, await decided({}));
    expect(await getStandingDecisions(await makeWorkspace(), sandbox)).toEqual([]);
  });
});

async function publish(id: string): Promise<void> {
  const remediation = { summary: '', console: [], cli: '', terraform: '', cloudformation: '' };
  const rating = { severity: 'low', impact: 'low', likelihood: 'low' } as const;
  const rest = { version: '1', title: id, section: 'services', scope: 'region', rationale: 'x' } as const;
  const data = { id, ...rest, ...rating, isInformational: false, remediation, position: 0 };
  await db().check.create({ data, select: { id: true } });
}

/** As if the day had come. */
async function expire(): Promise<void> {
  const { policy } = await getWorkspacePolicy(viewer);
  const notRequired = policy.notRequired.map((it) => ({ ...it, expiresAt: new Date().toISOString() }));
  await db().workspace.update({
    where: { id: viewer.workspaceId },
    data: { policy: { ...policy, notRequired } },
    select: { id: true },
  });
}

async function version(): Promise<string> {
  return (await getWorkspacePolicy(viewer)).version;
}

async function settings(change: Record<string, string>): Promise<PolicySettings> {
  return PolicySettings.parse({ ...form, version: await version(), ...change });
}

async function decided(change: Record<string, string | string[]>): Promise<ServiceDecision> {
  return ServiceDecision.parse({ ...decision, version: await version(), ...change });
}

function day(ahead: number): string {
  return new Date(Date.now() + ahead * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}
