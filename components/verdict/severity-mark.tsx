import { severityWords } from '#components/verdict/verdict-signs.ts';
import type { Severity } from '#lib/posture/verdict.ts';

const strokes: Record<Severity, number> = { critical: 4, high: 3, medium: 2, low: 1, informational: 0 };

/** Four rising strokes and a word, in ink: severity never takes a status colour. */
export function SeverityMark({ severity }: { severity: Severity }) {
  return (
    <span className={`sev s${strokes[severity]}`}>
      <u aria-hidden="true" />
      {severityWords[severity]}
    </span>
  );
}
