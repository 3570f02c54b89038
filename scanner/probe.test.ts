import { describe, expect, it } from 'vitest';
import type { ConnectionTest } from '#lib/posture/connection-test.ts';
import { probe } from './probe.ts';
import { type Cloud, roleOf, withSandbox } from './test-support/collected.ts';

const accountId = '111111111111';
const principalArn = 'arn:aws:iam::204917563318:user/watchpost';
const regions = ['eu-west-1', 'us-east-1'];

async function statesOf(
  cloud: Cloud,
  attempt: { roleArn?: string; externalId?: string } = {},
  patienceMs = 0,
) {
  return withSandbox(cloud, async () => {
    const states: ConnectionTest[] = [];
    const options = { patienceMs, retryEveryMs: 20, signal: AbortSignal.timeout(150_000) };
    for await (const it of probe({ ...roleOf(accountId), principalArn, ...attempt }, options))
      states.push(it);
    return states;
  });
}
async function lastOf(...args: Parameters<typeof statesOf>): Promise<ConnectionTest> {
  const last = (await statesOf(...args)).at(-1);
  if (!last) throw new Error('The probe said nothing.');
  return last;
}
const account = (more: object = {}): Cloud => ({
  accounts: [{ id: accountId, name: 'a', regions, ...more }],
});
const stepStates = (test: ConnectionTest) => test.steps.map((it) => it.state);

describe('connection test', () => {
  it('passes every step of a good role, and shows them as they come', async () => {
    const states = await statesOf(account());
    const last = states.at(-1);
    expect(last?.outcome).toBe('connected');
    expect(last && stepStates(last)).toEqual(Array(7).fill('passed'));
    for (const it of last?.permissions ?? []) {
      const isFine = it.state === 'allowed' || it.state === 'not-enabled';
      expect(isFine || (it.state === 'untried' && it.detail), it.action).toBeTruthy();
    }
    expect(states[0] && stepStates(states[0])).toContain('waiting');
    expect(states.length).toBeGreaterThan(5);
  });

  it('says what a wrong ARN is instead', async () => {
    const last = await lastOf(account(), { roleArn: `arn:aws:iam::${accountId}:user/alice` });
    expect(last).toMatchObject({ outcome: 'refused', accountId: null });
    expect(last.steps[0]).toMatchObject({ state: 'refused', problem: { code: 'invalid-role-arn' } });
  });

  it.each([
    ['a wrong external ID', account(), { externalId: 'wp-something-else' }],
    ['a missing role', account({ role: false }), {}],
    [
      'a trust policy for somebody else',
      account({ role: { trustedPrincipal: 'arn:aws:iam::999999999999:root' } }),
      {},
    ],
  ])('gives an ordered checklist for %s, since AWS names no cause', async (_, cloud, attempt) => {
    const last = await lastOf(cloud, attempt);
    expect(last.outcome).toBe('refused');
    const step = last.steps.find((it) => it.id === 'assume');
    expect(step).toMatchObject({ state: 'refused', problem: { code: 'role-refused' } });
    expect(step?.problem?.causes.length).toBeGreaterThan(3);
    expect(step?.problem?.copy).toContain('aws iam get-role');
    expect(step?.problem?.requestId).toBeTruthy();
    expect(stepStates(last).slice(2)).toEqual(Array(5).fill('waiting'));
  });

  it('waits for a role that is new', async () => {
    const faults = [{ kind: 'deny', action: 'sts:AssumeRole', times: 2 }];
    const last = await lastOf(account({ faults }), {}, 5_000);
    expect(last.outcome).toBe('connected');
    expect(last.steps[1]?.detail).toContain('Refused 2 times while the role was new');
  });

  it('refuses a role that opens without an external ID', async () => {
    const last = await lastOf(account({ role: { externalId: false } }));
    expect(last.outcome).toBe('refused');
    const step = last.steps.find((it) => it.id === 'refuse-without-id');
    expect(step).toMatchObject({ state: 'refused', problem: { code: 'open-role' } });
    expect(step?.problem?.copy).toContain('sts:ExternalId');
  });

  it('refuses a role that opens with a wrong external ID', async () => {
    const trust = {
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: principalArn },
          Action: 'sts:AssumeRole',
          Condition: { StringLike: { 'sts:ExternalId': 'wp-*' } },
        },
      ],
    };
    const last = await lastOf(account({ role: { trust } }));
    expect(last.outcome).toBe('refused');
    expect(last.steps.find((it) => it.id === 'refuse-wrong-id')?.problem?.code).toBe('open-role');
  });

  it('lets a role with denied actions in, with who denied them, what they blind and a policy to copy', async () => {
    const last = await lastOf(
      account({
        role: { deny: ['logs:DescribeMetricFilters'] },
        serviceControlPolicies: [{ id: 'p-5x8k2v1q', deny: ['sns:GetTopicAttributes'] }],
      }),
    );
    expect(last.outcome).toBe('connected');
    const denied = last.permissions.filter((it) => it.state === 'denied');
    expect(denied).toMatchObject([
      { action: 'logs:DescribeMetricFilters', blinds: expect.arrayContaining(['alarm-root-usage']) },
      { action: 'sns:GetTopicAttributes', deniedBy: 'Service control policy' },
    ]);
    expect(last.missingPolicy).toContain('logs:DescribeMetricFilters');
    expect(last.missingPolicy).not.toContain('sns:GetTopicAttributes');
    expect(last.steps.at(-1)).toMatchObject({ state: 'refused', problem: { code: 'denied' } });
  });

  it('is inconclusive, never refused, while STS is out', async () => {
    const last = await lastOf(account({ faults: [{ kind: 'server-error', action: 'sts:AssumeRole' }] }));
    expect(last.outcome).toBe('inconclusive');
    expect(last.steps[1]?.state).toBe('inconclusive');
  });

  it('calls an action inconclusive that no answer came to', async () => {
    const last = await lastOf(
      account({ faults: [{ kind: 'server-error', action: 'cloudwatch:DescribeAlarms' }] }),
    );
    expect(last.outcome).toBe('connected');
    expect(last.permissions.find((it) => it.action === 'cloudwatch:DescribeAlarms')?.state).toBe(
      'inconclusive',
    );
  });
});
