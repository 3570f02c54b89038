import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AlarmControlId } from '#lib/alarm-controls/control-ids.ts';
import { alarmControl } from '#lib/alarm-controls/controls.ts';
import type { Viewer } from '#lib/auth/viewer.ts';
import { ConfirmationRequest, confirmWithAws } from '#lib/commands/confirmations.ts';
import { db } from '#lib/db/client.ts';
import { setEnv } from '#lib/env.ts';
import { type ConfirmationPage, getConfirmation } from '#lib/queries/confirmations.ts';
import { testDatabase } from '#lib/test-support/test-database.ts';
import { makeAccount, makeWorkspace } from '#lib/test-support/workspaces.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { type Cloud, withSandbox } from '../test-support/collected.ts';
import { confirmPatterns } from './confirm-patterns.ts';
import type { JobContext } from './job-context.ts';

testDatabase();

const awsId = '111111111111';
const prescribed = alarmControl('root-usage').prescribed.at(-1)?.text ?? '';
let viewer: Viewer;
let accountId: string;

beforeAll(async () => {
  viewer = await makeWorkspace('lead');
  accountId = await makeAccount(viewer, awsId, { name: 'payments-prod' });
  await db().account.update({ where: { id: accountId }, data: { externalId: `wp-${awsId}` } });
});
beforeEach(() => setEnv({ WATCHPOST_CONFIRM_WITH_AWS: 'true' }));

describe('confirmPatterns', () => {
  it('asks once through the role, reads nothing else, and stores who asked, when and the answer', async () => {
    const { page, asked } = await confirmed([prescribed]);
    expect(page).toMatchObject({
      status: 'done',
      accountName: 'payments-prod',
      askedBy: 'Ada Vogt',
      patterns: [prescribed],
      summary: { outcome: 'agrees' },
      result: { differing: [], problem: null },
    });
    expect(page.summary?.agreed).toBe(page.summary?.asked);
    expect(page.progress).toEqual({ done: 1, total: 1 });
    expect(page.finishedAt).not.toBeNull();
    expect(Object.fromEntries(asked)).toEqual({ AssumeRole: 1, TestMetricFilter: 1 });
  });

  it('splits the records of a large control, and asks about each pattern', async () => {
    const { page, asked } = await confirmed(['{ $.a = 1 }', ''.padEnd(40, 'x')], {}, 'vpc-changes');
    expect(page.summary?.outcome).toBe('agrees');
    expect(asked.get('TestMetricFilter')).toBe(page.progress?.total);
    expect(page.progress?.total).toBeGreaterThan(4);
  });

  it.each([
    `{ ${'('.repeat(400)}$.a = 1${')'.repeat(400)} }`,
    '{ $.eventName = %^(a+)+$% }',
    '%[a-z]*[a-z]*[a-z]*[a-z]*x%',
    '*'.repeat(1024),
    '{ $.a = "\u{1F512}\u202E" }',
    "'; DROP TABLE confirmation; --",
    '<script>alert(1)</script>',
  ])('survives the pattern %j', async (pattern) => {
    const { page } = await confirmed([pattern]);
    expect(page).toMatchObject({ status: 'done', patterns: [pattern], summary: { outcome: 'agrees' } });
  });

  it.each([
    ['the role', { role: { allow: ['logs:Describe*'] } }, 'Add this statement'],
    ['a statement of the role', { role: { deny: ['logs:*'] } }, 'not enough'],
    ['a policy of the organization', { faults: [deny('scp')] }, 'not enough'],
  ])('says what to add when %s denies it', async (_name, account, whatToDo) => {
    const { page } = await confirmed([prescribed], account);
    expect(page).toMatchObject({ status: 'done', summary: { outcome: 'denied', answered: 0 } });
    expect(page.result?.problem?.whatToDo).toContain(whatToDo);
    expect(page.result?.problem?.copy).toContain('"logs:TestMetricFilter"');
    expect(page.result?.problem?.requestId).toBeTruthy();
  });

  it.each([
    ['throttling', 'throttle', 'throttled'],
    ['an outage', 'server-error', 'no-answer'],
    ['a lost connection', 'reset', 'unreachable'],
    ['a service without the operation', 'unknown-operation', 'no-answer'],
  ])('is inconclusive on %s', async (_name, kind, code) => {
    const { page } = await confirmed([prescribed], { faults: [{ kind, action: 'logs:TestMetricFilter' }] });
    expect(page).toMatchObject({ status: 'done', summary: { outcome: 'inconclusive' } });
    expect(page.result?.problem?.code).toBe(code);
  });

  it('asks nothing when the role refuses', async () => {
    const { page, asked } = await confirmed([prescribed], { role: { externalId: 'wp-another' } });
    expect(page.result).toMatchObject({ region: null, problem: { code: 'role-refused' } });
    expect(page.summary?.outcome).toBe('inconclusive');
    expect(asked.get('TestMetricFilter')).toBeUndefined();
  });

  it('asks nothing once it is switched off, or the account was removed', async () => {
    const off = await confirmed([prescribed], {}, 'root-usage', async () =>
      setEnv({ WATCHPOST_CONFIRM_WITH_AWS: 'false' }),
    );
    setEnv({ WATCHPOST_CONFIRM_WITH_AWS: 'true' });
    const removed = await confirmed([prescribed], {}, 'root-usage', () => putStatus('removed'));
    await putStatus('active');
    for (const { page, asked } of [off, removed]) {
      expect(page).toMatchObject({ status: 'failed', summary: null });
      expect([...asked]).toEqual([]);
    }
  });

  it('is taken up again when the worker stops in between, and is not asked twice when done', async () => {
    await withSandbox(cloudOf({}), async (sandbox) => {
      const { id } = await confirmWithAws(viewer, requestOf([prescribed]));
      const stop = AbortSignal.abort(new Error('worker is closing'));
      await expect(confirmPatterns({ confirmationId: id }, { ...context(), signal: stop })).rejects.toThrow(
        'worker is closing',
      );
      expect(await getConfirmation(viewer, id)).toMatchObject({ status: 'running' });
      await confirmPatterns({ confirmationId: id }, context());
      await confirmPatterns({ confirmationId: id }, context());
      expect(await getConfirmation(viewer, id)).toMatchObject({ summary: { outcome: 'agrees' } });
      expect(askedOf(sandbox).get('TestMetricFilter')).toBe(1);
    });
  });
});

