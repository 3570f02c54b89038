import type { NextRequest } from 'next/server';
import { AccountFilter, listAccounts } from '#lib/queries/accounts.ts';
import { apiViewer, unauthorized } from '../api-viewer.ts';

/** Onboarded accounts whose name, id or owner holds `q`, by name: the first 25, and how many there are. */
export async function GET(request: NextRequest): Promise<Response> {
  const viewer = await apiViewer();
  if (!viewer) return unauthorized();
  const q = request.nextUrl.searchParams.get('q') ?? '';
  const { rows, total } = await listAccounts(viewer, AccountFilter.parse({ q, sort: 'name', size: 25 }));
  const accounts = rows.map(({ accountId, name, environment }) => ({ accountId, name, environment }));
  return Response.json({ accounts, total }, { headers: { 'cache-control': 'no-store' } });
}
