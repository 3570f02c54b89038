import Link from 'next/link';
import type { ReactNode } from 'react';
import { type NavGroup, NavLinks } from '#components/shell/nav-links.tsx';
import { BrandMark } from '#components/ui/brand-mark.tsx';
import { Glyph } from '#components/ui/glyph.tsx';

export interface SideBarProps {
  workspaceName: string;
  groups: readonly NavGroup[];
  /** Opens the palette. */
  seek: ReactNode;
  foot: ReactNode;
}

export function SideBar(props: SideBarProps) {
  return (
    <>
      <aside className="side">
        <div>
          <SideContent {...props} />
        </div>
      </aside>
      <button
        type="button"
        className="btn quiet icon menu only-narrow"
        popoverTarget="menu"
        aria-label="Open menu"
      >
        <Glyph name="menu" />
      </button>
      <div id="menu" popover="auto" className="drawer">
        <SideContent {...props} />
      </div>
    </>
  );
}

function SideContent({ workspaceName, groups, seek, foot }: SideBarProps) {
  return (
    <>
      <Link className="brand" href="/">
        <BrandMark />
        <span>
          Watchpost
          <small className="cut">
            <bdi>{workspaceName}</bdi>
          </small>
        </span>
      </Link>
      {seek}
      <NavLinks groups={groups} />
      <div className="foot">{foot}</div>
    </>
  );
}
