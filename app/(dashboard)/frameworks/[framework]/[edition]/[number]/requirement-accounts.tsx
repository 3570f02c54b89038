import Link from 'next/link';
import { Name } from '#components/ui/name.tsx';
import { Prose } from '#components/ui/prose.tsx';
import { checkTitle } from '#components/verdict/check-title.ts';
import { accountHref, checkHref } from '#components/verdict/hrefs.ts';
import { JudgedWord } from '#components/verdict/judged-word.tsx';
import { capitalize } from '#lib/format.ts';
import type { RequirementPage } from '#lib/queries/requirement.ts';

/** Every account with its verdict on each check; a verdict opens its drill-down. */
export function RequirementAccounts({ page }: { page: RequirementPage }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: on a narrow screen it scrolls sideways.
    <section className="scrollx" aria-label="Accounts" tabIndex={0}>
      <table className="t sticky mt-2 reqaccounts">
        <caption className="vh">Accounts, gravest first</caption>
        <thead>
          <tr>
            <th scope="col">Account</th>
            {page.checks.map((it) => (
              <th key={it.checkId} scope="col" className="checkcol">
                {page.checks.length === 1 ? 'Verdict' : checkTitle(it.checkId, it.title)}
              </th>
            ))}
            <th scope="col" className="only-wide">
              Why
            </th>
          </tr>
        </thead>
        <tbody>
          {page.accounts.map((account) => (
            <tr key={account.id}>
              <th scope="row">
                <Link className="acct" href={accountHref(account.id)} data-row>
                  <Name text={account.name} />
                </Link>
                <span className="small m3 block">
                  <span className="mono">{account.accountId}</span> {capitalize(account.environment)}
                  {account.isInternetExposed ? ', exposed' : ''}
                </span>
              </th>
              {page.checks.map((check, index) => {
                const judged = account.verdicts[index];
                return (
                  <td key={check.checkId}>
                    {judged ? (
                      <Link href={checkHref(account.id, check.checkId)}>
                        <JudgedWord {...judged} />
                      </Link>
                    ) : (
                      <span className="m3">Not judged</span>
                    )}
                  </td>
                );
              })}
              <td className="only-wide m2">
                {account.isReasonOfEdition ? (
                  <Prose text={account.reason} />
                ) : (
                  `Judged for edition ${page.edition}: the account’s own page compares the editions.`
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
