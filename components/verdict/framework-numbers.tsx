import Link from 'next/link';
import { requirementHref } from '#components/verdict/hrefs.ts';
import { type FrameworkId, frameworkIds, frameworkTitles } from '#lib/frameworks/framework-mappings.ts';

interface Numbered {
  framework: string;
  edition: string;
  number: string;
}

/** More than these are folded away: NIST alone names sixty for one trail. */
const shownAtMost = 6;

/** One line a framework, each number a link to its requirement. CIS has a table of its own. */
export function FrameworkNumbers({
  frameworks,
  without,
}: {
  frameworks: readonly Numbered[];
  without: readonly FrameworkId[];
}) {
  const lines = frameworkIds
    .filter((id) => !without.includes(id))
    .flatMap((id) => {
      const own = frameworks.filter((it) => it.framework === id);
      const edition = own[0]?.edition;
      return edition === undefined
        ? []
        : [{ id, edition, numbers: [...new Set(own.map((it) => it.number))] }];
    });
  if (lines.length === 0) return null;
  return (
    <ul className="fwnums small">
      {lines.map(({ id, edition, numbers }) => (
        <li key={id}>
          {numbers.length > shownAtMost ? (
            <details>
              <summary>
                <b>{titleOf(id, edition)}</b> {numbers.length} requirements
              </summary>
              <Numbers framework={id} edition={edition} numbers={numbers} />
            </details>
          ) : (
            <>
              <b>{titleOf(id, edition)}</b> <Numbers framework={id} edition={edition} numbers={numbers} />
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

function Numbers({
  framework,
  edition,
  numbers,
}: {
  framework: FrameworkId;
  edition: string;
  numbers: readonly string[];
}) {
  return numbers.map((number, index) => (
    <span key={number} className="nowrap">
      {index > 0 ? ' ' : ''}
      <Link href={requirementHref(framework, edition, number)} prefetch={false}>
        {number}
      </Link>
      {index < numbers.length - 1 ? ',' : ''}
    </span>
  ));
}

function titleOf(id: FrameworkId, edition: string): string {
  const title = frameworkTitles[id];
  return edition === '' || edition === 'current' || title.includes(edition) ? title : `${title} ${edition}`;
}
