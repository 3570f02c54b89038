import { z } from 'zod';
import { RecordView } from '#components/pattern/record-view.tsx';
import { Glyph } from '#components/ui/glyph.tsx';
import { formatList, plural } from '#lib/format.ts';
import {
  type ConfirmationResult,
  type DifferingRecord,
  isReadDifferently,
  type PatternAnswer,
} from '#lib/posture/confirmation.ts';
import { ConnectionProblemView } from '../accounts/onboard/connection-problem.tsx';

const SentRecord = z.object({
  eventName: z.string().optional(),
  awsRegion: z.string().optional(),
  errorCode: z.string().optional(),
  userIdentity: z.object({ type: z.string().optional() }).optional(),
});

/** Pattern by pattern, then each record on which AWS says something else than Watchpost. */
export function ConfirmationResultView({ result }: { result: ConfirmationResult }) {
  const { patterns, differing, problem, region, records } = result;
  const isTelling = patterns.length > 1 || patterns.some((it) => it.awsRefusal ?? it.ourRefusal);
  return (
    <>
      {region && !(problem && patterns.every((it) => it.answered === 0)) ? (
        <p className="small m3">
          {plural(records, 'record')}
          {patterns.length > 1 ? ' for each pattern' : ''}, asked in <span className="mono">{region}</span>.
        </p>
      ) : null}
      {isTelling ? (
        <ul className="plainlist">
          {patterns.map((it, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: patterns have no identity but their place.
            <li key={index}>
              <b className="medium">Pattern {index + 1}:</b> <Answered answer={it} records={records} />
            </li>
          ))}
        </ul>
      ) : null}
      {differing.length > 0 ? (
        <ul className="samples">
          {differing.map((it) => (
            <Difference key={it.record} differing={it} isOne={patterns.length === 1} />
          ))}
        </ul>
      ) : null}
      {problem ? <ConnectionProblemView problem={problem} /> : null}
    </>
  );
}

function Answered({ answer, records }: { answer: PatternAnswer; records: number }) {
  const { answered, agreed, awsRefusal, ourRefusal } = answer;
  if (awsRefusal && ourRefusal) return <>both refuse it. {ourRefusal}</>;
  if (awsRefusal) return <>AWS refuses it, and Watchpost reads it. AWS says: {awsRefusal}</>;
  if (answered === 0) return <>not answered.</>;
  const rest = answered < records ? `, ${records - answered} not answered` : '';
  return (
    <>
      AWS agrees on {agreed} of {answered}
      {rest}.{isReadDifferently(answer) ? ` AWS reads it, and Watchpost refuses it. ${ourRefusal}` : null}
    </>
  );
}

function Difference({ differing, isOne }: { differing: DifferingRecord; isOne: boolean }) {
  const sent: unknown = JSON.parse(differing.record);
  const parsed = SentRecord.parse(sent);
  return (
    <li>
      <details>
        <summary>
          <span className="v fail">
            <Glyph name="fail" />
            <span className="vh">Differs</span>
          </span>
          <b className="medium">{parsed.eventName ?? 'Record'}</b>
          <span className="m2">{traitsOf(parsed)}</span>{' '}
          <span className="m3">{saidOf(differing, isOne)}</span>
        </summary>
        <RecordView record={sent} note={saidOf(differing, isOne)} />
      </details>
    </li>
  );
}

/** ` by Root in us-east-1, AccessDenied` */
function traitsOf({ userIdentity, awsRegion, errorCode }: z.infer<typeof SentRecord>): string {
  const who = userIdentity?.type ? ` by ${userIdentity.type}` : '';
  const where = awsRegion ? ` in ${awsRegion}` : '';
  return `${who}${where}${errorCode ? `, ${errorCode}` : ''}`;
}

/** `AWS: match. Watchpost: no match.`, with the patterns' numbers when there are several. */
function saidOf({ answers }: DifferingRecord, isOne: boolean): string {
  return [true, false]
    .flatMap((aws) => {
      const own = answers.filter((it) => it.aws === aws);
      if (own.length === 0) return [];
      const whose = isOne ? '' : `${formatList(own.map((it) => `pattern ${it.pattern + 1}`))}, `;
      const said = `${whose}AWS: ${aws ? 'match' : 'no match'}, Watchpost: ${aws ? 'no match' : 'match'}.`;
      return [said.charAt(0).toUpperCase() + said.slice(1)];
    })
    .join(' ');
}
