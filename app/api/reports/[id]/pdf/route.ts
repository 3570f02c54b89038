import { recordReportDownload } from '#lib/commands/reports.ts';
import { getReportPdf } from '#lib/queries/reports.ts';
import type { IdProps } from '../../../../page-props.ts';
import { apiViewer, notThere, unauthorized } from '../../../api-viewer.ts';

/** The finished PDF; every download is written to the audit log. */
export async function GET(_request: Request, { params }: IdProps): Promise<Response> {
  const viewer = await apiViewer();
  if (!viewer) return unauthorized();
  const { id } = await params;
  const report = await getReportPdf(viewer, id);
  if (!report) return notThere();
  await recordReportDownload(viewer, id, 'pdf');
  return new Response(report.pdf, {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="watchpost-report-${report.number}.pdf"`,
      'content-length': String(report.pdf.byteLength),
      'cache-control': 'private, no-store',
    },
  });
}
