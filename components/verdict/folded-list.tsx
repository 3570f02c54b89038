import Link from 'next/link';
import { Name } from '#components/ui/name.tsx';

const shownAtMost = 3;

/** A few names in a line; many behind their count. */
export function FoldedList({
  items,
  noun,
}: {
  items: readonly { key: string; title: string; href?: string }[];
  /** `34 checks`. */
  noun: string;
}) {
  const list = (
    <ul className="folded">
      {items.map(({ key, title, href }) => (
        <li key={key}>
          {href === undefined ? (
            title
          ) : (
            <Link href={href}>
              <Name text={title} />
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
  if (items.length <= shownAtMost) return list;
  return (
    <details className="blinds">
      <summary>{noun}</summary>
      {list}
    </details>
  );
}
