import { getCellGlance } from '#lib/queries/cell-glance.ts';
import type { IdProps } from '../../../../page-props.ts';
import { apiViewer, notThere, unauthorized } from '../../../api-viewer.ts';

/** What the matrix shows over a cell. */
export async function GET(_request: Request, { params }: IdProps): Promise<Response> {
  const viewer = await apiViewer();
  if (!viewer) return unauthorized();
  const glance = await getCellGlance(viewer, (await params).id);
  return glance ? Response.json(glance) : notThere();
}
