import { describe, expect, it } from 'vitest';
import { decidableCheckIds, defaultWorkspacePolicy } from '#lib/posture/workspace-policy.ts';
import { me, now, snapshot, world } from '../../alarms/testing/literals.ts';
import { judge } from '../../judge.ts';
import { linkAccount } from '../../link.ts';
import { checks } from '../registry.ts';

function verdicts(expiresAt: string) {
  const notRequired = checks.map(({ id: checkId }) => ({
    checkId,
    owner: 'Ada Berg',
    reason: 'No card data here.',
    costNote: '',
    expiresAt,
  }));
  const policy = { ...defaultWorkspacePolicy, notRequired };
  return judge(linkAccount(world(snapshot({})), me), { now, edition: '7.0', policy }, (id, error) => {
    throw new Error(id, { cause: error });
  });
}

describe('a decision that a check is not required', () => {
  it('holds for the checks a workspace may decide, and for no other', () => {
    const decided = verdicts('2099-01-01T00:00:00.000Z').filter((it) => it.reason.startsWith('Reviewed'));
    expect(decided.map((it) => it.checkId).sort()).toEqual([...decidableCheckIds].sort());
    expect(decided[0]).toMatchObject({
      verdict: 'not_applicable',
      reason: 'Reviewed and not required until 2099-01-01, by Ada Berg: No card data here.',
    });
  });

  it('ends when it expires', () => {
    const reasons = verdicts('2020-01-01T00:00:00.000Z').map((it) => it.reason);
    expect(reasons.filter((it) => it.startsWith('Reviewed'))).toEqual([]);
  });
});
