import { Glyph, type GlyphName } from '#components/ui/glyph.tsx';
import type { Finding } from '#lib/report/model.ts';
import { severityWords } from '#lib/report/words.ts';
import { ReportTable } from './report-table.tsx';
import { ReportVerdict } from './report-verdict.tsx';
import { Paragraphs, RichText } from './rich-text.tsx';
import { RiskSquare } from './risk-square.tsx';

/** Number and facts in the margin, the text beside it. */
export function ReportFinding({ finding: it }: { finding: Finding }) {
  return (
    <article className="finding" id={it.id} aria-labelledby={`${it.id}-title`}>
      <div className="fhead">
        <span className="no">{it.id}</span>
        <h2 id={`${it.id}-title`}>{it.title}</h2>
      </div>
      <div className="fbody">
        <Margin finding={it} />
        <div className="ftext">
          <h3>Description</h3>
          <Paragraphs list={it.description} />
          <Points points={it.points} />
          {it.chain ? <Chain chain={it.chain} /> : null}
          <h3>Affected accounts</h3>
          <Affected finding={it} />
          <h3>Impact: {severityWords[it.impact.rating]}</h3>
          <Paragraphs list={it.impact.text} />
          <h3>Likelihood: {severityWords[it.likelihood.rating]}</h3>
          <Paragraphs list={it.likelihood.text} />
          {it.likelihood.raised ? <p>{it.likelihood.raised}</p> : null}
          <Evidence finding={it} />
          {it.reproduction.length > 0 ? <h3>Reproduction</h3> : null}
          {it.reproduction.map((row) => (
            <pre key={`${row.account} ${row.command}`} className="sh">
              <span className="who">{row.account}</span>
              <b>{row.command}</b>
              {'\n'}
              {row.returned}
            </pre>
          ))}
          <h3>Recommendation</h3>
          <Paragraphs list={it.recommendation} />
        </div>
      </div>
    </article>
  );
}

function Margin({ finding: it }: { finding: Finding }) {
  return (
    <dl className="margin">
      <div>
        <dt>Risk</dt>
        <dd>
          {severityWords[it.severity]}
          <small>
            Impact {severityWords[it.impact.rating]}, likelihood {severityWords[it.likelihood.rating]}
          </small>
          <RiskSquare at={{ impact: it.impact.rating, likelihood: it.likelihood.rating }} />
        </dd>
      </div>
      <div>
        <dt>Accounts</dt>
        <dd>
          {it.counts.main}
          {it.counts.rest === '' ? null : <small>{it.counts.rest}</small>}
        </dd>
      </div>
      <div>
        <dt>Status</dt>
        <dd>
          {it.status.word}
          {it.status.detail === '' ? null : <small>{it.status.detail}</small>}
        </dd>
      </div>
      <div>
        <dt>References</dt>
        <dd>
          {it.references.map((reference) => (
            <small key={reference.framework}>
              <b>{reference.framework}</b> {reference.numbers}
            </small>
          ))}
        </dd>
      </div>
    </dl>
  );
}

function Points({ points }: { points: Finding['points'] }) {
  if (points.length === 0) return null;
  return (
    <ul className="points">
      {points.map((point) => (
        <li key={point.title}>
          <b>{point.title}</b>
          {point.text.length > 0 ? '. ' : ''}
          <RichText text={point.text} />
        </li>
      ))}
    </ul>
  );
}

type ChainDot = NonNullable<Finding['chain']>['dots'][number];
const dots: Readonly<Record<ChainDot['state'], { className: string; glyph: GlyphName | null }>> = {
  works: { className: 'on', glyph: 'pass' },
  weak: { className: 'on', glyph: 'warn' },
  broken: { className: 'brk', glyph: 'fail' },
  'not-reached': { className: 'off', glyph: null },
  unknown: { className: 'off', glyph: 'unknown' },
};

function Chain({ chain }: { chain: NonNullable<Finding['chain']> }) {
  return (
    <div className="links" role="img" aria-label={chain.alt}>
      {chain.dots.map(({ title, state }) => {
        const { className, glyph } = dots[state];
        return (
          <span key={title} className={className}>
            <i>{glyph ? <Glyph name={glyph} /> : null}</i>
            {title}
          </span>
        );
      })}
    </div>
  );
}

function Affected({ finding }: { finding: Finding }) {
  const head = finding.hasChain
    ? ['Account', 'Verdict', 'First broken link', 'Events lost']
    : ['Account', 'Verdict', 'What is wrong'];
  return (
    <ReportTable
      caption={`Affected accounts of ${finding.id}`}
      className="first"
      head={head}
      rows={finding.affected.map((row, index) => ({
        key: `${index}`,
        cells: [
          <RichText key="accounts" text={row.accounts} isPlain />,
          <ReportVerdict key="verdict" verdict={row.verdict} />,
          finding.hasChain || row.lost === null ? row.where : `${row.where}, ${row.lost}`,
          ...(finding.hasChain ? [row.lost] : []),
        ],
      }))}
    />
  );
}

function Evidence({ finding }: { finding: Finding }) {
  if (finding.evidence.length === 0) return null;
  return (
    <>
      <h3>Evidence</h3>
      <ReportTable
        caption={`Evidence of ${finding.id}`}
        className="first"
        head={['Account', 'Call', 'Region', 'UTC', 'What decided it']}
        rows={finding.evidence.map((row, index) => ({
          key: `${index}`,
          cells: [
            row.account,
            <span key="api" className="mono nowrap">
              {row.api}
            </span>,
            row.region,
            row.time,
            row.decided,
          ],
        }))}
      />
    </>
  );
}
