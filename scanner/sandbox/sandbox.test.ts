import { CloudTrailClient, ListTrailsCommand } from '@aws-sdk/client-cloudtrail';
import { afterEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from './sandbox.ts';
import { sandboxWith, sessionOptions, testAccountId } from './testing.ts';

let sandbox: Sandbox;
afterEach(() => sandbox.close());

describe('the sandbox', () => {
  it('counts calls by account, service and action, until reset', async () => {
    sandbox = await sandboxWith({});
    await new CloudTrailClient(await sessionOptions(sandbox)).send(new ListTrailsCommand({}));
    const calls: unknown = await (await fetch(`${sandbox.url}/_sandbox/calls`)).json();
    expect(calls).toMatchObject({
      total: 2,
      byAccount: { [testAccountId]: 2 },
      entries: [
        { accountId: testAccountId, service: 'sts', action: 'AssumeRole', outcome: 'ok', count: 1 },
        {
          accountId: testAccountId,
          service: 'cloudtrail',
          action: 'ListTrails',
          region: 'eu-north-1',
          count: 1,
        },
      ],
    });
    await fetch(`${sandbox.url}/_sandbox/reset`, { method: 'POST' });
    expect(sandbox.calls().total).toBe(0);
  });

  it('changes its cloud while running, keeping sessions and the other accounts', async () => {
    sandbox = await sandboxWith({}, { accounts: [{ id: '222222222222', name: 'other' }] });
    const trails = new CloudTrailClient(await sessionOptions(sandbox));
    const other = new CloudTrailClient(await sessionOptions(sandbox, 'eu-north-1', '222222222222'));
    const withTrail = {
      id: testAccountId,
      name: 'payments-prod',
      resources: { 'eu-north-1': { trails: [{ Name: 'new' }] } },
    };
    await sandbox.update({ accounts: [withTrail] });
    expect((await trails.send(new ListTrailsCommand({}))).Trails).toHaveLength(1);
    expect((await other.send(new ListTrailsCommand({}))).Trails).toHaveLength(0);

    const bare = JSON.stringify({ id: testAccountId, name: 'payments-prod' });
    const posted = await fetch(`${sandbox.url}/_sandbox/cloud`, { method: 'POST', body: bare });
    expect(posted.status).toBe(200);
    expect((await trails.send(new ListTrailsCommand({}))).Trails).toHaveLength(0);

    const bad = await fetch(`${sandbox.url}/_sandbox/cloud`, {
      method: 'POST',
      body: '{"id":"1","name":"x"}',
    });
    expect(bad.status).toBe(400);
    expect(await bad.text()).toContain('12 digits');
  });

  it('introduces its accounts, for whoever onboards them', async () => {
    sandbox = await sandboxWith({
      role: { path: '/security/', externalId: 'wp-1' },
      onboard: { owner: 'Elin Berg' },
    });
    const known: unknown = await (await fetch(`${sandbox.url}/_sandbox/cloud`)).json();
    const roleArn = `arn:aws:iam::${testAccountId}:role/security/WatchpostReadOnly`;
    const onboard = { owner: 'Elin Berg' };
    expect(known).toMatchObject({
      accounts: [
        { id: testAccountId, name: 'payments-prod', roleArn, externalId: 'wp-1', onboard },
        { name: 'tooling' },
      ],
    });
  });

  it('forgets an account', async () => {
    sandbox = await sandboxWith({});
    const trails = new CloudTrailClient(await sessionOptions(sandbox));
    sandbox.removeAccount(testAccountId);
    await expect(trails.send(new ListTrailsCommand({}))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
  });

  it('says when a port is taken', async () => {
    sandbox = await sandboxWith({});
    await expect(startSandbox({ cloud: {}, port: sandbox.port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });
});
