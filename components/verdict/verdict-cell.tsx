import { Glyph } from '#components/ui/glyph.tsx';
import { verdictSigns } from '#components/verdict/verdict-signs.ts';
import type { VerdictStatus } from '#lib/posture/verdict.ts';

export interface CellVerdict {
  verdict: VerdictStatus;
  /** The owner's verdict, when inherited. */
  inheritedVerdict: VerdictStatus | null;
  /** Number of the broken link, 1 to 8. */
  brokenLink: number | null;
}

/** Square is own, ring is inherited, hatch is unseen. */
export function cellClass({ verdict, inheritedVerdict }: CellVerdict): string {
  if (verdict !== 'inherited') return `x ${verdictSigns[verdict].cell}`;
  if (inheritedVerdict === 'fail') return 'x i-f';
  if (inheritedVerdict === 'warn') return 'x i-w';
  if (inheritedVerdict === 'unknown') return 'x i-u';
  return 'x i-p';
}

export function CellSign({ verdict, inheritedVerdict, brokenLink }: CellVerdict) {
  if (verdict === 'inherited') {
    return (
      <i>
        <Glyph name={verdictSigns[inheritedVerdict ?? 'pass'].glyph} />
      </i>
    );
  }
  return (
    <>
      <Glyph name={verdictSigns[verdict].glyph} />
      {verdict === 'fail' && brokenLink !== null ? brokenLink : null}
    </>
  );
}
