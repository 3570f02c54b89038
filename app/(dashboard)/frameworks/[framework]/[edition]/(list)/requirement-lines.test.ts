import { describe, expect, it } from 'vitest';
import { requirementLines } from './requirement-lines.ts';

function requirement(number: string, ...checkIds: string[]) {
  return { number, checks: checkIds.map((checkId) => ({ checkId })) };
}

describe('requirementLines', () => {
  it('puts requirements of a group that rest on the same checks on one line, at the place of the first', () => {
    const lines = requirementLines('nist-800-53', [
      requirement('AU-2', 'trail-exists'),
      requirement('AU-3', 'trail-exists', 'trail-delivery'),
      requirement('AU-12', 'trail-exists'),
    ]);
    expect(lines.map((it) => it.list.map(({ number }) => number))).toEqual([['AU-2', 'AU-12'], ['AU-3']]);
  });

  it('never joins across groups, nor where one has a check more', () => {
    const lines = requirementLines('nist-800-53', [
      requirement('AC-2', 'trail-exists'),
      requirement('AU-2', 'trail-exists'),
      requirement('AU-3', 'trail-exists', 'kms-rotation'),
    ]);
    expect(lines.map((it) => [it.group, it.first.number])).toEqual([
      ['AC', 'AC-2'],
      ['AU', 'AU-2'],
      ['AU', 'AU-3'],
    ]);
  });
});
