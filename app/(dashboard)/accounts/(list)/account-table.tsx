import Link from 'next/link';
import { Name } from '#components/ui/name.tsx';
import { Prose } from '#components/ui/prose.tsx';
import { SortHeader, type SortState } from '#components/ui/sort-header.tsx';
import { EvidenceBar } from '#components/verdict/evidence-bar.tsx';
import { accountHref } from '#components/verdict/hrefs.ts';
import { formatScore, ScoreDelta } from '#components/verdict/score-figure.tsx';
import { VerdictWord } from '#components/verdict/verdict-word.tsx';
import { whyWords } from '#components/verdict/why-words.ts';
import { capitalize, formatReadAt, formatShare } from '#lib/format.ts';
import type { AccountListRow } from '#lib/queries/accounts.ts';

export function AccountTable({
  rows,
  sort,
  href,
  asOf,
}: {
  rows: readonly AccountListRow[];
  sort: SortState;
  href: (sort: string, dir: 'asc' | 'desc') => string;
  asOf: Date;
}) {
  const head = { state: sort, href };
  return (
    <table className="t mid sticky mt-5">
      <caption className="vh">Accounts with their scores</caption>
      <thead>
        <tr>
          <SortHeader name="name" {...head}>
            Account
          </SortHeader>
          <th scope="col" className="only-wide">
            ID
          </th>
          <SortHeader name="environment" className="only-wide" {...head}>
            Environment
          </SortHeader>
          <th scope="col" className="only-wide">
            Owner
          </th>
          <SortHeader name="score" className="num" {...head}>
            Score
          </SortHeader>
          <th scope="col" className="num only-wide">
            Change
          </th>
          <th scope="col" className="only-wide">
            Evidence
          </th>
          <SortHeader name="seen" className="num only-wide" {...head}>
            Seen
          </SortHeader>
          <th scope="col">Worst</th>
          <SortHeader name="read" className="num only-wide" first="desc" {...head}>
            Read, UTC
          </SortHeader>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <AccountLine key={row.id} row={row} asOf={asOf} />
        ))}
      </tbody>
    </table>
  );
}

function AccountLine({ row, asOf }: { row: AccountListRow; asOf: Date }) {
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
      <td className="only-wide nowrap m2">{row.owner ? <Name text={row.owner} /> : null}</td>
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
