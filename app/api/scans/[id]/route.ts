import { getScan } from '#lib/queries/scans.ts';
import type { IdProps } from '../../../page-props.ts';
import { apiViewer, notThere, unauthorized } from '../../api-viewer.ts';

/** Progress of one scan, polled while it runs. */
export async function GET(_request: Request, { params }: IdProps): Promise<Response> {
  const viewer = await apiViewer();
  if (!viewer) return unauthorized();
  const scan = await getScan(viewer, (await params).id);
  return scan ? Response.json(scan, { headers: { 'cache-control': 'no-store' } }) : notThere();
}
