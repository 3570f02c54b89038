import Link from 'next/link';
import { type ReachBlock, ReachPicture } from '#components/charts/reach-picture.tsx';
import { Prose } from '#components/ui/prose.tsx';
import { Section } from '#components/ui/section.tsx';
import { checkTitle } from '#components/verdict/check-title.ts';
import { causeHref } from '#components/verdict/hrefs.ts';
import { SeverityMark } from '#components/verdict/severity-mark.tsx';
import { formatNumber, plural } from '#lib/format.ts';
import { type Block, cellsOf, type ReachMap } from '#lib/queries/reach.ts';
import type { RootCause } from '#lib/queries/root-causes.ts';

/** What do I do first: one fix each, and the cells of the matrix it turns green. */
export function FixFirst({
  causes,
  openFindings,
  reach,
}: {
  causes: { rows: RootCause[]; total: number };
  openFindings: number;
  reach: ReachMap;
}) {
  return (
    <Section title="Fix first" aside="One fix each, ordered by cells turned green">
      {causes.rows.length === 0 ? (
        <p className="m2 py-3">
          {openFindings === 0
            ? 'No finding fails or warns.'
            : 'No open finding has a cause to fix. Accounts that could not be read are left out.'}
        </p>
      ) : (
        <ol className="fixes">
          <li className="hd" aria-hidden="true">
            <span />
            <span>Root cause</span>
            <span>Turns green</span>
            <span>Severity</span>
            <span className="gain">Score</span>
          </li>
          {causes.rows.map((cause, index) => (
            <Fix key={cause.key} cause={cause} number={index + 1} reach={reach} />
          ))}
        </ol>
      )}
      <p className="mt-2.5">
        <Link className="a" href="/causes">
          All {plural(causes.total, 'root cause')}
        </Link>
        <span className="m3"> behind {plural(openFindings, 'open finding')}</span>
      </p>
    </Section>
  );
}

export function Fix({ cause, number, reach }: { cause: RootCause; number: number; reach: ReachMap }) {
  return (
    <li>
      <span className="n">{number}</span>
      <div>
        <Link className="what" href={causeHref(cause.key)} data-row>
          <Prose text={cause.text.replace(/\.$/, '')} />
        </Link>
        <p className="clip">
          {exampleOf(cause)} <Prose text={beyond(cause)} />
        </p>
      </div>
      <span className="reach">
        <ReachPicture
          rows={reach.rows}
          main={blockOf(cause, reach.alarms)}
          strip={blockOf(cause, reach.others)}
        />
        <span>
          <b>{plural(cause.cells, 'cell')}</b>
          {plural(cause.accounts, 'account')} × {formatNumber(cause.checks)}
        </span>
      </span>
      <SeverityMark severity={cause.severity} />
      <span className="gain">{cause.gain < 0.05 ? '' : `+${cause.gain.toFixed(1)}`}</span>
    </li>
  );
}

function exampleOf({ accounts, example }: RootCause): string {
  const where = `${checkTitle(example.checkId, example.checkTitle)} in ${example.accountName}`;
  return accounts === 1 ? `${where}:` : `Such as ${where}:`;
}

/** The example's reason without the cause, which stands above it. */
function beyond({ text, example }: RootCause): string {
  const rest = example.reason.replace(text, '').trim();
  return rest === '' ? example.reason : rest;
}

function blockOf({ places }: RootCause, block: Block): ReachBlock {
  return { columns: block.columns, failing: block.failing, fixed: cellsOf(places, block.columnOf) };
}
