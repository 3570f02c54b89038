import { EvidenceBar } from '#components/verdict/evidence-bar.tsx';
import type { ReportModel } from '#lib/report/model.ts';
import { severityWords } from '#lib/report/words.ts';
import { ReportTable } from './report-table.tsx';
import { Paragraphs, RichText } from './rich-text.tsx';

export function ReportSummary({ summary }: { summary: ReportModel['summary'] }) {
  return (
    <>
      <div className="fbody">
        <p className="score">
          <b>{summary.score ?? '–'}</b>
          <small>{summary.score === null ? 'No score: nothing could be judged' : 'Score, of 100'}</small>
        </p>
        <div className="ftext">
          {summary.seen === null ? null : (
            <p>
              <b>{summary.seen} of the evidence was seen</b>
            </p>
          )}
          <EvidenceBar shares={summary.shares} />
          <Paragraphs list={summary.statements} />
          {summary.unseen ? (
            <p>
              <RichText text={summary.unseen} />
            </p>
          ) : null}
        </div>
      </div>
      <dl className="counts">
        {summary.severities.map((it) => (
          <div key={it.severity}>
            <dt>{severityWords[it.severity]}</dt>
            <dd>{it.count}</dd>
          </div>
        ))}
      </dl>
      {summary.wrong.length > 0 ? (
        <>
          <h2>What is wrong</h2>
          <ReportTable
            caption="The worst findings"
            className="first"
            head={['No.', 'Finding', 'Severity']}
            rows={summary.wrong.map((it) => ({
              key: it.findingId,
              cells: [
                <a key="link" href={`#${it.findingId}`}>
                  {it.findingId}
                </a>,
                it.title,
                severityWords[it.severity],
              ],
            }))}
          />
        </>
      ) : null}
      {summary.first.length > 0 ? (
        <>
          <h2>What to do first</h2>
          <ReportTable
            caption="The first fixes"
            head={['Order', 'Fix', 'Turns green']}
            rows={summary.first.map((it, index) => ({
              key: `${index}`,
              cells: [index + 1, <RichText key="text" text={it.text} />, it.gain],
            }))}
          />
        </>
      ) : null}
    </>
  );
}
