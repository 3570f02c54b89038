import type { Metadata } from 'next';
import Link from 'next/link';
import { FirstStep } from '#components/shell/first-step.tsx';
import { Page } from '#components/shell/page.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Glyph } from '#components/ui/glyph.tsx';
import { Name } from '#components/ui/name.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import { formatInstant, formatNumber } from '#lib/format.ts';
import { listReports, type ReportRow } from '#lib/queries/reports.ts';
import { getShell } from '#lib/queries/shell.ts';
import { formatBytes } from '../format-bytes.ts';
import { ReportState } from '../report-state.tsx';

export const metadata: Metadata = { title: 'Reports' };

export default async function ReportsPage() {
  const viewer = await requireViewer();
  const [reports, shell] = await Promise.all([listReports(viewer), getShell(viewer)]);
  const create =
    shell.scan === null ? null : (
      <Link className="btn primary" href="/reports/new">
        Create report
      </Link>
    );
  return (
    <Page crumbs={[{ title: 'Reports' }]} asOf={shell.asOf}>
      <PageHead title="Reports" actions={reports.length > 0 ? create : null}>
        <p>Made from stored results; no account is asked again.</p>
      </PageHead>
      {shell.scan === null && reports.length === 0 ? (
        <FirstStep
          viewer={viewer}
          accounts={shell.accounts}
          title="No report yet"
          what="A report can be made here"
        />
      ) : reports.length === 0 ? (
        <EmptyState title="No report yet" action={create}>
          The next one states what scan {shell.scan?.number} found.
        </EmptyState>
      ) : (
        <ReportTable reports={reports} />
      )}
    </Page>
  );
}

function ReportTable({ reports }: { reports: readonly ReportRow[] }) {
  return (
    <table className="t sticky mt-5">
      <caption className="vh">Reports, newest first</caption>
      <thead>
        <tr>
          <th scope="col">Report</th>
          <th scope="col">State</th>
          <th scope="col" className="only-wide">
            Of
          </th>
          <th scope="col" className="only-wide">
            Asked for
          </th>
          <th scope="col" className="num only-wide">
            Pages
          </th>
          <th scope="col" className="num">
            PDF
          </th>
        </tr>
      </thead>
      <tbody>
        {reports.map((report) => (
          <tr key={report.id}>
            <th scope="row">
              <Link className="medium" href={`/reports/${report.id}`} data-row>
                <Name text={report.title} />
              </Link>
              <p className="small m3">Report {report.number}</p>
            </th>
            <td className="nowrap">
              <ReportState status={report.status} />
            </td>
            <td className="only-wide nowrap m2">
              {report.scanNumber === null ? '' : `Scan ${report.scanNumber}`}
            </td>
            <td className="only-wide nowrap m2">
              {formatInstant(report.createdAt)}
              {report.createdBy ? `, ${report.createdBy}` : ''}
            </td>
            <td className="num only-wide">{report.pages === null ? '' : formatNumber(report.pages)}</td>
            <td className="num nowrap">
              {report.status === 'done' ? (
                <a className="a glyphed" href={`/api/reports/${report.id}/pdf`}>
                  <Glyph name="download" className="inl" />
                  {formatBytes(report.pdfBytes ?? 0)}
                  <span className="vh"> PDF of {report.title}</span>
                </a>
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
