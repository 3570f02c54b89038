'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { fetchJson } from '#components/ui/fetch-json.ts';
import { Glyph } from '#components/ui/glyph.tsx';
import { Note } from '#components/ui/note.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { PollTrouble } from '#components/ui/poll-trouble.tsx';
import { formatInstant, formatNumber } from '#lib/format.ts';
import { formatBytes } from '../format-bytes.ts';
import { ReportState } from '../report-state.tsx';
import { ReportView } from './report-view.ts';

const pollMs = 1000;

export function ReportDetail({ initial }: { initial: ReportView }) {
  const poll = useQuery({
    queryKey: ['report', initial.id],
    queryFn: ({ signal }) => fetchJson(`/api/reports/${initial.id}`, ReportView, signal),
    initialData: initial,
    refetchInterval: (query) => (isOver(query.state.data) ? false : pollMs),
    staleTime: 0,
    enabled: !isOver(initial),
  });
  const report = poll.data;
  return (
    <>
      <PageHead
        title={report.title}
        actions={
          report.status === 'done' ? (
            <>
              <Link className="btn" href={`/reports/${report.id}/print`}>
                Printable page
              </Link>
              <a className="btn primary" href={`/api/reports/${report.id}/pdf`}>
                <Glyph name="download" />
                Download PDF
              </a>
            </>
          ) : null
        }
      >
        <p>
          Report {report.number}
          {`, asked for${report.createdBy ? ` by ${report.createdBy}` : ''}`} on{' '}
          {formatInstant(report.createdAt)}.
        </p>
      </PageHead>
      <div className="mt-5" aria-live="polite">
        {report.status === 'failed' ? (
          <Note
            tone="fail"
            action={
              <Link className="btn" href="/reports/new">
                Create it again
              </Link>
            }
          >
            <b>The report could not be made.</b> {report.error} The stored results are as they were.
          </Note>
        ) : isOver(report) ? (
          <Facts report={report} />
        ) : (
          <Progress report={report} />
        )}
        <PollTrouble error={poll.error} what="The progress" goesOn="The report is still being made." />
      </div>
    </>
  );
}

function Progress({ report }: { report: ReportView }) {
  const { progress } = report;
  return (
    <>
      <ReportState status={report.status} />
      <progress
        className="my-2"
        max={Math.max(1, progress?.total ?? 1)}
        value={progress?.done ?? 0}
        aria-label="Report"
      />
      <p className="small m2">
        {progress
          ? `${progress.detail}, step ${progress.done + 1} of ${progress.total}.`
          : 'Waits for a worker.'}{' '}
        It is made without you: leave this page and come back.
      </p>
    </>
  );
}

function Facts({ report }: { report: ReportView }) {
  return (
    <dl className="kv">
      <dt>State</dt>
      <dd>
        <ReportState status={report.status} />
      </dd>
      <dt>Of</dt>
      <dd>
        Scan {report.scanNumber}
        {report.scanFinishedAt ? `, finished ${formatInstant(report.scanFinishedAt)}` : ''}
      </dd>
      <dt>Made</dt>
      <dd>{report.finishedAt ? formatInstant(report.finishedAt) : ''}</dd>
      <dt>PDF</dt>
      <dd>
        {report.pages === null ? '' : `${formatNumber(report.pages)} pages, `}
        {formatBytes(report.pdfBytes ?? 0)}
      </dd>
      <dt>SHA-256 of the PDF</dt>
      <dd className="mono">{report.pdfSha256}</dd>
      <dt>SHA-256 of the contents</dt>
      <dd className="mono">{report.modelSha256}</dd>
    </dl>
  );
}

function isOver(report: ReportView | undefined): boolean {
  return report?.status === 'done' || report?.status === 'failed';
}
