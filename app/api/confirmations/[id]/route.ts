import { getConfirmation } from '#lib/queries/confirmations.ts';
import type { IdProps } from '../../../page-props.ts';
import { apiViewer, notThere, unauthorized } from '../../api-viewer.ts';

/** One answer of AWS with every record it differs on. */
export async function GET(_request: Request, { params }: IdProps): Promise<Response> {
  const viewer = await apiViewer();
  if (!viewer) return unauthorized();
  const confirmation = await getConfirmation(viewer, (await params).id);
  if (!confirmation) return notThere();
  return Response.json(confirmation, { headers: { 'cache-control': 'no-store' } });
}
