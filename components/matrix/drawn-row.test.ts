import { describe, expect, it } from 'vitest';
import { type VerdictStatus, verdictStatuses } from '#lib/posture/verdict.ts';
import { cellCode, cellOf, sectionCode, sectionOf } from './drawn-row.ts';

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

describe('a section on its way to the browser', () => {
  const shares = { pass: 0.875, warn: 0.025, fail: 0.05, unseen: 0.05 };
  const none = { pass: 0, warn: 0, fail: 0, inherited: 0, not_applicable: 0, unknown: 0, attested: 0 };
  const bucket = { section: 'bucket', score: 87.4, seenShare: 0.95, shares, counts: none } as const;

  it('keeps its score and shares as far as they are drawn', () => {
    expect(sectionOf(sectionCode(bucket))).toEqual({ score: 87, shares, isInherited: false });
    const unseen = { pass: 0, warn: 0, fail: 0, unseen: 1 };
    const code = sectionCode({ ...bucket, score: null, shares: unseen });
    expect(sectionOf(code)).toEqual({ score: null, shares: unseen, isInherited: false });
  });

  it('tells inherited from what does not count', () => {
    const nothing = { ...bucket, score: null, shares: { pass: 0, warn: 0, fail: 0, unseen: 0 } };
    const inherited = sectionCode({ ...nothing, counts: { ...none, inherited: 2 } });
    expect(sectionOf(inherited)).toEqual({ score: null, shares: null, isInherited: true });
    for (const code of [sectionCode(nothing), sectionCode(undefined)])
      expect(sectionOf(code)).toEqual({ score: null, shares: null, isInherited: false });
  });
});