type AccountDocument = Record<string, unknown>;

async function confirmed(
  patterns: string[],
  account: AccountDocument = {},
  control: AlarmControlId = 'root-usage',
  inBetween: () => Promise<void> = async () => undefined,
): Promise<{ page: ConfirmationPage; asked: Map<string, number> }> {
  return withSandbox(cloudOf(account), async (sandbox) => {
    const { id } = await confirmWithAws(viewer, requestOf(patterns, control));
    await inBetween();
    await confirmPatterns({ confirmationId: id }, context());
    const page = await getConfirmation(viewer, id);
    if (!page) throw new Error('The confirmation is gone.');
    return { page, asked: askedOf(sandbox) };
  });
}

function cloudOf(account: AccountDocument): Cloud {
  return {
    accounts: [{ id: awsId, name: 'payments-prod', regions: ['us-east-1'], ...account }],
  };
}

function requestOf(patterns: string[], control: AlarmControlId = 'root-usage'): ConfirmationRequest {
  return ConfirmationRequest.parse({ accountId, control, edition: '7.0', patterns });
}

function askedOf(sandbox: Sandbox): Map<string, number> {
  const entries = sandbox.calls().entries.filter((it) => it.accountId === awsId);
  return new Map(entries.map((it) => [it.action, it.count]));
}

async function putStatus(status: 'active' | 'removed'): Promise<void> {
  await db().account.update({ where: { id: accountId }, data: { status } });
}

function deny(by: string): object {
  return { kind: 'deny', action: 'logs:TestMetricFilter', by };
}

function context(): JobContext {
  return {
    catalogue: new Map(),
    signal: new AbortController().signal,
    accountsAtOnce: 1,
    principalArn: () => null,
  };
}
