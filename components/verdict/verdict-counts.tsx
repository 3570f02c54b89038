import { Glyph } from '#components/ui/glyph.tsx';
import { verdictSigns } from '#components/verdict/verdict-signs.ts';
import { plural } from '#lib/format.ts';
import type { VerdictStatus } from '#lib/posture/verdict.ts';

const order: readonly VerdictStatus[] = [
  'fail',
  'warn',
  'unknown',
  'attested',
  'pass',
  'inherited',
  'not_applicable',
];

/** How many accounts say what, worst first: glyph and figure, words for readers. */
export function VerdictCounts({ counts }: { counts: Record<VerdictStatus, number> }) {
  const shown = order.filter((it) => counts[it] > 0);
  if (shown.length === 0) return <span className="m3">Not judged</span>;
  return (
    <ul className="vcounts">
      {shown.map((verdict) => {
        const { word, glyph, tone } = verdictSigns[verdict];
        return (
          <li key={verdict} className={`v ${tone}`} title={`${word}: ${plural(counts[verdict], 'account')}`}>
            <Glyph name={glyph} />
            <span className="vh">{word}:</span> {counts[verdict]}
          </li>
        );
      })}
    </ul>
  );
}
