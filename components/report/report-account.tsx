import type { AppendixAccount } from '#lib/report/model.ts';
import { ReportTable } from './report-table.tsx';
import { ReportVerdict } from './report-verdict.tsx';

export function accountAnchor(account: { partition: string; accountId: string }): string {
  return `account-${account.partition}-${account.accountId}`;
}

/** Every verdict of one account, with the answers it rests on. */
export function ReportAccount({ account }: { account: AppendixAccount }) {
  const own = account.verdicts.filter((it) => it.verdict.status !== 'inherited');
  return (
    <section className="account" id={accountAnchor(account)}>
      <h2>{account.name}</h2>
      <dl className="facts">
        {account.facts.map((fact) => (
          <div key={fact.label}>
            <dt>{fact.label}</dt>
            <dd>{fact.value}</dd>
          </div>
        ))}
      </dl>
      {account.error ? <p className="error">{account.error}</p> : null}
      {own.length > 0 ? (
        <ReportTable
          caption={`Verdicts of ${account.name}`}
          className="first dense"
          head={['Check', 'CIS', 'Verdict', 'Reason', 'Evidence']}
          rows={own.map((row) => ({
            key: row.checkId,
            cells: [
              row.title,
              row.cis,
              <ReportVerdict key="verdict" verdict={row.verdict} />,
              [row.reason, ...row.notes].join(' '),
              row.evidenceText,
            ],
          }))}
        />
      ) : null}
      {account.inherited.length > 0 ? (
        <ReportTable
          caption={`Verdicts ${account.name} inherits`}
          className="first dense"
          head={['Inherited from', 'Verdict there', 'Checks']}
          rows={account.inherited.map((row) => ({
            key: `${row.ownerId}/${row.verdict.status}`,
            cells: [
              `${row.owner}, ${row.ownerId}`,
              <ReportVerdict key="verdict" verdict={row.verdict} />,
              row.checks.join(', '),
            ],
          }))}
        />
      ) : null}
      {account.evidence.length > 0 ? (
        <ReportTable
          caption={`Evidence of ${account.name}`}
          className="dense"
          head={['No.', 'Call', 'Region', 'UTC', 'Answer, and how to ask again']}
          rows={account.evidence.map((row) => ({
            key: `${row.number}`,
            cells: [
              row.number,
              <span key="api" className="mono nowrap">
                {row.api}
              </span>,
              row.accountId === account.accountId ? row.region : `${row.region}, ${row.accountId}`,
              row.time,
              <span key="answer">
                {row.decided}
                <br />
                <span className="mono m2">{row.command}</span>
              </span>,
            ],
          }))}
        />
      ) : null}
      {account.gaps.length > 0 ? (
        <ReportTable
          caption={`Not answered in ${account.name}`}
          className="dense"
          head={['Not answered', 'Region', 'Why', 'UTC']}
          rows={account.gaps.map((row, index) => ({
            key: `${index}`,
            cells: [
              <span key="api" className="mono nowrap">
                {row.api}
              </span>,
              row.region,
              row.why,
              row.time,
            ],
          }))}
        />
      ) : null}
    </section>
  );
}
