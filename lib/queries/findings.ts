import { z } from 'zod';
import type { Viewer } from '#lib/auth/viewer.ts';
import { db } from '#lib/db/client.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { Environment } from '#lib/db/generated/enums.ts';
import { sections, severities, type VerdictStatus, verdictStatuses } from '#lib/posture/verdict.ts';
import { type FindingRow, findingRow, findingRowSelect } from './finding-rows.ts';
import { Direction, listOf, type Page, PageNumber, PageSize, Word } from './paging.ts';
import { isRowId } from './row-id.ts';

const findingSorts = ['severity', 'verdict', 'account', 'check', 'since', 'seen'] as const;

/** Search parameters of the findings list. Without a verdict: what is open (fail, warn, unknown). */
export const FindingFilter = z.object({
  q: Word,
  verdict: listOf(verdictStatuses),
  severity: listOf(severities),
  section: listOf(sections),
  environment: listOf(Object.values(Environment)),
  check: Word,
  /** Row id of an account. */
  account: Word,
  /** Key of a root cause. */
  cause: Word,
  sort: z.enum(findingSorts).catch('severity'),
  dir: Direction.optional().catch(undefined),
  page: PageNumber,
  size: PageSize,
});
export type FindingFilter = z.infer<typeof FindingFilter>;

const openVerdicts = ['fail', 'warn', 'unknown'] as const;

export interface FindingList extends Page<FindingRow> {
  /** How many findings there are without any filter but the workspace. */
  all: number;
  /** How many would be left without one of the filters that are on, to name the one to drop. */
  without: {
    filter: 'q' | 'verdict' | 'severity' | 'section' | 'environment' | 'check' | 'account' | 'cause';
    total: number;
  }[];
}

/** Findings of accounts that are onboarded; `without` is only counted when nothing matches. */
export async function listFindings(viewer: Viewer, filter: FindingFilter): Promise<FindingList> {
  const where = whereOf(viewer, filter);
  const [rows, total, all] = await Promise.all([
    inOrder(where, filter, (filter.page - 1) * filter.size, filter.size),
    db().finding.count({ where }),
    db().finding.count({
      where: { workspaceId: viewer.workspaceId, account: { status: { not: 'removed' } } },
    }),
  ]);
  return {
    rows: rows.map(findingRow),
    total,
    all,
    page: filter.page,
    pageSize: filter.size,
    without: total === 0 && all > 0 ? await countWithout(viewer, filter) : [],
  };
}

const exportBatch = 1000;

/** Every finding the filter matches, in its order, whatever its page; read in batches. */
export async function* eachFinding(viewer: Viewer, filter: FindingFilter): AsyncGenerator<FindingRow> {
  const where = whereOf(viewer, filter);
  for (let skip = 0; ; skip += exportBatch) {
    const rows = await inOrder(where, filter, skip, exportBatch);
    yield* rows.map(findingRow);
    if (rows.length < exportBatch) return;
  }
}

function whereOf(viewer: Viewer, filter: FindingFilter): Prisma.FindingWhereInput {
  const parts = Object.values(conditions(filter));
  return {
    workspaceId: viewer.workspaceId,
    account: { status: { not: 'removed' } },
    AND: parts.filter((it) => it !== null),
  };
}

type FilterName = FindingList['without'][number]['filter'];

/** One condition per filter that is on; null for those that are off. */
function conditions(filter: FindingFilter): Record<FilterName, Prisma.FindingWhereInput | null> {
  const { q, verdict, severity, section, environment, check, account, cause } = filter;
  return {
    q: q
      ? {
          OR: [
            { reason: { contains: q, mode: 'insensitive' } },
            { resource: { contains: q, mode: 'insensitive' } },
            { check: { title: { contains: q, mode: 'insensitive' } } },
            { account: { name: { contains: q, mode: 'insensitive' } } },
            { account: { accountId: { contains: q } } },
          ],
        }
      : null,
    verdict: { verdict: { in: verdict.length > 0 ? verdict : [...openVerdicts] } },
    severity: severity.length > 0 ? { severity: { in: severity } } : null,
    section: section.length > 0 ? { section: { in: section } } : null,
    environment: environment.length > 0 ? { account: { environment: { in: environment } } } : null,
    check: check ? { checkId: check } : null,
    account: account ? (isRowId(account) ? { accountId: account } : { id: { in: [] } }) : null,
    cause: cause ? { rootCauseKey: cause } : null,
  };
}

