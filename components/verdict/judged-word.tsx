import { Glyph } from '#components/ui/glyph.tsx';
import { verdictSigns } from '#components/verdict/verdict-signs.ts';
import { VerdictWord } from '#components/verdict/verdict-word.tsx';
import type { VerdictStatus } from '#lib/posture/verdict.ts';

/** A verdict in words; an inherited one with its owner’s. */
export function JudgedWord({
  verdict,
  inheritedVerdict,
}: {
  verdict: VerdictStatus;
  inheritedVerdict: VerdictStatus | null;
}) {
  if (verdict !== 'inherited' || inheritedVerdict === null) return <VerdictWord verdict={verdict} />;
  const owner = verdictSigns[inheritedVerdict];
  return (
    <span className={`v ${owner.tone}`}>
      <Glyph name="inherited" />
      Inherited, {owner.word.toLowerCase()}
    </span>
  );
}
