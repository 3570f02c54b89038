import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Viewer } from '#lib/auth/viewer.ts';
import { db } from '#lib/db/client.ts';
import { setEnv } from '#lib/env.ts';
import { getConfirmationChoices, listConfirmations } from '#lib/queries/confirmations.ts';
import { testDatabase } from '#lib/test-support/test-database.ts';
import { makeAccount, makeWorkspace, withRole } from '#lib/test-support/workspaces.ts';
import { ConfirmationRequest, confirmWithAws } from './confirmations.ts';

testDatabase();

let viewer: Viewer;
let accountId: string;

beforeAll(async () => {
  viewer = await makeWorkspace('lead');
  accountId = await makeAccount(viewer, '111111111111', { name: 'payments-prod' });
});
beforeEach(async () => {
  setEnv({ WATCHPOST_CONFIRM_WITH_AWS: 'true' });
  await db().confirmation.deleteMany();
});

describe('confirmWithAws', () => {
  it('queues one job, and leaves a line in the audit log', async () => {
    const { id } = await confirmWithAws(viewer, request());
    const jobs = await db().$queryRaw<{ key: string }[]>`
      SELECT key FROM graphile_worker.jobs WHERE task_identifier = 'confirm-patterns'`;
    expect(jobs).toEqual([{ key: `confirm-patterns:${id}` }]);
    expect(await db().auditEvent.findFirst({ where: { subject: id } })).toMatchObject({
      action: 'pattern.confirm',
      actor: viewer.userId,
    });
  });

  it('asks an account one thing at a time, also when two people ask at once', async () => {
    const answers = await Promise.allSettled([1, 2, 3].map(() => confirmWithAws(viewer, request())));
    expect(answers.filter((it) => it.status === 'fulfilled')).toHaveLength(1);
    await expect(confirmWithAws(viewer, request())).rejects.toMatchObject({ code: 'conflict' });
    await db().confirmation.updateMany({ data: { status: 'failed', finishedAt: new Date() } });
    await confirmWithAws(viewer, request());
  });

  it.each(['false', ''])('is refused while the switch is %j', async (value) => {
    setEnv({ WATCHPOST_CONFIRM_WITH_AWS: value });
    await expect(confirmWithAws(viewer, request())).rejects.toMatchObject({ code: 'unavailable' });
    expect(await getConfirmationChoices(viewer)).toMatchObject({ isOn: false, canAsk: false, accounts: [] });
  });

  it('is not for auditors, who may read the answers', async () => {
    const auditor = withRole(viewer, 'auditor');
    await expect(confirmWithAws(auditor, request())).rejects.toMatchObject({ code: 'not-allowed' });
    await confirmWithAws(viewer, request());
    expect(await listConfirmations(auditor, 'root-usage')).toMatchObject([
      { status: 'queued', accountName: 'payments-prod', askedBy: 'Ada Vogt', summary: null },
    ]);
    expect(await getConfirmationChoices(auditor)).toMatchObject({ isOn: true, canAsk: false, accounts: [] });
  });

  it('finds no account that was removed', async () => {
    const gone = await makeAccount(viewer, '222222222222');
    await db().account.update({ where: { id: gone }, data: { status: 'removed' } });
    const asked = confirmWithAws(viewer, { ...request(), accountId: gone });
    await expect(asked).rejects.toMatchObject({ code: 'not-found' });
    const { accounts } = await getConfirmationChoices(viewer);
    expect(accounts.map((it) => it.name)).toEqual(['payments-prod']);
  });
});

describe('ConfirmationRequest', () => {
  it.each([
    ['no pattern', []],
    ['a blank pattern', ['  ']],
    ['a pattern too long', ['x'.repeat(1025)]],
    ['too many patterns', Array<string>(21).fill('x')],
    ['a NUL', ['x\0']],
    ['half a surrogate pair', ['\uD83D']],
  ])('refuses %s', (_name, patterns) => {
    expect(ConfirmationRequest.safeParse({ ...request(), patterns }).success).toBe(false);
  });

  it('refuses controls, editions and accounts there cannot be', () => {
    for (const wrong of [{ control: 'nope' }, { edition: '9.9' }, { accountId: '1' }]) {
      expect(ConfirmationRequest.safeParse({ ...request(), ...wrong }).success).toBe(false);
    }
  });
});

describe('listConfirmations', () => {
  it('shows the newest five of one control, newest first', async () => {
    const facts = { workspaceId: viewer.workspaceId, accountId, edition: '7.0', patterns: ['x'] };
    const finishedAt = new Date();
    for (const minute of [1, 2, 3, 4, 5, 6, 7]) {
      const createdAt = new Date(Date.UTC(2026, 0, 1, 0, minute));
      const over = { status: 'failed', createdAt, finishedAt } as const;
      await db().confirmation.create({ data: { ...facts, ...over, control: 'root-usage' } });
      await db().confirmation.create({ data: { ...facts, ...over, control: 'vpc-changes' } });
    }
    const rows = await listConfirmations(viewer, 'root-usage');
    expect(rows.map((it) => it.createdAt.getUTCMinutes())).toEqual([7, 6, 5, 4, 3]);
    expect(new Set(rows.map((it) => it.control))).toEqual(new Set(['root-usage']));
  });
});

function request(): ConfirmationRequest {
  return { accountId, control: 'root-usage', edition: '7.0', patterns: ['{ $.a = 1 }'] };
}
