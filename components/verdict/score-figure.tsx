import { Glyph } from '#components/ui/glyph.tsx';

/** A score is a whole number, or a dash when nothing could be counted: never 0 for "not seen". */
export function formatScore(score: number | null): string {
  return score === null ? '–' : String(Math.round(score));
}

/** Change between two shown scores, so that the arithmetic on the page is right. */
export function ScoreDelta({ now, before }: { now: number | null; before: number | null }) {
  if (now === null || before === null) return null;
  const change = Math.round(now) - Math.round(before);
  if (change === 0) return <span className="m3">0</span>;
  return (
    <span className="delta">
      <Glyph name={change > 0 ? 'up' : 'down'} />
      <span className="vh">{change > 0 ? 'up ' : 'down '}</span>
      {Math.abs(change)}
    </span>
  );
}
