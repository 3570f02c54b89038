import { scaleLinear, scaleTime } from 'd3-scale';
import { line } from 'd3-shape';
import { formatDay } from '#lib/format.ts';

export interface ScorePoint {
  at: Date;
  /** 0–100 */
  score: number;
}

/** An account's score over time, drawn at the width it is shown. */
export function ScoreLine({ points }: { points: readonly ScorePoint[] }) {
  return (
    <>
      <div className="only-wide">
        <Line points={points} width={618} />
      </div>
      <div className="only-narrow">
        <Line points={points} width={358} />
      </div>
    </>
  );
}

function Line({ points, width }: { points: readonly ScorePoint[]; width: number }) {
  const right = width - 36;
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return null;
  const { path, x, y } = drawn(points, [0, right], [44, 12]);
  const isOne = points.length === 1;
  const label = isOne
    ? `Score ${Math.round(last.score)} on ${formatDay(last.at)}, the only scan so far`
    : `Score from ${Math.round(first.score)} on ${formatDay(first.at)} to ${Math.round(last.score)} on ${formatDay(last.at)}`;
  return (
    <svg className="chart" viewBox={`0 0 ${width} 64`} width="100%" role="img" aria-label={label}>
      <path className="axis" d={`M0 48H${right}`} />
      {isOne ? null : <path className="curve" d={path} />}
      <circle className="dot" cx={isOne ? right : x(last.at)} cy={y(last.score)} r="3.5" />
      <text className="last" x={right + 8} y={y(last.score) + 4}>
        {Math.round(last.score)}
      </text>
      {isOne ? null : (
        <text x="0" y="62">
          {formatDay(first.at)}
        </text>
      )}
      <text x={right} y="62" textAnchor="end">
        {isOne ? `First scan, ${formatDay(last.at)}` : formatDay(last.at)}
      </text>
    </svg>
  );
}

/** The same without words: beside a section's score, which says the number. */
export function Sparkline({ points }: { points: readonly ScorePoint[] }) {
  const last = points.at(-1);
  if (!last) return <span className="spark" />;
  const { path, x, y } = drawn(points, [2, 124], [18, 4]);
  const isOne = points.length === 1;
  return (
    <svg className="spark" viewBox="0 0 128 22" width="128" height="22" aria-hidden="true">
      {isOne ? null : <path className="thread" d={path} />}
      <circle className="dot" cx={isOne ? 124 : x(last.at)} cy={isOne ? 11 : y(last.score)} r="2" />
    </svg>
  );
}

function drawn(points: readonly ScorePoint[], xRange: [number, number], yRange: [number, number]) {
  const times = points.map((it) => it.at.getTime());
  const scores = points.map((it) => it.score);
  const x = scaleTime([Math.min(...times), Math.max(...times)], xRange);
  const middle = (Math.min(...scores) + Math.max(...scores)) / 2;
  const reach = Math.max(5, (Math.max(...scores) - Math.min(...scores)) / 2);
  const y = scaleLinear([middle - reach, middle + reach], yRange);
  const path = line<ScorePoint>(
    (it) => x(it.at),
    (it) => y(it.score),
  )([...points]);
  return { path: path ?? '', x, y };
}
