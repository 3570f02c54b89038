import { describe, expect, it } from 'vitest';
import type { DecisionScope, Environment } from '#lib/posture/decision-scope.ts';
import { decidableCheckIds, defaultWorkspacePolicy } from '#lib/posture/workspace-policy.ts';
import { me, now, snapshot } from '../../alarms/testing/literals.ts';
import { judge } from '../../judge.ts';
import { linkAccount } from '../../link.ts';
import { worldOf } from '../../memory-recorder.ts';
import { checks } from '../registry.ts';

function verdicts(expiresAt: string, scope: DecisionScope = 'all', environment: Environment | null = null) {
  const notRequired = checks.map(({ id: checkId }) => ({
    checkId,
    scope,
    owner: 'Ada Berg',
    reason: 'No card data here.',
    costNote: '',
    expiresAt,
  }));
  const policy = { ...defaultWorkspacePolicy, notRequired };
  const world = worldOf([snapshot({})], () => environment);
  return judge(linkAccount(world, me), { now, edition: '7.0', policy }, (id, error) => {
    throw new Error(id, { cause: error });
  });
}

function decided(scope: DecisionScope, environment: Environment | null) {
  return verdicts('2099-01-01T00:00:00.000Z', scope, environment).filter((it) =>
    it.reason.startsWith('Reviewed'),
  );
}

describe('a decision that a check is not required', () => {
  it('holds for the checks a workspace may decide, and for no other', () => {
    const found = decided('all', null);
    expect(found.map((it) => it.checkId).sort()).toEqual([...decidableCheckIds].sort());
    expect(found[0]).toMatchObject({
      verdict: 'not_applicable',
      reason: 'Reviewed and not required in all accounts until 2099-01-01, by Ada Berg: No card data here.',
    });
  });

  it('ends when it expires', () => {
    const reasons = verdicts('2020-01-01T00:00:00.000Z').map((it) => it.reason);
    expect(reasons.filter((it) => it.startsWith('Reviewed'))).toEqual([]);
  });

  it('holds in the environments it names, and nowhere that nobody said what it is for', () => {
    const scope: DecisionScope = { environments: ['development', 'sandbox'] };
    expect(decided(scope, 'sandbox')).toHaveLength(decidableCheckIds.length);
    expect(decided(scope, 'sandbox')[0]?.reason).toBe(
      'Reviewed and not required in development and sandbox accounts until 2099-01-01, by Ada Berg: No card data here.',
    );
    expect(decided(scope, 'production')).toEqual([]);
    expect(decided(scope, null)).toEqual([]);
  });

  it('holds in the accounts it names', () => {
    expect(decided({ accounts: [me] }, null)[0]?.reason).toContain(`not required in account ${me} until`);
    expect(decided({ accounts: ['999999999999'] }, 'sandbox')).toEqual([]);
  });
});
