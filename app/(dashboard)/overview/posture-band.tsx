import Link from 'next/link';
import { PostureTrend } from '#components/charts/posture-trend.tsx';
import { Glyph } from '#components/ui/glyph.tsx';
import { EvidenceBar } from '#components/verdict/evidence-bar.tsx';
import { formatScore, ScoreDelta } from '#components/verdict/score-figure.tsx';
import { ShareLine } from '#components/verdict/share-line.tsx';
import { sectionTitles } from '#components/verdict/verdict-signs.ts';
import { formatDay, formatInstant, formatShare, plural } from '#lib/format.ts';
import type { Overview, TrendPoint } from '#lib/queries/overview.ts';

/** How are we, and how much of it did we see. */
export function PostureBand({ overview }: { overview: Overview }) {
  return (
    <section className="posture" aria-label="Score">
      <ScoreAndCoverage overview={overview} />
      <div>
        <div className="colhead">
          <h2 className="minor">Score and coverage, 90 days</h2>
        </div>
        <PostureTrend points={overview.trend} />
        <TrendNumbers points={overview.trend} />
      </div>
      <SectionTable sections={overview.sections} />
    </section>
  );
}

function ScoreAndCoverage({ overview: { posture, previous, unseen } }: { overview: Overview }) {
  const missing = [
    unseen.accounts > 0 ? plural(unseen.accounts, 'account') : null,
    unseen.actions > 0 ? plural(unseen.actions, 'denied action') : null,
  ].filter((it) => it !== null);
  return (
    <div>
      <div className="hero">
        <span className="fig">{formatScore(posture.score)}</span>
        <span className="fig2">{posture.seenShare === null ? '–' : formatShare(posture.seenShare)}</span>
        <span className="cap">
          <b>Score</b>of what we could see
        </span>
        <span className="cap">
          <b>Seen</b>of all checks
        </span>
      </div>
      <div className="mt-[18px]">
        <EvidenceBar shares={posture.shares} size="tall" />
        <ShareLine shares={posture.shares} />
      </div>
      <ChangeLine now={posture.score} seen={posture.seenShare} previous={previous} />
      {missing.length > 0 ? (
        <p className="small roomy">
          <Link className="a" href="/unseen">
            What we could not see
          </Link>
          <span className="m3">: {missing.join(', ')}</span>
        </p>
      ) : null}
      <p className="small roomy">
        <Link className="a" href="/score">
          How the score is made
        </Link>
      </p>
    </div>
  );
}

function ChangeLine({
  now,
  seen,
  previous,
}: {
  now: number | null;
  seen: number | null;
  previous: TrendPoint | null;
}) {
  if (previous === null || previous.score === null || now === null) return null;
  const points = Math.round(now) - Math.round(previous.score);
  const coverage = Math.round((seen ?? 0) * 100) - Math.round((previous.seenShare ?? 0) * 100);
  const score = points === 0 ? 'No change' : plural(Math.abs(points), 'point');
  const seenPart =
    coverage === 0
      ? ''
      : `, and ${plural(Math.abs(coverage), 'point')} ${coverage < 0 ? 'less' : 'more'} seen`;
  return (
    <p className="small m2 mt-3.5">
      {points === 0 ? null : <Glyph name={points > 0 ? 'up' : 'down'} className="inl" />}{' '}
      {points === 0 ? null : <span className="vh">{points > 0 ? 'Up' : 'Down'} </span>}
      {score}
      {seenPart}
      {seenPart === '' ? '' : ','} since {formatDay(previous.at)}.
    </p>
  );
}

function TrendNumbers({ points }: { points: readonly TrendPoint[] }) {
  return (
    <details className="numbers">
      <summary>The numbers</summary>
      <table className="t">
        <caption className="vh">Score and share seen at the end of each scan</caption>
        <thead>
          <tr>
            <th scope="col">Scan</th>
            <th scope="col">Finished</th>
            <th scope="col" className="num">
              Score
            </th>
            <th scope="col" className="num">
              Seen
            </th>
          </tr>
        </thead>
        <tbody>
          {points.toReversed().map((point) => (
            <tr key={point.scanNumber}>
              <th scope="row">{point.scanNumber}</th>
              <td>{formatInstant(point.at)}</td>
              <td className="num">{formatScore(point.score)}</td>
              <td className="num">{point.seenShare === null ? '–' : formatShare(point.seenShare)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function SectionTable({ sections }: { sections: Overview['sections'] }) {
  return (
    <div>
      <table className="t mid">
        <caption className="vh">Score by section, worst first</caption>
        <thead>
          <tr>
            <th scope="col" className="lead-th">
              Sections, worst first
            </th>
            <th scope="col">
              <span className="vh">Evidence</span>
            </th>
            <th scope="col" className="num">
              Score
            </th>
            <th scope="col" className="num">
              Change
            </th>
          </tr>
        </thead>
        <tbody>
          {sections.map((section) => (
            <tr key={section.section}>
              <th scope="row" className="nowrap">
                <Link href={`/findings?section=${section.section}`}>{sectionTitles[section.section]}</Link>
              </th>
              <td className="w-[112px]">
                <EvidenceBar shares={section.shares} />
              </td>
              <td className="num scorenum">{formatScore(section.score)}</td>
              <td className="num">
                <ScoreDelta
                  now={section.score}
                  before={
                    section.score === null || section.change === null ? null : section.score - section.change
                  }
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="small m3 mt-2">Inherited verdicts count once, at their owner.</p>
    </div>
  );
}
