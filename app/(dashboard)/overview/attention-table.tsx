import Link from 'next/link';
import { Section } from '#components/ui/section.tsx';
import { AccountLine } from '#components/verdict/account-line.tsx';
import type { AccountListRow } from '#lib/queries/accounts.ts';

export function AttentionTable({
  rows,
  all,
  asOf,
}: {
  rows: readonly AccountListRow[];
  all: number;
  asOf: Date;
}) {
  return (
    <Section
      title="Accounts needing attention"
      aside={
        <Link className="a" href="/alarms">
          All {all} in the matrix
        </Link>
      }
    >
      {rows.length === 0 ? (
        <p className="m2">Every account was read and passes every check.</p>
      ) : (
        <table className="t mid">
          <caption className="vh">Accounts needing attention</caption>
          <thead>
            <tr>
              <th scope="col">Account</th>
              <th scope="col" className="only-wide">
                ID
              </th>
              <th scope="col" className="only-wide">
                Environment
              </th>
              <th scope="col" className="num">
                Score
              </th>
              <th scope="col" className="num only-wide">
                Change
              </th>
              <th scope="col" className="only-wide">
                Evidence
              </th>
              <th scope="col" className="num only-wide">
                Seen
              </th>
              <th scope="col">Why</th>
              <th scope="col" className="num only-wide">
                Read, UTC
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <AccountLine key={row.id} row={row} asOf={asOf} />
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}
