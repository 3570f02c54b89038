import { csvLine } from '#components/ui/csv.ts';
import { isListed } from '#lib/frameworks/listed-frameworks.ts';
import { eachRequirementVerdict, type RequirementVerdict } from '#lib/queries/requirement.ts';
import { apiViewer, notThere, unauthorized } from '../../../../api-viewer.ts';
import { streamOf } from '../../../../stream-of.ts';

interface ExportProps {
  params: Promise<{ framework: string; edition: string }>;
}

/** Every verdict behind one framework edition's page, a line per requirement, check and account. */
export async function GET(_request: Request, { params }: ExportProps): Promise<Response> {
  const viewer = await apiViewer();
  if (!viewer) return unauthorized();
  const of = await params;
  if (!isListed(of.framework) || !/^[\w.]{1,20}$/.test(of.edition)) return notThere();
  const name = `${of.framework}-${of.edition}-${new Date().toISOString().slice(0, 10)}.csv`;
  return new Response(streamOf(csvOf(eachRequirementVerdict(viewer, of))), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  });
}

const columns: readonly [string, (it: RequirementVerdict) => string | null][] = [
  ['number', (it) => it.number],
  ['assessment', (it) => it.assessment],
  ['check_id', (it) => it.checkId],
  ['check', (it) => it.title],
  ['account_id', (it) => it.accountId],
  ['account', (it) => it.accountName],
  ['verdict', (it) => it.verdict],
  ['inherited_verdict', (it) => it.inheritedVerdict],
  ['reason', (it) => it.reason],
  ['since', (it) => it.since.toISOString()],
];

async function* csvOf(verdicts: AsyncIterable<RequirementVerdict>): AsyncGenerator<string> {
  yield csvLine(columns.map(([name]) => name));
  for await (const it of verdicts) yield csvLine(columns.map(([, read]) => read(it)));
}
