import { scaleLinear, scaleTime } from 'd3-scale';
import { area, curveStepAfter, line } from 'd3-shape';
import { formatClock, formatDay, formatShare } from '#lib/format.ts';

export interface TrendPoint {
  at: Date;
  /** 0–100, null when nothing could be counted. */
  score: number | null;
  /** 0–1 */
  seenShare: number | null;
}

interface Frame {
  width: number;
  height: number;
  ticks: number;
}

const wide: Frame = { width: 500, height: 214, ticks: 5 };
const narrow: Frame = { width: 358, height: 196, ticks: 3 };
const dayMs = 86_400_000;
const margin = { right: 34, top: 22 };

/** Score as a line; under it, on the same time axis, the share that was not seen as a hatched area. */
export function PostureTrend({ points: given }: { points: readonly TrendPoint[] }) {
  // Scans may end in another order than they began.
  const points = given.toSorted((one, other) => one.at.getTime() - other.at.getTime());
  return (
    <>
      <div className="only-wide">
        <Trend points={points} frame={wide} id="trend-wide" />
      </div>
      <div className="only-narrow">
        <Trend points={points} frame={narrow} id="trend-narrow" />
      </div>
    </>
  );
}

function Trend({ points, frame, id }: { points: readonly TrendPoint[]; frame: Frame; id: string }) {
  const right = frame.width - margin.right;
  const axis = frame.height - 22;
  const scored = points.flatMap((it) =>
    it.score === null ? [] : [{ at: it.at, score: Math.round(it.score) }],
  );
  const seen = points.map((it) => ({ at: it.at, unseen: 1 - (it.seenShare ?? 0) }));
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return null;

  const span = last.at.getTime() - first.at.getTime();
  const start = span === 0 ? new Date(last.at.getTime() - dayMs) : first.at;
  const x = scaleTime().domain([start, last.at]).range([0, right]);
  const [low, high] = scoreRange(scored.map((it) => it.score));
  const y = scaleLinear()
    .domain([low, high])
    .range([axis - 48, margin.top]);
  const unseen = scaleLinear()
    .domain([0, 0.5])
    .range([axis, axis - 42])
    .clamp(true);

  const scoreLine = line<{ at: Date; score: number }>(
    (it) => x(it.at),
    (it) => y(it.score),
  )(scored);
  const unseenArea = area<{ at: Date; unseen: number }>(
    (it) => x(it.at),
    axis,
    (it) => unseen(it.unseen),
  ).curve(curveStepAfter)(seen);
  const lastScored = scored.at(-1);
  const lastUnseen = seen.at(-1)?.unseen ?? 0;
  const ticks = [low, (low + high) / 2, high];
  const days = axisTicks(span === 0 ? [last.at] : x.ticks(frame.ticks), span);

  return (
    <svg
      className="chart"
      viewBox={`0 0 ${frame.width} ${frame.height}`}
      width="100%"
      role="img"
      aria-labelledby={id}
    >
      <title id={id}>{describeTrend(points)}</title>
      {ticks.map((tick, index) => (
        <g key={tick}>
          <path className="grid" d={`M0 ${y(tick)}H${right}`} />
          {index !== 1 && Math.abs(y(tick) - (lastScored ? y(lastScored.score) : -99)) > 12 ? (
            <text x={right + 8} y={y(tick) + 4}>
              {tick}
            </text>
          ) : null}
        </g>
      ))}
      {scoreLine && scored.length > 1 ? <path className="curve" d={scoreLine} /> : null}
      {lastScored ? (
        <>
          <circle className="dot" cx={x(lastScored.at)} cy={y(lastScored.score)} r="3.5" />
          <text className="last" x={right + 8} y={y(lastScored.score) + 4}>
            {lastScored.score}
          </text>
        </>
      ) : null}
      {unseenArea && seen.length > 1 ? <path className="unseen" d={unseenArea} /> : null}
      <text
        className="unseen-word"
        x="0"
        y={Math.min(...seen.slice(0, 12).map((it) => unseen(it.unseen))) - 5}
      >
        Not seen
      </text>
      <text className="unseen-word last" x={right + 6} y={unseen(lastUnseen) + 6}>
        {formatShare(lastUnseen)}
      </text>
      <path className="axis" d={`M0 ${axis}H${right}`} />
      {days.map(({ at, label }, index) => (
        <g key={at.getTime()}>
          <path className="axis" d={`M${x(at)} ${axis}v4`} />
          <text x={x(at)} y={axis + 17} textAnchor={anchor(x(at), right, index)}>
            {label}
          </text>
        </g>
      ))}
    </svg>
  );
}

/** Days, or the clock when everything happened within two of them; never the same words twice. */
function axisTicks(ticks: readonly Date[], spanMs: number): { at: Date; label: string }[] {
  const label = spanMs > 0 && spanMs < 2 * dayMs ? formatClock : formatDay;
  const labelled = ticks.map((at) => ({ at, label: label(at) }));
  return labelled.filter((it, index) => labelled.findIndex((other) => other.label === it.label) === index);
}

function anchor(at: number, right: number, index: number): 'start' | 'middle' | 'end' {
  if (index === 0 && at < 20) return 'start';
  return at > right - 20 ? 'end' : 'middle';
}

/** Tens around the scores, at least twenty apart. */
function scoreRange(scores: readonly number[]): [number, number] {
  const low = Math.floor(Math.min(...scores, 100) / 10) * 10;
  const high = Math.ceil(Math.max(...scores, 0) / 10) * 10;
  if (scores.length === 0) return [0, 100];
  if (high - low >= 20) return [low, high];
  return low >= 80 ? [80, 100] : [low, low + 20];
}

function describeTrend(points: readonly TrendPoint[]): string {
  const scored = points.filter((it) => it.score !== null);
  const first = scored[0];
  const last = scored.at(-1);
  if (!first || !last || first.score === null || last.score === null) return 'No score yet.';
  const seen = last.seenShare === null ? '' : ` The share not seen is ${formatShare(1 - last.seenShare)}.`;
  const from = Math.round(first.score);
  const to = Math.round(last.score);
  if (scored.length === 1) return `Score ${to} on ${formatDay(last.at)}.${seen}`;
  const way = to > from ? 'rose' : to < from ? 'fell' : 'stayed';
  const path = way === 'stayed' ? `Score stayed at ${to}` : `Score ${way} from ${from} to ${to}`;
  return `${path} between ${formatDay(first.at)} and ${formatDay(last.at)}.${seen}`;
}
