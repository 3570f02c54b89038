import { describe, expect, it } from 'vitest';
import { type CauseRow, rootCausesOf } from './root-causes.ts';

function row(accountId: string, checkId: string, key: string | null, part: Partial<CauseRow> = {}): CauseRow {
  return {
    accountId,
    checkId,
    verdict: 'fail',
    severity: 'medium',
    rootCause: key === null ? null : { key, link: 'topic', text: `${key} is broken.` },
    environment: null,
    internetExposed: false,
    ...part,
  };
}

describe('rootCausesOf', () => {
  it('groups verdicts by the resource to fix and counts accounts and checks', () => {
    const [cause, ...rest] = rootCausesOf([row('1', 'a', 't'), row('1', 'b', 't'), row('2', 'a', 't')]);
    expect(rest).toEqual([]);
    expect(cause).toMatchObject({
      key: 't',
      verdicts: 3,
      accountIds: ['1', '2'],
      checkIds: ['a', 'b'],
      kind: 'broken',
    });
  });

  it('puts what turns most verdicts green first, then severity, then exposed accounts', () => {
    const keys = rootCausesOf([
      row('1', 'a', 'quiet'),
      row('1', 'a', 'exposed', { internetExposed: true }),
      row('1', 'a', 'severe', { severity: 'high' }),
      row('1', 'a', 'many'),
      row('2', 'a', 'many'),
    ]).map((it) => it.key);
    expect(keys).toEqual(['many', 'severe', 'exposed', 'quiet']);
  });

  it('counts an inherited failure with its owner’s, and leaves passes out', () => {
    const causes = rootCausesOf([
      row('1', 'a', 't'),
      row('2', 'a', 't', { verdict: 'inherited', inheritedVerdict: 'fail' }),
      row('3', 'a', 't', { verdict: 'inherited', inheritedVerdict: 'pass' }),
      row('4', 'a', 't', { verdict: 'pass' }),
      row('5', 'a', null),
    ]);
    expect(causes).toMatchObject([{ accountIds: ['1', '2'] }]);
  });

  it('keeps what cannot be seen apart, behind what is broken', () => {
    const causes = rootCausesOf([
      row('1', 'a', 'onboard:9', { verdict: 'unknown' }),
      row('2', 'a', 'onboard:9', { verdict: 'unknown' }),
      row('1', 'b', 't'),
    ]);
    expect(causes.map((it) => it.kind)).toEqual(['broken', 'unseen']);
  });

  it('gives the same order whatever the order of the rows', () => {
    const rows = [row('1', 'a', 'x'), row('2', 'a', 'y'), row('3', 'b', 'z', { verdict: 'warn' })];
    expect(rootCausesOf([...rows].reverse())).toEqual(rootCausesOf(rows));
  });
});
