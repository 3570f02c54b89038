import type { AppendixAccount } from '#lib/report/model.ts';
import { accountAnchor, ReportAccount } from './report-account.tsx';

/** A browser draws the evidence of this many accounts at once; of more it draws one at a time. */
const accountsOnPage = 50;

export function ReportAccounts({ accounts }: { accounts: readonly AppendixAccount[] }) {
  if (accounts.length <= accountsOnPage) {
    return accounts.map((it) => <ReportAccount key={accountAnchor(it)} account={it} />);
  }
  return (
    <>
      <p>
        The evidence of {accounts.length} accounts is more than a browser draws at once: each account has a
        page of its own here. The PDF holds all of them.
      </p>
      <ul className="accountlinks">
        {accounts.map((it) => (
          <li key={accountAnchor(it)} id={accountAnchor(it)}>
            <a href={`?account=${accountAnchor(it)}`}>{it.name}</a> {it.accountId}
          </li>
        ))}
      </ul>
    </>
  );
}
