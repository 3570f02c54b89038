import Link from 'next/link';
import { Glyph } from '#components/ui/glyph.tsx';
import { Name } from '#components/ui/name.tsx';
import { Prose } from '#components/ui/prose.tsx';
import { Section } from '#components/ui/section.tsx';
import { checkTitle } from '#components/verdict/check-title.ts';
import { checkHref } from '#components/verdict/hrefs.ts';
import { verdictSigns } from '#components/verdict/verdict-signs.ts';
import { formatNumber, formatShortInstant } from '#lib/format.ts';
import type { Change, Changes } from '#lib/queries/changes.ts';

const tallies = [
  ['newly-failing', 'newly failing'],
  ['fixed', 'fixed'],
  ['reopened', 'reopened'],
  ['no-longer-seen', 'no longer seen'],
] as const;

export function SinceLastScan({ changes }: { changes: Changes }) {
  return (
    <Section
      title="Since the last scan"
      aside={changes.since ? `${formatShortInstant(changes.since)} UTC` : null}
    >
      {changes.since === null ? null : (
        <dl className="tally">
          {tallies.map(([kind, words]) => (
            <div key={kind}>
              <dt>{words}</dt>
              <dd>{formatNumber(changes.counts[kind])}</dd>
            </div>
          ))}
        </dl>
      )}
      {changes.items.length === 0 ? (
        <p className="m2 py-3">
          {changes.since === null
            ? 'This is the first scan. What the next one finds changed stands here.'
            : 'No verdict changed.'}
        </p>
      ) : (
        <ul className="moves">
          {changes.items.map((change) => (
            <Move key={change.findingId} change={change} />
          ))}
        </ul>
      )}
      {changes.total > 0 ? (
        <p className="mt-2.5">
          <Link className="a" href="/findings?sort=since&verdict=fail,warn,unknown,pass,inherited">
            All {formatNumber(changes.total)} changes
          </Link>
        </p>
      ) : null}
    </Section>
  );
}

function Move({ change }: { change: Change }) {
  const from = verdictSigns[change.from];
  const to = verdictSigns[change.to];
  const title = checkTitle(change.checkId, change.title);
  return (
    <li>
      <span className="way">
        {change.count > 1 ? (
          <span className="small m2">{change.count}</span>
        ) : (
          <span className={`v ${from.tone}`}>
            <Glyph name={from.glyph} />
          </span>
        )}
        <Glyph name="right" className="arrow" />
        <span className={`v ${to.tone}`}>
          <Glyph name={to.glyph} />
        </span>
        <span className="vh">
          {change.count > 1 ? `${change.count} verdicts to ${to.word}` : `${from.word} to ${to.word}`}
        </span>
      </span>
      <div>
        <Link href={checkHref(change.accountRowId, change.checkId)} className="medium" data-row>
          {change.count > 1 ? `${title} and ${change.count - 1} more` : title}
        </Link>{' '}
        in <Name text={change.accountName} />
        <p className="clip">
          <Prose text={change.reason} />
        </p>
      </div>
    </li>
  );
}
