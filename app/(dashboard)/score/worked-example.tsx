import { EmptyState } from '#components/ui/empty-state.tsx';
import { Section } from '#components/ui/section.tsx';
import { formatScore } from '#components/verdict/score-figure.tsx';
import { sectionTitles } from '#components/verdict/verdict-signs.ts';
import { formatNumber, formatShare, plural } from '#lib/format.ts';
import type { PostureTally } from '#lib/posture/score.ts';
import type { ScoreExample } from '#lib/queries/score-example.ts';

type Weights = PostureTally['trails']['weights'];

/** The formula with the workspace’s own weights in it. */
export function WorkedExample({ example }: { example: ScoreExample | null }) {
  if (example === null) {
    return (
      <Section title="With your numbers">
        <EmptyState title="Nothing judged yet">
          After the first scan the formula stands here with this workspace’s own weights.
        </EmptyState>
      </Section>
    );
  }
  const { posture, tally, accounts } = example;
  const total = sumOf(posture.sections.map((it) => tally[it.section].weights));
  const counted = total.pass + total.warn + total.fail;
  return (
    <Section title="With your numbers" aside={`Weights of ${plural(accounts, 'account')}, as they stand now`}>
      <table className="t worked">
        <caption className="vh">Weights by section</caption>
        <thead>
          <tr>
            <th scope="col">Section</th>
            <th scope="col" className="num">
              Pass
            </th>
            <th scope="col" className="num">
              Warn
            </th>
            <th scope="col" className="num">
              Fail
            </th>
            <th scope="col" className="num">
              Not seen
            </th>
            <th scope="col" className="num">
              Score
            </th>
            <th scope="col" className="num">
              Seen
            </th>
          </tr>
        </thead>
        <tbody>
          {posture.sections.map((it) => (
            <Line
              key={it.section}
              title={sectionTitles[it.section]}
              weights={tally[it.section].weights}
              score={it.score}
              seenShare={it.seenShare}
            />
          ))}
        </tbody>
        <tfoot>
          <Line title="All" weights={total} score={posture.score} seenShare={posture.seenShare} />
        </tfoot>
      </table>
      <dl className="kv formula mt-3">
        <dt>Score</dt>
        <dd>
          100 × ({formatNumber(total.pass)} + {formatNumber(total.warn)} ÷ 2) ÷ {formatNumber(counted)} ={' '}
          <b>{formatScore(posture.score)}</b>
        </dd>
        <dt>Seen</dt>
        <dd>
          {formatNumber(counted)} ÷ ({formatNumber(counted)} + {formatNumber(total.unseen)}) ={' '}
          <b>{posture.seenShare === null ? '–' : formatShare(posture.seenShare)}</b>
        </dd>
      </dl>
    </Section>
  );
}

function Line({
  title,
  weights,
  score,
  seenShare,
}: {
  title: string;
  weights: Weights;
  score: number | null;
  seenShare: number | null;
}) {
  return (
    <tr>
      <th scope="row">{title}</th>
      <td className="num">{formatNumber(weights.pass)}</td>
      <td className="num">{formatNumber(weights.warn)}</td>
      <td className="num">{formatNumber(weights.fail)}</td>
      <td className="num m2">{formatNumber(weights.unseen)}</td>
      <td className="num scorenum">{formatScore(score)}</td>
      <td className="num m3">{seenShare === null ? '–' : formatShare(seenShare)}</td>
    </tr>
  );
}

function sumOf(list: readonly Weights[]): Weights {
  const total = { pass: 0, warn: 0, fail: 0, unseen: 0 };
  for (const it of list) {
    total.pass += it.pass;
    total.warn += it.warn;
    total.fail += it.fail;
    total.unseen += it.unseen;
  }
  return total;
}
