import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Page } from '#components/shell/page.tsx';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import { getReport } from '#lib/queries/reports.ts';
import type { IdProps } from '../../../page-props.ts';
import { ReportDetail } from './report-detail.tsx';
import { ReportView } from './report-view.ts';

export async function generateMetadata({ params }: IdProps): Promise<Metadata> {
  const report = await getReport(await requireViewer(), (await params).id);
  return { title: report?.title ?? 'Not found' };
}

export default async function ReportPage({ params }: IdProps) {
  const report = await getReport(await requireViewer(), (await params).id);
  if (!report) notFound();
  return (
    <Page
      crumbs={[{ title: 'Reports', href: '/reports' }, { title: `Report ${report.number}` }]}
      asOf={report.scanFinishedAt}
    >
      <ReportDetail initial={ReportView.parse(report)} />
    </Page>
  );
}
