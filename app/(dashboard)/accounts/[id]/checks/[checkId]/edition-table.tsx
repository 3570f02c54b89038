import { Section } from '#components/ui/section.tsx';
import { FrameworkNumbers } from '#components/verdict/framework-numbers.tsx';
import { VerdictWord } from '#components/verdict/verdict-word.tsx';
import { isAlarmControlId } from '#lib/alarm-controls/control-ids.ts';
import { alarmControl } from '#lib/alarm-controls/controls.ts';
import { editions } from '#lib/alarm-controls/editions.ts';
import type { AlarmDetail, EditionVerdict } from '#lib/posture/alarm-detail.ts';
import type { FrameworkNumber } from '#lib/queries/finding.ts';

/** The same chain read by each edition of the benchmark, and what Security Hub would say. */
export function EditionTable({
  checkId,
  alarm,
  frameworks,
}: {
  checkId: string;
  alarm: AlarmDetail;
  frameworks: readonly FrameworkNumber[];
}) {
  const hub = isAlarmControlId(alarm.control) ? alarmControl(alarm.control).securityHub : null;
  return (
    <Section title="By edition">
      <table className="t ed">
        <caption className="vh">Verdict per benchmark edition</caption>
        <thead>
          <tr>
            <th scope="col">Benchmark</th>
            <th scope="col">Control</th>
            <th scope="col">Verdict</th>
            <th scope="col" className="num">
              Events
            </th>
          </tr>
        </thead>
        <tbody>
          {spansOf(alarm).map((span) => (
            <tr key={span.from}>
              <th scope="row" className="nowrap">
                {span.from === span.to ? `CIS ${span.from}` : `CIS ${span.from} to ${span.to}`}
              </th>
              <td>{span.verdict.number ?? '–'}</td>
              <td>
                <VerdictWord verdict={span.verdict.verdict} />
              </td>
              <td className="num m2">
                {span.verdict.required === 0
                  ? ''
                  : span.verdict.lost === 0
                    ? `all ${span.verdict.required}`
                    : `${span.verdict.lost} of ${span.verdict.required} lost`}
              </td>
            </tr>
          ))}
          {hub ? (
            <tr>
              <th scope="row">Security Hub</th>
              <td className="nowrap">{hub.control}</td>
              <td colSpan={2} className="m2">
                {hubWords[alarm.securityHub]}
              </td>
            </tr>
          ) : null}
        </tbody>
      </table>
      <FrameworkNumbers
        checkId={checkId}
        frameworks={frameworks}
        without={['cis-aws-foundations', 'security-hub']}
      />
    </Section>
  );
}

const hubWords: Record<AlarmDetail['securityHub'], string> = {
  pass: 'Would say passed',
  fail: 'Would say failed: it wants the exact text',
  'not-applicable': 'Has no such control',
  unknown: 'Cannot be told from what was seen',
};

interface Span {
  from: string;
  to: string;
  verdict: EditionVerdict;
}

/** Neighbouring editions that say the same are one row. */
function spansOf(alarm: AlarmDetail): Span[] {
  const spans: Span[] = [];
  for (const edition of editions) {
    const verdict = alarm.editions[edition];
    if (!verdict) continue;
    const last = spans.at(-1);
    if (last && isSame(last.verdict, verdict)) last.to = edition;
    else spans.push({ from: edition, to: edition, verdict });
  }
  return spans;
}

function isSame(a: EditionVerdict, b: EditionVerdict): boolean {
  return a.verdict === b.verdict && a.number === b.number && a.lost === b.lost && a.required === b.required;
}
