import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { FirstStep } from '#components/shell/first-step.tsx';
import { Page } from '#components/shell/page.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { formatScore } from '#components/verdict/score-figure.tsx';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import { hasRole } from '#lib/auth/viewer.ts';
import { capitalize, formatDuration, formatInstant, formatShare } from '#lib/format.ts';
import { PageNumber } from '#lib/queries/paging.ts';
import { listScans, type ScanRow } from '#lib/queries/scans.ts';
import { getShell } from '#lib/queries/shell.ts';
import type { SearchProps } from '../../../page-props.ts';
import { ScanButton } from '../scan-button.tsx';
import { ScanState } from '../scan-state.tsx';

export const metadata: Metadata = { title: 'Scans' };

export default async function ScansPage({ searchParams }: SearchProps) {
  const viewer = await requireViewer();
  const page = PageNumber.parse((await searchParams).page);
  const [list, shell] = await Promise.all([listScans(viewer, page), getShell(viewer)]);
  if (page > 1 && list.rows.length === 0) redirect('/scans');
  return (
    <Page crumbs={[{ title: 'Scans' }]} asOf={shell.asOf}>
      <PageHead title="Scans" actions={hasRole(viewer, 'lead') && shell.accounts > 0 ? <ScanButton /> : null}>
        <p>
          {shell.nextScanAt
            ? `The next one starts by itself at ${formatInstant(shell.nextScanAt)}.`
            : 'None is planned.'}
        </p>
      </PageHead>
      {list.rows.length === 0 ? (
        <FirstStep viewer={viewer} accounts={shell.accounts} title="No scan yet" what="Scans appear here" />
      ) : (
        <>
          <ScanTable rows={list.rows} />
          <Pagination
            page={list.page}
            pageSize={list.pageSize}
            total={list.total}
            href={(it) => `/scans?page=${it}`}
          />
        </>
      )}
    </Page>
  );
}

const triggers: Record<ScanRow['trigger'], string> = {
  manual: 'By hand',
  schedule: 'By schedule',
  onboarding: 'First scan of an account',
  follow_up: 'After another account changed',
  policy: 'After a policy change, from stored answers',
};

function ScanTable({ rows }: { rows: readonly ScanRow[] }) {
  return (
    <table className="t sticky mt-5">
      <caption className="vh">Scans, newest first</caption>
      <thead>
        <tr>
          <th scope="col">Scan</th>
          <th scope="col">State</th>
          <th scope="col" className="only-wide">
            Started
          </th>
          <th scope="col" className="num only-wide">
            Took
          </th>
          <th scope="col" className="only-wide aftnum">
            How
          </th>
          <th scope="col" className="num">
            Read
          </th>
          <th scope="col" className="num">
            Score
          </th>
          <th scope="col" className="num only-wide">
            Seen
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((scan) => (
          <tr key={scan.id}>
            <th scope="row">
              <Link className="medium" href={`/scans/${scan.id}`} data-row>
                Scan {scan.number}
              </Link>
            </th>
            <td>
              <ScanState status={scan.status} failed={scan.accountsFailed} />
            </td>
            <td className="only-wide nowrap">{formatInstant(scan.startedAt ?? scan.createdAt)}</td>
            <td className="num only-wide nowrap m2">
              {scan.finishedAt
                ? formatDuration(scan.finishedAt.getTime() - (scan.startedAt ?? scan.createdAt).getTime())
                : ''}
            </td>
            <td className="only-wide m2 aftnum">
              {triggers[scan.trigger]}
              {scan.startedBy ? `, ${capitalize(scan.startedBy)}` : ''}
            </td>
            <td className="num nowrap">
              {scan.accountsDone} of {scan.accountsTotal}
            </td>
            <td className="num scorenum">{formatScore(scan.score)}</td>
            <td className="num only-wide m3">
              {scan.seenShare === null ? '–' : formatShare(scan.seenShare)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
