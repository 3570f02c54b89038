import { describe, expect, it } from 'vitest';
import { type VerdictStatus, verdictStatuses } from '#lib/posture/verdict.ts';
import { cellCode, cellOf } from './drawn-row.ts';

const links = [null, 1, 8];
const owners: (VerdictStatus | null)[] = [null, 'pass', 'fail', 'unknown'];

describe('a cell on its way to the browser', () => {
  it.each(verdictStatuses)('keeps all of %s', (verdict) => {
    for (const inheritedVerdict of owners) {
      for (const firstBrokenLink of links) {
        for (const isStale of [true, false]) {
          const code = cellCode({ verdict, inheritedVerdict, firstBrokenLink, isStale });
          expect(cellOf(code), code).toEqual({
            verdict,
            inheritedVerdict,
            brokenLink: firstBrokenLink,
            isStale,
          });
        }
      }
    }
  });

  it('tells never judged from judged', () => {
    expect(cellOf(cellCode(null))).toBeNull();
  });
});
