import Link from 'next/link';
import { Name } from '#components/ui/name.tsx';
import { Prose } from '#components/ui/prose.tsx';
import { Section } from '#components/ui/section.tsx';
import { EvidenceBar } from '#components/verdict/evidence-bar.tsx';
import { accountHref } from '#components/verdict/hrefs.ts';
import { formatScore, ScoreDelta } from '#components/verdict/score-figure.tsx';
import { VerdictWord } from '#components/verdict/verdict-word.tsx';
import { whyWords } from '#components/verdict/why-words.ts';
import { capitalize, formatReadAt, formatShare } from '#lib/format.ts';
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
              <AttentionRow key={row.id} row={row} asOf={asOf} />
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function AttentionRow({ row, asOf }: { row: AccountListRow; asOf: Date }) {
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
      <td>
        {row.why ? (
          <span className="why">
            <VerdictWord verdict={row.why.verdict} isQuiet />
            <span className="clip">
              <Prose text={whyWords(row)} />
            </span>
          </span>
        ) : null}
      </td>
      <td className="num m3 only-wide nowrap">
        {row.lastReadAt ? formatReadAt(row.lastReadAt, asOf) : 'Never'}
      </td>
    </tr>
  );
}
