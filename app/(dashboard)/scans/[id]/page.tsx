import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Page } from '#components/shell/page.tsx';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import { getScan } from '#lib/queries/scans.ts';
import type { IdProps } from '../../../page-props.ts';
import { ScanView } from './scan-progress.ts';
import { ScanProgressView } from './scan-progress-view.tsx';

export async function generateMetadata({ params }: IdProps): Promise<Metadata> {
  const scan = await getScan(await requireViewer(), (await params).id);
  return { title: scan ? `Scan ${scan.number}` : 'Not found' };
}

export default async function ScanDetailPage({ params }: IdProps) {
  const viewer = await requireViewer();
  const scan = await getScan(viewer, (await params).id);
  if (!scan) notFound();
  return (
    <Page
      crumbs={[{ title: 'Scans', href: '/scans' }, { title: `Scan ${scan.number}` }]}
      asOf={scan.trigger === 'policy' ? null : scan.finishedAt}
    >
      <ScanProgressView initial={ScanView.parse(scan)} />
    </Page>
  );
}
