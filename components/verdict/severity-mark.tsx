import { severityWords } from '#components/verdict/verdict-signs.ts';
import type { Severity } from '#lib/posture/verdict.ts';

const strokes: Record<Severity, number> = { critical: 4, high: 3, medium: 2, low: 1, informational: 0 };

/** Four rising strokes and a word, in ink: severity never takes a status colour. */
export function SeverityMark({ severity }: { severity: Severity }) {
  const count = strokes[severity];
  return (
    <span className={`sev s${count}`}>
      <u aria-hidden="true">
        {[1, 2, 3, 4].map((stroke) => (
          <i key={stroke} className={stroke <= count ? 'on' : undefined} />
        ))}
      </u>
      {severityWords[severity]}
    </span>
  );
}
