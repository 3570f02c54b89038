'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';

interface NavItem {
  href: string;
  title: string;
  count?: number;
}

export interface NavGroup {
  label: string;
  /** Shown above the links; the first group goes without. */
  heading?: string;
  items: readonly NavItem[];
}

export function NavLinks({ groups }: { groups: readonly NavGroup[] }) {
  const current = currentHref(groups, usePathname());
  return groups.map((group) => (
    <nav key={group.label} className="nav" aria-label={group.label}>
      {group.heading ? <h2>{group.heading}</h2> : null}
      {group.items.map((item) => (
        <Link
          key={item.href}
          href={item.href}
          prefetch={false}
          aria-current={item.href === current ? 'page' : undefined}
          onClick={(event) => closePopover(event.currentTarget)}
        >
          {item.title}
          {item.count === undefined ? null : <span>{item.count.toLocaleString('en-GB')}</span>}
        </Link>
      ))}
    </nav>
  ));
}

/** The longest address the path starts with. */
function currentHref(groups: readonly NavGroup[], path: string): string | undefined {
  return groups
    .flatMap((group) => group.items.map((item) => item.href))
    .filter((href) => path === href || (href !== '/' && path.startsWith(`${href}/`)))
    .sort((a, b) => b.length - a.length)[0];
}

/** The drawer lies above everything: what it opens must close it first. */
export function closePopover(link: HTMLElement): void {
  const popover = link.closest('[popover]');
  if (popover instanceof HTMLElement) popover.hidePopover();
}
