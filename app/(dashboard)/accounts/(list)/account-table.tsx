import { SortHeader, type SortState } from '#components/ui/sort-header.tsx';
import { AccountLine } from '#components/verdict/account-line.tsx';
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
          <AccountLine key={row.id} row={row} asOf={asOf} hasOwner />
        ))}
      </tbody>
    </table>
  );
}
