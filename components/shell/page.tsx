import Link from 'next/link';
import type { ReactNode } from 'react';
import { formatInstant } from '#lib/format.ts';

export interface Crumb {
  title: string;
  href?: string;
}

/** Top bar with the way here and "as of", then the page. */
export function Page({
  crumbs,
  asOf = null,
  children,
}: {
  crumbs: readonly Crumb[];
  asOf?: Date | null;
  children: ReactNode;
}) {
  return (
    <div className="main">
      <header className="top">
        <nav className="crumb cut" aria-label="Breadcrumb">
          {crumbs.map(({ title, href }, index) =>
            href && index < crumbs.length - 1 ? (
              <Link key={href} href={href} className={index < crumbs.length - 2 ? 'only-wide' : undefined}>
                <bdi>{title}</bdi>
              </Link>
            ) : (
              <b key={title} className="cut" aria-current="page">
                <bdi>{title}</bdi>
              </b>
            ),
          )}
        </nav>
        <div className="asof">
          {asOf ? (
            <>
              <span className="only-wide">As of </span>
              <time dateTime={asOf.toISOString()}>{formatInstant(asOf)}</time>
            </>
          ) : null}
        </div>
      </header>
      <main className="page" id="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
