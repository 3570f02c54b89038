import Link from 'next/link';
import { Name } from '#components/ui/name.tsx';
import { checkTitle } from '#components/verdict/check-title.ts';
import { EvidenceBar } from '#components/verdict/evidence-bar.tsx';
import { checkHref, requirementHref } from '#components/verdict/hrefs.ts';
import { VerdictCounts } from '#components/verdict/verdict-counts.tsx';
import { VerdictWord } from '#components/verdict/verdict-word.tsx';
import { groupOf, groupTitle } from '#lib/frameworks/listed-frameworks.ts';
import type { FrameworkPage, Requirement } from '#lib/queries/frameworks.ts';

/** Requirement → checks → verdicts over accounts → the accounts to look at first. */
export function RequirementTable({ page, list }: { page: FrameworkPage; list: readonly Requirement[] }) {
  const groups = Map.groupBy(list, (it) => groupOf(page.framework, it.number));
  return (
    <table className="t sticky reqs">
      <caption className="vh">Requirements, their checks and verdicts</caption>
      <thead>
        <tr>
          <th scope="col">Number</th>
          <th scope="col">Checked by</th>
          <th scope="col">Accounts</th>
          <th scope="col" className="only-wide">
            Evidence
          </th>
          <th scope="col" className="only-wide">
            Worst accounts
          </th>
        </tr>
      </thead>
      {[...groups].map(([group, rows]) => (
        <tbody key={group}>
          {groups.size > 1 ? (
            <tr className="grouprow">
              <th scope="rowgroup" colSpan={5}>
                {groupTitle(page.framework, group)}
              </th>
            </tr>
          ) : null}
          {rows.map((it) => (
            <RequirementRow key={it.number} requirement={it} page={page} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function RequirementRow({ requirement, page }: { requirement: Requirement; page: FrameworkPage }) {
  const { number, checks, counts, shares, worst, assessment } = requirement;
  return (
    <tr>
      <th scope="row" className="nowrap">
        <Link className="medium" href={requirementHref(page.framework, page.edition, number)} data-row>
          {number}
        </Link>
        {assessment === 'manual' ? <span className="tag byhand">By hand</span> : null}
      </th>
      <td className="checklist">
        {checks.map((it) => (
          <p key={it.checkId}>{checkTitle(it.checkId, it.title)}</p>
        ))}
      </td>
      <td>
        <VerdictCounts counts={counts} />
      </td>
      <td className="only-wide evcol">
        <EvidenceBar shares={shares} />
      </td>
      <td className="only-wide worstlist">
        {worst.map((it) => (
          <Link key={it.id} href={checkHref(it.id, it.checkId)} className="nowrap">
            <VerdictWord verdict={it.inheritedVerdict ?? it.verdict} isQuiet /> <Name text={it.name} />
          </Link>
        ))}
      </td>
    </tr>
  );
}
