import type { NextRequest } from 'next/server';
import { checkTitle } from '#components/verdict/check-title.ts';
import { accountHref } from '#components/verdict/hrefs.ts';
import { AccountFilter, listAccounts } from '#lib/queries/accounts.ts';
import { listChecks } from '#lib/queries/checks.ts';
import { apiViewer, unauthorized } from '../api-viewer.ts';

/** Accounts and checks whose names hold `q`, for the palette. */
export async function GET(request: NextRequest): Promise<Response> {
  const viewer = await apiViewer();
  if (!viewer) return unauthorized();
  const q = request.nextUrl.searchParams.get('q')?.trim() ?? '';
  if (q.length < 2) return Response.json([]);
  const [accounts, checks] = await Promise.all([
    listAccounts(viewer, AccountFilter.parse({ q, size: 25 })),
    listChecks(),
  ]);
  const text = q.toLowerCase();
  return Response.json([
    ...accounts.rows
      .slice(0, 8)
      .map((it) => ({ href: accountHref(it.id), title: it.name, kind: it.accountId })),
    ...checks
      .filter((it) => `${it.id} ${it.title} ${checkTitle(it.id, it.title)}`.toLowerCase().includes(text))
      .slice(0, 8)
      .map((it) => ({
        href: `/findings?check=${it.id}`,
        title: checkTitle(it.id, it.title),
        kind: 'Findings of this check',
      })),
  ]);
}
