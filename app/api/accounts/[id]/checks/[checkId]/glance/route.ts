import { getCellGlance } from '#lib/queries/cell-glance.ts';
import { findingIdOf } from '#lib/queries/finding.ts';
import { apiViewer, notThere, unauthorized } from '../../../../../api-viewer.ts';

interface GlanceProps {
  params: Promise<{ id: string; checkId: string }>;
}

/** What the matrix shows over a cell. */
export async function GET(_request: Request, { params }: GlanceProps): Promise<Response> {
  const viewer = await apiViewer();
  if (!viewer) return unauthorized();
  const { id, checkId } = await params;
  const findingId = await findingIdOf(viewer, id, checkId);
  const glance = findingId === null ? null : await getCellGlance(viewer, findingId);
  return glance ? Response.json(glance) : notThere();
}
