import { Glyph } from '#components/ui/glyph.tsx';
import { verdictSigns } from '#components/verdict/verdict-signs.ts';
import type { VerdictStatus } from '#lib/posture/verdict.ts';

/** A verdict as the report words it: "Inherited: fail". */
export function ReportVerdict({ verdict }: { verdict: { status: VerdictStatus; word: string } }) {
  const sign = verdictSigns[verdict.status];
  return (
    <span className={`v ${sign.tone}`}>
      <Glyph name={sign.glyph} />
      {verdict.word}
    </span>
  );
}
