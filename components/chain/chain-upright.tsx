import { linkGlyphs } from '#components/chain/link-signs.ts';
import { Breakable } from '#components/ui/breakable.tsx';
import { Glyph } from '#components/ui/glyph.tsx';
import { type AlarmDetail, type ChainStation, chainLinkTitles } from '#lib/posture/alarm-detail.ts';

const classes: Record<ChainStation['state'], string> = {
  works: '',
  weak: 'weak',
  broken: 'brk',
  'not-reached': 'off',
  unknown: 'unk',
};

/** The chain where the picture does not fit. */
export function ChainUpright({ detail }: { detail: AlarmDetail }) {
  return (
    <ol className="vchain only-narrow" aria-label="Chain from trail to person">
      {detail.stations.map((station) => (
        <li key={station.link} className={classes[station.state]}>
          <span className="node">
            <Glyph name={linkGlyphs[station.link]} />
          </span>
          <div>
            <b>{chainLinkTitles[station.link]}</b>
            {station.name && station.state !== 'not-reached' ? (
              <p className="mono">
                <Breakable text={station.name} />
              </p>
            ) : null}
          </div>
          <State state={station.state} />
          <Ends station={station} detail={detail} />
        </li>
      ))}
    </ol>
  );
}

function State({ state }: { state: ChainStation['state'] }) {
  if (state === 'not-reached') return <span className="small m3">Not reached</span>;
  if (state === 'broken') {
    return (
      <span className="v fail">
        <Glyph name="fail" />
        Broken here
      </span>
    );
  }
  if (state === 'unknown') {
    return (
      <span className="v unknown">
        <Glyph name="unknown" />
        Not seen
      </span>
    );
  }
  return (
    <span className={state === 'weak' ? 'v warn' : 'v pass'}>
      <Glyph name={state === 'weak' ? 'warn' : 'pass'} />
      {state === 'weak' ? 'Weak' : 'Works'}
    </span>
  );
}

function Ends({ station, detail }: { station: ChainStation; detail: AlarmDetail }) {
  if (station.state !== 'broken' && station.state !== 'unknown') return null;
  const ending = detail.lanes.filter((lane) => lane.endsAt === station.link);
  const isFirst = detail.firstBrokenLink === station.link;
  return (
    <ul>
      {ending.map((lane) => (
        <li key={`${lane.label}|${lane.why}`}>
          <b>
            {lane.events.length} {lane.outcome === 'unknown' ? 'not judged' : 'lost'}:
          </b>{' '}
          {lane.label}. {lane.why}
        </li>
      ))}
      {ending.length === 0 ? <li>{station.fact}</li> : null}
      {isFirst && detail.arriving > 0 ? (
        <li className="ok">
          <b>{detail.arriving} go on</b> and reach a person.
        </li>
      ) : null}
    </ul>
  );
}
