import type { NextRequest } from 'next/server';
import { alarmControlIds } from '#lib/alarm-controls/control-ids.ts';
import { listConfirmations } from '#lib/queries/confirmations.ts';
import { apiViewer, notThere, unauthorized } from '../api-viewer.ts';

/** What AWS was asked about one control, polled while it is being asked. */
export async function GET(request: NextRequest): Promise<Response> {
  const viewer = await apiViewer();
  if (!viewer) return unauthorized();
  const control = alarmControlIds.find((it) => it === request.nextUrl.searchParams.get('control'));
  if (!control) return notThere();
  return Response.json(await listConfirmations(viewer, control), {
    headers: { 'cache-control': 'no-store' },
  });
}
