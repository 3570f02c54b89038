import Link from 'next/link';
import { frameworkHref, requirementHref } from '#components/verdict/hrefs.ts';
import { type FrameworkId, frameworkIds, frameworkTitles } from '#lib/frameworks/framework-mappings.ts';
import { isListed } from '#lib/frameworks/listed-frameworks.ts';

interface Numbered {
  framework: string;
  edition: string;
  number: string;
}

/** More than these stand on the framework's own page: NIST alone names sixty for one trail. */
const shownAtMost = 6;

/** One line a framework, each number a link to its requirement. CIS has a table of its own. */
export function FrameworkNumbers({
  checkId,
  frameworks,
  without,
}: {
  checkId: string;
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
          <b>{titleOf(id, edition)}</b>{' '}
          {numbers.length > shownAtMost && isListed(id) ? (
            <Link href={`${frameworkHref(id, edition)}?check=${checkId}`} prefetch={false}>
              {numbers.length} requirements
            </Link>
          ) : (
            <Numbers framework={id} edition={edition} numbers={numbers} />
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
