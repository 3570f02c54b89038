import Link from 'next/link';
import type { ReactNode } from 'react';

export interface SortState {
  sort: string;
  dir: 'asc' | 'desc';
}

/** A column head that sorts by its column: a link, since the order lives in the address. */
export function SortHeader({
  name,
  state,
  first = 'asc',
  href,
  className,
  children,
}: {
  name: string;
  state: SortState;
  /** Direction of the first click. */
  first?: 'asc' | 'desc';
  href: (sort: string, dir: 'asc' | 'desc') => string;
  className?: string;
  children: ReactNode;
}) {
  const isOn = state.sort === name;
  const next = isOn ? (state.dir === 'asc' ? 'desc' : 'asc') : first;
  return (
    <th
      scope="col"
      className={className}
      aria-sort={isOn ? (state.dir === 'asc' ? 'ascending' : 'descending') : undefined}
    >
      <Link className="sort" href={href(name, next)} scroll={false}>
        {children}
      </Link>
    </th>
  );
}
