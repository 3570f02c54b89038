import { linkNumber } from '#components/chain/link-signs.ts';
import { formatNumber } from '#lib/format.ts';
import type { AlarmDetail, ChainLane } from '#lib/posture/alarm-detail.ts';

const width = 800;
const tallestLane = 96;

/** One line per required event: ink until it ends, a bar where it is lost, dots beyond. */
export function ChainLanes({ detail }: { detail: AlarmDetail }) {
  const grounds = detail.stations.filter((it) => it.state === 'broken' || it.state === 'unknown');
  return (
    <ul>
      {detail.lanes.map((lane) => (
        <li key={`${lane.label}|${lane.why}`} className="lane">
          <div className="lab">
            <b>{lane.label}</b>
            {lane.detail}
          </div>
          {grounds.map((station) => (
            <div
              key={station.link}
              className={`col at-${linkNumber(station.link)}${station.state === 'unknown' ? ' unk' : ''}`}
            />
          ))}
          <LaneLines lane={lane} />
          <LaneEnd lane={lane} />
        </li>
      ))}
    </ul>
  );
}

function LaneLines({ lane }: { lane: ChainLane }) {
  const count = lane.events.length;
  const step = Math.min(4, tallestLane / count);
  const height = Math.max(20, count * step);
  const top = (height - (count - 1) * step) / 2;
  const end = lane.endsAt === null ? width - 50 : linkNumber(lane.endsAt) * 100 - 50;
  const at = (index: number) => (top + index * step).toFixed(1);
  const lines = lane.events.map((_, index) => `M0 ${at(index)}H${end}`).join('');
  const beyond = lane.events.map((_, index) => `M${end} ${at(index)}H${width}`).join('');
  const stop = lane.outcome === 'arrives' ? ' ok' : lane.outcome === 'unknown' ? ' unk' : '';
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      height={height}
      preserveAspectRatio="none"
      fill="none"
      aria-hidden="true"
    >
      <path className={lane.outcome === 'arrives' ? 'home' : 'live'} d={lines} />
      {lane.outcome === 'arrives' ? null : <path className="late-line" d={beyond} />}
      <path className={`stop${stop}`} d={`M${end} ${Number(at(0)) - 5}V${Number(at(count - 1)) + 5}`} />
    </svg>
  );
}

function LaneEnd({ lane }: { lane: ChainLane }) {
  const count = formatNumber(lane.events.length);
  if (lane.endsAt === null) {
    return (
      <div className="end ok">
        <b>{count} arrive</b>
      </div>
    );
  }
  const number = linkNumber(lane.endsAt);
  const isUnknown = lane.outcome === 'unknown';
  const said = isUnknown
    ? `${count} not judged.`
    : number > 5
      ? `${count} lost at link ${number}.`
      : `${count} lost here.`;
  const place = number > 5 ? `before at-2 to-${number - 1}` : `at-${number + 1} to-8`;
  return (
    <div className={`end ${place}${isUnknown ? ' unk' : ''}`}>
      <b>{said}</b> {lane.why}
    </div>
  );
}
