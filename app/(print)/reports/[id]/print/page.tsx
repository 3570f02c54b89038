import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { accountAnchor, ReportAccount } from '#components/report/report-account.tsx';
import { ReportDocument } from '#components/report/report-document.tsx';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import { getReport, getReportModel } from '#lib/queries/reports.ts';
import { ReportModel } from '#lib/report/model.ts';
import { firstOf, type IdProps, type SearchProps } from '../../../../page-props.ts';

export async function generateMetadata({ params }: IdProps): Promise<Metadata> {
  const report = await getReport(await requireViewer(), (await params).id);
  return { title: report?.title ?? 'Not found' };
}

export default async function PrintPage({ params, searchParams }: IdProps & SearchProps) {
  const { id } = await params;
  const report = await getReportModel(await requireViewer(), id);
  if (!report) notFound();
  const model = ReportModel.parse(report.model);
  const asked = firstOf((await searchParams).account);
  if (asked === undefined) return <ReportDocument model={model} />;
  const account = model.accounts.find((it) => accountAnchor(it) === asked);
  if (!account) notFound();
  return (
    <section className="sheet">
      <p>
        <a href={`/reports/${id}/print`}>{model.title}</a>
      </p>
      <ReportAccount account={account} />
    </section>
  );
}