async function countWithout(viewer: Viewer, filter: FindingFilter): Promise<FindingList['without']> {
  const all = conditions(filter);
  const names: FilterName[] = [
    'q',
    'verdict',
    'severity',
    'section',
    'environment',
    'check',
    'account',
    'cause',
  ];
  return Promise.all(
    names
      .filter((name) => all[name] !== null)
      .map(async (name) => {
        const others = names.filter((it) => it !== name).map((it) => all[it]);
        const total = await db().finding.count({
          where: {
            workspaceId: viewer.workspaceId,
            account: { status: { not: 'removed' } },
            AND: others.filter((it) => it !== null),
          },
        });
        return { filter: name, total };
      }),
  );
}

/** What to read first: a failure before a doubt, a doubt before a weakness. The database knows no such order. */
const gravestFirst: readonly VerdictStatus[] = [
  'fail',
  'unknown',
  'warn',
  'attested',
  'pass',
  'inherited',
  'not_applicable',
];

/** By severity or verdict, findings come in groups of one severity and one verdict; others in the database's order. */
async function inOrder(where: Prisma.FindingWhereInput, filter: FindingFilter, skip: number, take: number) {
  const find = (part: Prisma.FindingWhereInput, from: number, count: number) =>
    db().finding.findMany({
      where: { AND: [where, part] },
      select: findingRowSelect,
      orderBy: order(filter),
      skip: from,
      take: count,
    });
  if (filter.sort !== 'severity' && filter.sort !== 'verdict') return find({}, skip, take);
  const groups = await db().finding.groupBy({ by: ['severity', 'verdict'], where, _count: true });
  const rows: Awaited<ReturnType<typeof find>> = [];
  let start = 0;
  for (const { severity, verdict, _count: count } of groups.toSorted(groupOrder(filter))) {
    const from = Math.max(0, skip - start);
    const left = take - rows.length;
    if (from < count && left > 0) rows.push(...(await find({ severity, verdict }, from, left)));
    start += count;
  }
  return rows;
}

type Group = Pick<FindingRow, 'severity' | 'verdict'>;

function groupOrder({ sort, dir }: FindingFilter): (a: Group, b: Group) => number {
  const bySeverity = (a: Group, b: Group) => severities.indexOf(a.severity) - severities.indexOf(b.severity);
  const byVerdict = (a: Group, b: Group) => gravestFirst.indexOf(a.verdict) - gravestFirst.indexOf(b.verdict);
  if (sort === 'severity') {
    const sign = dir === 'desc' ? -1 : 1;
    return (a, b) => sign * bySeverity(a, b) || byVerdict(a, b);
  }
  const sign = dir === 'asc' ? -1 : 1;
  return (a, b) => sign * byVerdict(a, b) || bySeverity(a, b);
}

function order({ sort, dir }: FindingFilter): Prisma.FindingOrderByWithRelationInput[] {
  const ascending = dir ?? 'asc';
  const descending = dir ?? 'desc';
  const first: Record<FindingFilter['sort'], Prisma.FindingOrderByWithRelationInput[]> = {
    severity: [{ statusSince: 'desc' }],
    verdict: [{ statusSince: 'desc' }],
    account: [{ account: { name: ascending } }, { severity: 'asc' }],
    check: [{ check: { position: ascending } }, { severity: 'asc' }],
    since: [{ statusSince: descending }],
    seen: [{ lastSeenAt: descending }],
  };
  return [...first[sort], { account: { name: 'asc' } }, { check: { position: 'asc' } }, { id: 'asc' }];
}
