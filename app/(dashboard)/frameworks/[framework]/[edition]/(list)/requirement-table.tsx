import Link from 'next/link';
import { Name } from '#components/ui/name.tsx';
import { checkTitle } from '#components/verdict/check-title.ts';
import { EvidenceBar } from '#components/verdict/evidence-bar.tsx';
import { checkHref, requirementHref } from '#components/verdict/hrefs.ts';
import { VerdictCounts } from '#components/verdict/verdict-counts.tsx';
import { VerdictWord } from '#components/verdict/verdict-word.tsx';
import { plural } from '#lib/format.ts';
import { groupTitle } from '#lib/frameworks/listed-frameworks.ts';
import type { FrameworkPage, Requirement } from '#lib/queries/frameworks.ts';
import { type RequirementLine, requirementLines } from './requirement-lines.ts';

const shownChecks = 4;

/** Requirement → checks → verdicts over accounts → the accounts to look at first; what is many stands on its own page. */
export function RequirementTable({ page, list }: { page: FrameworkPage; list: readonly Requirement[] }) {
  const groups = Map.groupBy(requirementLines(page.framework, list), (it) => it.group);
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
            <RequirementRow key={it.first.number} line={it} page={page} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function RequirementRow({ line, page }: { line: RequirementLine<Requirement>; page: FrameworkPage }) {
  const { checks, counts, shares, worst, number: first } = line.first;
  const href = (number: string) => requirementHref(page.framework, page.edition, number);
  const shown = checks.length > shownChecks + 1 ? checks.slice(0, shownChecks) : checks;
  return (
    <tr>
      <th scope="row" className="numbers">
        {line.list.map(({ number, assessment }) => (
          <span key={number}>
            <Link
              className="medium"
              href={href(number)}
              prefetch={false}
              data-row={number === first ? '' : undefined}
            >
              {number}
            </Link>
            {assessment === 'manual' ? <span className="tag byhand">By hand</span> : null}
          </span>
        ))}
      </th>
      <td className="checklist">
        {shown.map((it) => (
          <p key={it.checkId}>{checkTitle(it.checkId, it.title)}</p>
        ))}
        {shown.length < checks.length ? (
          <p>
            <Link className="a" href={href(first)} prefetch={false}>
              and {plural(checks.length - shown.length, 'more check')}
            </Link>
          </p>
        ) : null}
      </td>
      <td>
        <VerdictCounts counts={counts} />
      </td>
      <td className="only-wide evcol">
        <EvidenceBar shares={shares} />
      </td>
      <td className="only-wide worstlist">
        {worst.map((it) => (
          <Link key={it.id} href={checkHref(it.id, it.checkId)} prefetch={false} className="nowrap">
            <VerdictWord verdict={it.inheritedVerdict ?? it.verdict} isQuiet /> <Name text={it.name} />
          </Link>
        ))}
      </td>
    </tr>
  );
}
