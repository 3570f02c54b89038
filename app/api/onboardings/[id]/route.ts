import { getOnboarding } from '#lib/queries/onboarding.ts';
import type { IdProps } from '../../../page-props.ts';
import { apiViewer, notThere, unauthorized } from '../../api-viewer.ts';

/** The connection test as it runs, polled by the onboarding form. */
export async function GET(_request: Request, { params }: IdProps): Promise<Response> {
  const viewer = await apiViewer();
  if (!viewer) return unauthorized();
  const onboarding = await getOnboarding(viewer, (await params).id);
  return onboarding ? Response.json(onboarding, { headers: { 'cache-control': 'no-store' } }) : notThere();
}
