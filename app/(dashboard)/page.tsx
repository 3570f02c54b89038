import type { Metadata } from 'next';
import Link from 'next/link';
import { FirstStep } from '#components/shell/first-step.tsx';
import { Page } from '#components/shell/page.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import { hasRole } from '#lib/auth/viewer.ts';
import { formatDuration, plural } from '#lib/format.ts';
import { getOverview, type Overview } from '#lib/queries/overview.ts';
import { getReachMap } from '#lib/queries/reach.ts';
import { AttentionTable } from './overview/attention-table.tsx';
import { FixFirst } from './overview/fix-first.tsx';
import { PostureBand } from './overview/posture-band.tsx';
import { SinceLastScan } from './overview/since-last-scan.tsx';
import { ScanButton } from './scans/scan-button.tsx';

export const metadata: Metadata = { title: 'Overview' };

export default async function OverviewPage() {
  const viewer = await requireViewer();
  const [overview, reach] = await Promise.all([getOverview(viewer), getReachMap(viewer)]);
  const canScan = hasRole(viewer, 'lead');
  return (
    <Page crumbs={[{ title: 'Overview' }]} asOf={overview.asOf}>
      <PageHead
        title={overview.accounts === 0 ? 'Overview' : `Posture of ${plural(overview.accounts, 'account')}`}
        actions={
          overview.accounts === 0 ? null : (
            <>
              <Link className="btn" href="/reports/new">
                Create report
              </Link>
              {canScan ? <ScanButton /> : null}
            </>
          )
        }
      >
        <p>{readingOf(overview)}</p>
      </PageHead>
      {overview.scan === null ? (
        <FirstStep
          viewer={viewer}
          accounts={overview.accounts}
          title={overview.accounts > 0 ? 'The first scan is not through yet' : 'No accounts yet'}
          what="Score, causes and changes appear here"
        />
      ) : (
        <>
          <PostureBand overview={overview} />
          <div className="since">
            <SinceLastScan changes={overview.changes} />
            <FixFirst causes={overview.rootCauses} openFindings={overview.openFindings} reach={reach} />
          </div>
          <AttentionTable rows={overview.attention} all={overview.accounts} asOf={overview.scan.finishedAt} />
        </>
      )}
    </Page>
  );
}

function readingOf({ scan, accounts }: Overview): string {
  if (scan === null) {
    return accounts === 0
      ? 'Nothing has been onboarded, so nothing has been judged.'
      : `${plural(accounts, 'account')} onboarded, none read yet.`;
  }
  const read = scan.accountsTotal - scan.accountsFailed;
  const took = `in ${formatDuration(scan.durationMs)}`;
  if (scan.accountsFailed === 0) return `Scan ${scan.number} read ${plural(read, 'account')} ${took}.`;
  const lost =
    scan.accountsFailed === 1
      ? 'One could not be reached; its last verdicts are not counted.'
      : `${scan.accountsFailed} could not be reached; their last verdicts are not counted.`;
  return `Scan ${scan.number} read ${read} of ${plural(scan.accountsTotal, 'account')} ${took}. ${lost}`;
}
