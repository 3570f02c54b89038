import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ReportDocument } from '#components/report/report-document.tsx';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import { getReport, getReportModel } from '#lib/queries/reports.ts';
import { ReportModel } from '#lib/report/model.ts';
import type { IdProps } from '../../../../page-props.ts';

export async function generateMetadata({ params }: IdProps): Promise<Metadata> {
  const report = await getReport(await requireViewer(), (await params).id);
  return { title: report?.title ?? 'Not found' };
}

export default async function PrintPage({ params }: IdProps) {
  const { id } = await params;
  const report = await getReportModel(await requireViewer(), id);
  if (!report) notFound();
  return <ReportDocument model={ReportModel.parse(report.model)} />;
}
