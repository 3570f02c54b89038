import { recordReportDownload } from '#lib/commands/reports.ts';
import { getReportModel } from '#lib/queries/reports.ts';
import { reportCsv } from '#lib/report/export/report-csv.ts';
import { reportJson } from '#lib/report/export/report-json.ts';
import { reportMarkdown } from '#lib/report/export/report-markdown.ts';
import { ReportModel } from '#lib/report/model.ts';
import { apiViewer, notThere, unauthorized } from '../../../api-viewer.ts';

interface FormatProps {
  params: Promise<{ id: string; format: string }>;
}

const formats: Readonly<Record<string, { type: string; write: (model: ReportModel) => string }>> = {
  md: { type: 'text/markdown', write: reportMarkdown },
  csv: { type: 'text/csv', write: reportCsv },
  json: { type: 'application/json', write: reportJson },
};

/** The report's model in other formats; every download is written to the audit log. */
export async function GET(_request: Request, { params }: FormatProps): Promise<Response> {
  const viewer = await apiViewer();
  if (!viewer) return unauthorized();
  const { id, format } = await params;
  const writer = Object.hasOwn(formats, format) ? formats[format] : undefined;
  const report = writer ? await getReportModel(viewer, id) : null;
  if (!writer || !report) return notThere();
  await recordReportDownload(viewer, id, format);
  return new Response(writer.write(ReportModel.parse(report.model)), {
    headers: {
      'content-type': `${writer.type}; charset=utf-8`,
      'content-disposition': `attachment; filename="watchpost-report-${report.number}.${format}"`,
      'cache-control': 'private, no-store',
    },
  });
}
