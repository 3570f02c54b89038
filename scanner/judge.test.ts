import { describe, expect, it } from 'vitest';
import { defineCheck } from './check.ts';
import { checks } from './checks/registry.ts';
import { judge } from './judge.ts';
import { linkAccount } from './link.ts';
import { judgeAccounts } from './scan.ts';
import type { AccountSnapshot } from './snapshot.ts';

const base = {
  title: 't',
  section: 'trails' as const,
  scope: 'account' as const,
  impact: 'high' as const,
  likelihood: 'medium' as const,
  verdicts: ['pass', 'unknown'] as const,
  rationale: 'r',
  remediation: { summary: '', console: [], cli: '', terraform: '', cloudformation: '' },
  references: [],
  reads: [],
};
const fine = { resource: null, region: null, notes: [], subjects: [], evidence: [], missing: [] };
const broken = defineCheck({
  ...base,
  id: 'broken',
  judge() {
    throw new Error('our bug');
  },
});
const works = defineCheck({
  ...base,
  id: 'works',
  judge: () => ({ ...fine, verdict: 'pass', scope: 'account', reason: 'Good.' }),
});

const strays = defineCheck({ ...works, id: 'strays', verdicts: ['fail', 'unknown'] });

describe('judge', () => {
  it('takes a verdict that its check does not declare for our bug', () => {
    const bugs: string[] = [];
    const linked = linkAccount({ accounts: new Map() }, '111111111111');
    const [verdict] = judge(linked, { now: '', edition: '7.0' }, (_id, error) => bugs.push(String(error)), [
      strays,
    ]);
    expect(verdict).toMatchObject({ checkId: 'strays', verdict: 'unknown' });
    expect(bugs).toEqual(['Error: strays gave pass, which it does not declare: Good.']);
  });

  it('gives one verdict per check, and says unknown for a check that throws', () => {
    const bugs: [string, unknown][] = [];
    const linked = linkAccount({ accounts: new Map() }, '111111111111');
    const verdicts = judge(linked, { now: '', edition: '7.0' }, (id, error) => bugs.push([id, error]), [
      broken,
      works,
    ]);
    expect(verdicts).toMatchObject([
      { checkId: 'broken', severity: 'high', verdict: 'unknown' },
      { checkId: 'works', severity: 'high', verdict: 'pass' },
    ]);
    expect(bugs).toEqual([['broken', new Error('our bug')]]);
  });
});

describe('judgeAccounts', () => {
  it('says unknown for every check of an account that cannot be linked, and judges the others', async () => {
    const sound = snapshotOf('111111111111');
    const odd: AccountSnapshot = JSON.parse(JSON.stringify({ ...snapshotOf('222222222222'), gaps: null }));
    const known = [odd, sound].map(({ account, ...it }) => {
      const { accountId } = account;
      return [accountId, { accountId, name: accountId, snapshot: { account, ...it } }] as const;
    });
    const unknown = new Map<string, boolean>();
    const bugs: string[] = [];
    await judgeAccounts(
      [odd.account.accountId, sound.account.accountId],
      {
        world: async () => ({ accounts: new Map(known) }),
        verdicts: async ({ account }, verdicts) => {
          expect(verdicts).toHaveLength(checks.length);
          unknown.set(
            account.accountId,
            verdicts.every((it) => it.reason.startsWith('Watchpost failed')),
          );
        },
        progress: () => undefined,
      },
      { edition: '7.0', onBug: (where) => bugs.push(where) },
    );
    expect([...unknown]).toEqual([
      ['222222222222', true],
      ['111111111111', false],
    ]);
    expect(bugs).toEqual(['link for 222222222222']);
  });
});

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
