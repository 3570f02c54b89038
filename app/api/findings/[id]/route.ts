import { getFinding } from '#lib/queries/finding.ts';
import type { IdProps } from '../../../page-props.ts';
import { apiViewer, notThere, unauthorized } from '../../api-viewer.ts';

/** One finding with all its evidence. */
export async function GET(_request: Request, { params }: IdProps): Promise<Response> {
  const viewer = await apiViewer();
  if (!viewer) return unauthorized();
  const finding = await getFinding(viewer, (await params).id);
  if (!finding) return notThere();
  const body = JSON.stringify(finding, null, 2);
  return new Response(body, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${finding.account.accountId}-${finding.checkId}.json"`,
    },
  });
}
