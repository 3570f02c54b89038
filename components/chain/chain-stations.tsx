import { linkGlyphs, linkNumber } from '#components/chain/link-signs.ts';
import { Breakable } from '#components/ui/breakable.tsx';
import { Glyph, type GlyphName } from '#components/ui/glyph.tsx';
import { Name } from '#components/ui/name.tsx';
import { plural } from '#lib/format.ts';
import { type AlarmDetail, type ChainStation, chainLinkTitles } from '#lib/posture/alarm-detail.ts';

type State = ChainStation['state'];

const looks: Record<State, { className: string; glyph: GlyphName | null; said: string }> = {
  works: { className: 'ok', glyph: 'pass', said: 'works' },
  weak: { className: 'weak', glyph: 'warn', said: 'works weakly' },
  broken: { className: 'brk', glyph: 'fail', said: 'broken' },
  'not-reached': { className: 'off', glyph: null, said: 'not reached' },
  unknown: { className: 'unk', glyph: 'unknown', said: 'unknown' },
};

export function ChainStations({
  detail,
  lead,
}: {
  detail: AlarmDetail;
  lead: { title: string; text: string };
}) {
  const rest = restOfChain(detail);
  const owners = ownerSpans(detail.stations);
  return (
    <>
      <div className="stations">
        <div className="lead">
          <b>{lead.title}</b>
          {lead.text}
        </div>
        <ol>
          {detail.stations.map((station, index) => (
            <Station key={station.link} station={station} isFirst={index === 0} />
          ))}
        </ol>
        {rest ? <p className={`rest from-${rest.after}`}>{rest.text}</p> : null}
      </div>
      {owners.length > 0 ? (
        <div className="owners">
          {owners.map((span) => (
            <span key={span.from} className={`at-${span.from} to-${span.to}`}>
              <b>
                <Name text={span.name} />
              </b>{' '}
              {span.accountId}, {span.region}
            </span>
          ))}
        </div>
      ) : null}
    </>
  );
}

function Station({ station, isFirst }: { station: ChainStation; isFirst: boolean }) {
  const look = looks[station.state];
  const number = linkNumber(station.link);
  return (
    <li className={`st ${look.className} at-${number}${isFirst ? ' first' : ''}`}>
      <span className="ttl">
        <span>{number}</span>
        {chainLinkTitles[station.link]}
      </span>
      <div className="node">
        <Glyph name={linkGlyphs[station.link]} />
        {look.glyph ? <Glyph name={look.glyph} /> : null}
      </div>
      {station.state === 'not-reached' ? (
        <span className="word">Not reached</span>
      ) : (
        <span className="vh">{look.said}</span>
      )}
      {station.name ? (
        <span className="res" title={station.arn ?? undefined}>
          <Breakable text={station.name} />
        </span>
      ) : null}
      {station.state === 'not-reached' ? null : <span className="fact">{station.fact}</span>}
    </li>
  );
}

/** Behind a break, links may still work for the events that get that far: one bracket says so. */
function restOfChain(detail: AlarmDetail): { after: number; text: string } | null {
  if (!detail.firstBrokenLink || detail.arriving === 0) return null;
  const after = linkNumber(detail.firstBrokenLink);
  const behind = detail.stations.slice(after);
  if (behind.length === 0 || behind.some((station) => station.state !== 'not-reached')) return null;
  const links = after === 7 ? 'Link 8 works' : `Links ${after + 1} to 8 work`;
  return { after, text: `${links} for the ${plural(detail.arriving, 'event')} that get this far` };
}

interface OwnerSpan {
  from: number;
  to: number;
  name: string;
  accountId: string;
  region: string;
}

function ownerSpans(stations: readonly ChainStation[]): OwnerSpan[] {
  const spans: OwnerSpan[] = [];
  for (const station of stations) {
    if (!station.owner) continue;
    const number = linkNumber(station.link);
    const last = spans.at(-1);
    if (last && last.to === number - 1 && last.accountId === station.owner.accountId) last.to = number;
    else spans.push({ from: number, to: number, ...station.owner });
  }
  return spans;
}
