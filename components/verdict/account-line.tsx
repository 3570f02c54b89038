import Link from 'next/link';
import { Name } from '#components/ui/name.tsx';
import { Prose } from '#components/ui/prose.tsx';
import { EvidenceBar } from '#components/verdict/evidence-bar.tsx';
import { accountHref } from '#components/verdict/hrefs.ts';
import { formatScore, ScoreDelta } from '#components/verdict/score-figure.tsx';
import { VerdictWord } from '#components/verdict/verdict-word.tsx';
import { whyWords } from '#components/verdict/why-words.ts';
import { capitalize, formatReadAt, formatShare } from '#lib/format.ts';
import type { AccountListRow } from '#lib/queries/accounts.ts';

/** One account in a list: how it is, how much of it was seen, and what is worst there. */
export function AccountLine({
  row,
  asOf,
  hasOwner = false,
}: {
  row: AccountListRow;
  asOf: Date;
  hasOwner?: boolean;
}) {
  const score = row.status === 'unreachable' ? null : row.score;
  return (
    <tr>
      <th scope="row" className="nowrap">
        <Link className="acct" href={accountHref(row.id)} data-row>
          <Name text={row.name} />
        </Link>
      </th>
      <td className="only-wide mono m3">{row.accountId}</td>
      <td className="only-wide nowrap">
        <span className="tag">
          {capitalize(row.environment)}
          {row.isInternetExposed ? ', exposed' : ''}
        </span>
      </td>
      {hasOwner ? (
        <td className="only-wide nowrap m2">{row.owner ? <Name text={row.owner} /> : null}</td>
      ) : null}
      <td className="num">
        <span className="scorenum">{formatScore(score)}</span>
      </td>
      <td className="num only-wide">
        <ScoreDelta now={score} before={score === null || row.change === null ? null : score - row.change} />
      </td>
      <td className="only-wide w-[112px]">
        <EvidenceBar shares={row.shares} />
      </td>
      <td className="num only-wide m3">{row.seenShare === null ? '–' : formatShare(row.seenShare)}</td>
      <td className="worst">
        {row.status === 'pending' ? (
          <span className="m3">The first scan is not through yet</span>
        ) : row.why ? (
          <span className="why">
            <VerdictWord verdict={row.why.verdict} isQuiet />
            <span className="clip">
              <Prose text={whyWords(row)} />
            </span>
          </span>
        ) : (
          <span className="why">
            <VerdictWord verdict="pass" isQuiet />
            <span className="m2">Nothing is wrong</span>
          </span>
        )}
      </td>
      <td className="num m3 only-wide nowrap">
        {row.lastReadAt ? formatReadAt(row.lastReadAt, asOf) : 'Never'}
      </td>
    </tr>
  );
}
