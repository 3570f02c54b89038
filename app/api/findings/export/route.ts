import type { NextRequest } from 'next/server';
import { csvLine } from '#components/ui/csv.ts';
import type { FindingRow } from '#lib/queries/finding-rows.ts';
import { eachFinding, FindingFilter } from '#lib/queries/findings.ts';
import { apiViewer, unauthorized } from '../../api-viewer.ts';
import { streamOf } from '../../stream-of.ts';

/** Exactly the rows the same filter shows, all pages: `?format=csv` or `json`. */
export async function GET(request: NextRequest): Promise<Response> {
  const viewer = await apiViewer();
  if (!viewer) return unauthorized();
  const query = Object.fromEntries(request.nextUrl.searchParams);
  const findings = eachFinding(viewer, FindingFilter.parse(query));
  const isJson = query.format === 'json';
  const name = `findings-${new Date().toISOString().slice(0, 10)}.${isJson ? 'json' : 'csv'}`;
  return new Response(streamOf(isJson ? jsonOf(findings) : csvOf(findings)), {
    headers: {
      'content-type': isJson ? 'application/json; charset=utf-8' : 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  });
}

const columns: readonly [string, (it: FindingRow) => string | number | null][] = [
  ['account_id', (it) => it.account.accountId],
  ['account', (it) => it.account.name],
  ['environment', (it) => it.account.environment],
  ['internet_exposed', (it) => (it.account.isInternetExposed ? 'yes' : 'no')],
  ['check_id', (it) => it.checkId],
  ['check', (it) => it.title],
  ['section', (it) => it.section],
  ['verdict', (it) => it.verdict],
  ['severity', (it) => it.severity],
  ['reason', (it) => it.reason],
  ['region', (it) => it.region],
  ['resource', (it) => it.resource],
  ['first_broken_link', (it) => it.firstBrokenLink],
  ['events_required', (it) => it.eventsRequired],
  ['events_lost', (it) => it.eventsLost],
  ['inherited_from', (it) => it.inheritedAccountId],
  ['inherited_verdict', (it) => it.inheritedVerdict],
  ['stale', (it) => (it.isStale ? 'yes' : 'no')],
  ['since', (it) => it.statusSince.toISOString()],
  ['first_seen', (it) => it.firstSeenAt.toISOString()],
  ['last_seen', (it) => it.lastSeenAt.toISOString()],
];

async function* csvOf(findings: AsyncIterable<FindingRow>): AsyncGenerator<string> {
  yield csvLine(columns.map(([name]) => name));
  for await (const finding of findings) yield csvLine(columns.map(([, read]) => read(finding)));
}

async function* jsonOf(findings: AsyncIterable<FindingRow>): AsyncGenerator<string> {
  let separator = '[\n';
  for await (const finding of findings) {
    yield separator + JSON.stringify(finding);
    separator = ',\n';
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}
