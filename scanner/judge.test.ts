import { describe, expect, it } from 'vitest';
import { defineCheck } from './check.ts';
import { judge } from './judge.ts';
import { linkAccount } from './link.ts';

const base = {
  title: 't',
  section: 'trails' as const,
  scope: 'account' as const,
  impact: 'high' as const,
  likelihood: 'medium' as const,
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

describe('judge', () => {
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
