import Link from 'next/link';
import { Name } from '#components/ui/name.tsx';
import { Prose } from '#components/ui/prose.tsx';
import { SortHeader, type SortState } from '#components/ui/sort-header.tsx';
import { checkTitle } from '#components/verdict/check-title.ts';
import { accountHref, checkHref } from '#components/verdict/hrefs.ts';
import { SeverityMark } from '#components/verdict/severity-mark.tsx';
import { VerdictWord } from '#components/verdict/verdict-word.tsx';
import { formatDay, formatInstant } from '#lib/format.ts';
import type { FindingRow } from '#lib/queries/finding-rows.ts';

export function FindingTable({
  rows,
  sort,
  href,
}: {
  rows: readonly FindingRow[];
  sort: SortState;
  href: (sort: string, dir: 'asc' | 'desc') => string;
}) {
  const head = { state: sort, href };
  return (
    <table className="t sticky findings mt-5">
      <caption className="vh">Findings</caption>
      <thead>
        <tr>
          <SortHeader name="verdict" first="desc" {...head}>
            Verdict
          </SortHeader>
          <SortHeader name="check" {...head}>
            Check
          </SortHeader>
          <SortHeader name="account" {...head}>
            Account
          </SortHeader>
          <SortHeader name="severity" className="only-wide" {...head}>
            Severity
          </SortHeader>
          <SortHeader name="since" className="num only-wide" first="desc" {...head}>
            Since
          </SortHeader>
          <SortHeader name="seen" className="num only-wide" first="desc" {...head}>
            Last seen
          </SortHeader>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td className="nowrap">
              <VerdictWord verdict={row.isStale ? 'unknown' : row.verdict} />
            </td>
            <th scope="row">
              <Link className="medium" href={checkHref(row.account.id, row.checkId)} data-row>
                {checkTitle(row.checkId, row.title)}
              </Link>
              <p className="small m2 clip">
                <Prose text={row.reason} />
              </p>
            </th>
            <td className="nowrap">
              <Link href={accountHref(row.account.id)}>
                <Name text={row.account.name} />
              </Link>
              <br />
              <span className="mono m3">{row.account.accountId}</span>
            </td>
            <td className="only-wide">
              <SeverityMark severity={row.severity} />
            </td>
            <td className="num m2 nowrap only-wide" title={formatInstant(row.statusSince)}>
              {formatDay(row.statusSince)}
            </td>
            <td className="num m3 nowrap only-wide" title={formatInstant(row.lastSeenAt)}>
              {formatDay(row.lastSeenAt)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
