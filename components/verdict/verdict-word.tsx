import { Glyph } from '#components/ui/glyph.tsx';
import { verdictSigns } from '#components/verdict/verdict-signs.ts';
import type { VerdictStatus } from '#lib/posture/verdict.ts';

/** A verdict in words: glyph, then the word. `isQuiet` keeps the word for readers only. */
export function VerdictWord({
  verdict,
  isBig = false,
  isQuiet = false,
}: {
  verdict: VerdictStatus;
  isBig?: boolean;
  isQuiet?: boolean;
}) {
  const sign = verdictSigns[verdict];
  return (
    <span className={`v ${sign.tone}${isBig ? ' big' : ''}`}>
      <Glyph name={sign.glyph} />
      {isQuiet ? <span className="vh">{sign.word}</span> : sign.word}
    </span>
  );
}
