import { cookies } from 'next/headers';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Keyboard } from '#components/shell/keyboard.tsx';
import type { NavGroup } from '#components/shell/nav-links.tsx';
import { Palette, PaletteButton } from '#components/shell/palette.tsx';
import { QueryProvider } from '#components/shell/query-provider.tsx';
import { SideBar } from '#components/shell/side-bar.tsx';
import { ThemeSwitch, themes } from '#components/shell/theme-switch.tsx';
import { Glyph } from '#components/ui/glyph.tsx';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import { hasRole, type Viewer } from '#lib/auth/viewer.ts';
import { formatClock, formatReadAt, initials } from '#lib/format.ts';
import { getShell, type Shell } from '#lib/queries/shell.ts';
import { signOut } from '../(auth)/sign-out.ts';
import { setTheme } from '../theme.ts';

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const viewer = await requireViewer();
  const [shell, jar] = await Promise.all([getShell(viewer), cookies()]);
  const theme = themes.find((it) => it === jar.get('theme')?.value) ?? 'system';
  const groups = navigation(shell, viewer);
  const pages = groups.flatMap((group) => group.items.map(({ href, title }) => ({ href, title })));
  return (
    <QueryProvider>
      <a className="skip btn" href="#main">
        Skip to the content
      </a>
      <div className="app">
        <SideBar
          workspaceName={shell.workspaceName}
          groups={groups}
          seek={<PaletteButton />}
          foot={
            <>
              <ScanLine shell={shell} />
              <div className="who">
                <i aria-hidden="true">{initials(viewer.name)}</i>
                <bdi className="cut">{viewer.name}</bdi>
                <form action={signOut}>
                  <button type="submit" className="btn quiet icon" aria-label="Sign out" title="Sign out">
                    <Glyph name="exit" />
                  </button>
                </form>
              </div>
              <ThemeSwitch theme={theme} action={setTheme} />
            </>
          }
        />
        {children}
      </div>
      <Palette pages={pages} />
      <Keyboard />
    </QueryProvider>
  );
}

function ScanLine({ shell }: { shell: Shell }) {
  return (
    <div className="scan">
      {shell.running ? (
        <>
          <Link className="medium" href={`/scans/${shell.running.id}`}>
            Scan {shell.running.number}
          </Link>{' '}
          running, {shell.running.done} of {shell.running.total}
        </>
      ) : shell.scan ? (
        <>
          <b className="medium">Scan {shell.scan.number}</b> finished {sinceToday(shell.scan.finishedAt)} UTC
        </>
      ) : (
        'No scan yet'
      )}
      {shell.nextScanAt ? (
        <>
          <br />
          <span className="m3">Next at {formatClock(shell.nextScanAt)} UTC</span>
        </>
      ) : null}
    </div>
  );
}

/** `06:14` today, with its day before. */
function sinceToday(at: Date): string {
  return formatReadAt(at, new Date());
}

/** Only what exists, and only what this role may open. */
function navigation(shell: Shell, viewer: Viewer): NavGroup[] {
  const isAdmin = hasRole(viewer, 'admin');
  return [
    {
      label: 'Main',
      items: [
        { href: '/', title: 'Overview' },
        { href: '/alarms', title: 'Accounts × controls' },
        { href: '/accounts', title: 'Accounts', count: shell.accounts },
        { href: '/findings', title: 'Findings', count: shell.openFindings },
        { href: '/frameworks', title: 'Frameworks' },
        { href: '/reports', title: 'Reports' },
        { href: '/scans', title: 'Scans' },
      ],
    },
    {
      label: 'Tools',
      heading: 'Tools',
      items: [
        { href: '/playground', title: 'Pattern playground' },
        { href: '/catalogue', title: 'Check catalogue', count: shell.checks },
      ],
    },
    {
      label: 'Workspace',
      heading: 'Workspace',
      items: [
        ...(isAdmin ? [{ href: '/accounts/onboard', title: 'Onboard accounts' }] : []),
        { href: '/settings/policy', title: 'Policy' },
        { href: '/settings/permissions', title: 'Permissions' },
        ...(isAdmin ? [{ href: '/members', title: 'Members' }] : []),
      ],
    },
  ];
}
