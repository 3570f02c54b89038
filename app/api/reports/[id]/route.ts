import { getReport } from '#lib/queries/reports.ts';
import type { IdProps } from '../../../page-props.ts';
import { apiViewer, notThere, unauthorized } from '../../api-viewer.ts';

/** Progress of one report, polled while it is made. */
export async function GET(_request: Request, { params }: IdProps): Promise<Response> {
  const viewer = await apiViewer();
  if (!viewer) return unauthorized();
  const report = await getReport(viewer, (await params).id);
  return report ? Response.json(report, { headers: { 'cache-control': 'no-store' } }) : notThere();
}
