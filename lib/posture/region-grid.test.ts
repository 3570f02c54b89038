import { describe, expect, it } from 'vitest';
import { type RegionCheck, regionGrid } from './region-grid.ts';
import type { SubjectVerdict, VerdictStatus } from './verdict.ts';

function subject(region: string | null, verdict: VerdictStatus): SubjectVerdict {
  return { region, verdict, resource: null, reason: `${verdict} in ${region}` };
}

function check(part: Partial<RegionCheck>): RegionCheck {
  return {
    checkId: 'guardduty-enabled',
    title: 'GuardDuty',
    verdict: 'fail',
    reason: '',
    isStale: false,
    subjects: [],
    missing: [],
    ...part,
  };
}

function verdictsOf(part: Partial<RegionCheck>): Record<string, VerdictStatus> {
  const grid = regionGrid([check(part), check({ checkId: 'all', subjects: everywhere })]);
  const row = grid.rows.find((it) => it.checkId === 'guardduty-enabled');
  return Object.fromEntries(
    grid.regions.flatMap((it, index) => (row?.cells[index] ? [[it, row.cells[index].verdict]] : [])),
  );
}

const everywhere = [subject('eu-north-1', 'pass'), subject('us-east-1', 'pass')];

describe('regions against checks', () => {
  it('has a column for a region of any partition', () => {
    const subjects = ['us-gov-west-1', 'cn-north-1', 'eusc-de-east-1'].map((it) => subject(it, 'pass'));
    expect(regionGrid([check({ subjects })]).regions).toHaveLength(3);
  });

  it('lets the worst resource of a region decide', () => {
    const subjects = [
      subject('us-east-1', 'pass'),
      subject('us-east-1', 'fail'),
      subject('us-east-1', 'unknown'),
    ];
    const grid = regionGrid([check({ subjects })]);
    expect(grid.rows[0]?.cells).toEqual([{ verdict: 'fail', reasons: ['fail in us-east-1'] }]);
  });

  it('shows a region without a subject as nothing to judge, and as unknown where a gap may hide one', () => {
    const subjects = [subject('us-east-1', 'pass')];
    expect(verdictsOf({ subjects })).toEqual({ 'eu-north-1': 'not_applicable', 'us-east-1': 'pass' });
    expect(verdictsOf({ subjects, missing: [{ region: 'eu-north-1' }] })).toMatchObject({
      'eu-north-1': 'unknown',
    });
    expect(verdictsOf({ subjects, missing: [{}] })).toEqual({ 'eu-north-1': 'unknown', 'us-east-1': 'pass' });
  });

  it('shows no region as passing where a gap may hide what fails', () => {
    const missing = [{ region: 'us-east-1' }];
    const verdictWith = (verdict: VerdictStatus) =>
      verdictsOf({ subjects: [subject('us-east-1', verdict)], missing })['us-east-1'];
    expect((['pass', 'warn', 'inherited', 'fail'] as const).map(verdictWith)).toEqual([
      'unknown',
      'unknown',
      'unknown',
      'fail',
    ]);
  });

  it('calls nothing known of an account that was not read', () => {
    expect(verdictsOf({ subjects: everywhere, isStale: true })).toEqual({
      'eu-north-1': 'unknown',
      'us-east-1': 'unknown',
    });
  });

  it('has no row for a check of the whole account', () => {
    const grid = regionGrid([check({ subjects: [subject(null, 'fail'), subject('global', 'fail')] })]);
    expect(grid).toEqual({ regions: [], rows: [] });
  });
});
