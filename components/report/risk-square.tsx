import type { Rating, Severity } from '#lib/posture/verdict.ts';
import { severityOfSquare } from '#lib/report/rating.ts';
import { severityWords } from '#lib/report/words.ts';

const levels = ['low', 'medium', 'high'] as const satisfies readonly Rating[];
const shades: Readonly<Record<Severity, string>> = {
  critical: 'r4',
  high: 'r3',
  medium: 'r2',
  low: 'r1',
  informational: 'r1',
};

/** Impact by likelihood; the reader's own cell is black. */
export function RiskSquare({ at }: { at?: { impact: Rating; likelihood: Rating } }) {
  return (
    <table className="risk">
      <caption className="vh">Severity by impact (rows) and likelihood (columns)</caption>
      <tbody>
        {levels.toReversed().map((impact, row) => (
          <tr key={impact}>
            {row === 0 ? (
              <th className="y" rowSpan={3} scope="rowgroup">
                Impact
              </th>
            ) : null}
            {levels.map((likelihood) => {
              const severity = severityOfSquare(impact, likelihood);
              const isHere = at?.impact === impact && at.likelihood === likelihood;
              return (
                <td
                  key={likelihood}
                  className={isHere ? 'at' : shades[severity]}
                  aria-current={isHere ? 'true' : undefined}
                >
                  {severityWords[severity]}
                </td>
              );
            })}
          </tr>
        ))}
        <tr>
          <td className="none" />
          {levels.map((likelihood) => (
            <th key={likelihood} scope="col">
              {severityWords[likelihood]}
            </th>
          ))}
        </tr>
        <tr>
          <td className="none" />
          <th colSpan={3}>Likelihood</th>
        </tr>
      </tbody>
    </table>
  );
}
