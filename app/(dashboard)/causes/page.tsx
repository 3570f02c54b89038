import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { FirstStep } from '#components/shell/first-step.tsx';
import { Page } from '#components/shell/page.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import { plural } from '#lib/format.ts';
import { PageNumber } from '#lib/queries/paging.ts';
import { getReachMap } from '#lib/queries/reach.ts';
import { listRootCauses } from '#lib/queries/root-causes.ts';
import { getShell } from '#lib/queries/shell.ts';
import type { SearchProps } from '../../page-props.ts';
import { Fix } from '../overview/fix-first.tsx';

export const metadata: Metadata = { title: 'Root causes' };

const pageSize = 50;

export default async function CausesPage({ searchParams }: SearchProps) {
  const viewer = await requireViewer();
  const page = PageNumber.parse((await searchParams).page);
  const [causes, reach, shell] = await Promise.all([
    listRootCauses(viewer, pageSize, (page - 1) * pageSize),
    getReachMap(viewer),
    getShell(viewer),
  ]);
  // Past the last page, which an old link may name, is no sign that nothing is wrong.
  if (page > 1 && causes.rows.length === 0) redirect('/causes');
  return (
    <Page crumbs={[{ title: 'Overview', href: '/' }, { title: 'Root causes' }]} asOf={shell.asOf}>
      <PageHead title="Root causes">
        {shell.scan === null ? null : (
          <p>
            {plural(causes.total, 'root cause')} behind {plural(shell.openFindings, 'open finding')}. One fix
            each, ordered by cells turned green, then severity, then exposed and production accounts first.
          </p>
        )}
      </PageHead>
      {shell.scan === null ? (
        <FirstStep
          viewer={viewer}
          accounts={shell.accounts}
          title="Nothing judged yet"
          what="What to fix first appears here"
        />
      ) : causes.rows.length === 0 ? (
        <NoCause openFindings={shell.openFindings} />
      ) : (
        <ol className="fixes mt-6">
          <li className="hd" aria-hidden="true">
            <span />
            <span>Root cause</span>
            <span>Turns green</span>
            <span>Severity</span>
            <span className="gain">Score</span>
          </li>
          {causes.rows.map((cause, index) => (
            <Fix key={cause.key} cause={cause} number={(page - 1) * pageSize + index + 1} reach={reach} />
          ))}
        </ol>
      )}
      <Pagination page={page} pageSize={pageSize} total={causes.total} href={(it) => `/causes?page=${it}`} />
    </Page>
  );
}

/** Findings may be open without a cause to fix: what could not be read says nothing of what is to be mended. */
function NoCause({ openFindings }: { openFindings: number }) {
  if (openFindings === 0) return <EmptyState title="Nothing to fix">No finding fails or warns.</EmptyState>;
  return (
    <EmptyState title="No cause is known">
      Accounts that could not be read last time are left out, and what was not seen has no cause to fix.
    </EmptyState>
  );
}
