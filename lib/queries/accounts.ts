import { z } from 'zod';
import type { Viewer } from '#lib/auth/viewer.ts';
import { db } from '#lib/db/client.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { AccountStatus, Environment } from '#lib/db/generated/enums.ts';
import { type AccountRow, accountRow, accountRowSelect } from './account-rows.ts';
import { Direction, listOf, type Page, PageNumber, PageSize, Word } from './paging.ts';

const accountSorts = ['name', 'score', 'seen', 'read', 'environment'] as const;

/** Search parameters of the accounts list; anything unreadable falls back to the default. */
export const AccountFilter = z.object({
  q: Word,
  environment: listOf(Object.values(Environment)),
  status: listOf(Object.values(AccountStatus)),
  group: Word,
  sort: z.enum(accountSorts).catch('score'),
  dir: Direction.optional().catch(undefined),
  page: PageNumber,
  size: PageSize,
});
export type AccountFilter = z.infer<typeof AccountFilter>;

/** An account and the one sentence that says why it needs attention. */
export interface AccountListRow extends AccountRow {
  /** Its worst finding, or what kept it from being read; null when nothing is wrong. */
  why: { verdict: 'fail' | 'warn' | 'unknown'; text: string; findingId: string | null } | null;
}

export interface AccountList extends Page<AccountListRow> {
  /** Every account of the workspace, whatever the filter. */
  all: number;
  groups: string[];
}

/** Accounts that are onboarded, worst first unless sorted otherwise. Removed ones only when asked for by status. */
export async function listAccounts(viewer: Viewer, filter: AccountFilter): Promise<AccountList> {
  const workspace = { workspaceId: viewer.workspaceId };
  const where: Prisma.AccountWhereInput = { ...workspace, ...conditions(filter) };
  const [rows, total, all, groups] = await Promise.all([
    db().account.findMany({
      where,
      select: accountRowSelect,
      orderBy: order(filter),
      skip: (filter.page - 1) * filter.size,
      take: filter.size,
    }),
    db().account.count({ where }),
    db().account.count({ where: { ...workspace, status: { not: 'removed' } } }),
    db().account.findMany({
      where: { ...workspace, group: { not: null }, status: { not: 'removed' } },
      select: { group: true },
      distinct: ['group'],
      orderBy: { group: 'asc' },
    }),
  ]);
  return {
    rows: await withWhy(viewer, rows.map(accountRow)),
    total,
    all,
    page: filter.page,
    pageSize: filter.size,
    groups: groups.flatMap((it) => it.group ?? []),
  };
}

/** The `limit` accounts a person should look at first: unread ones, then those with the lowest scores. */
export async function accountsNeedingAttention(viewer: Viewer, limit: number): Promise<AccountListRow[]> {
  const rows = await db().account.findMany({
    where: {
      workspaceId: viewer.workspaceId,
      status: { notIn: ['removed', 'pending'] },
      OR: [{ status: 'unreachable' }, { score: { lt: 100 } }, { seenShare: { lt: 1 } }],
    },
    select: accountRowSelect,
    orderBy: [{ score: { sort: 'asc', nulls: 'first' } }, { seenShare: 'asc' }, { name: 'asc' }],
    take: limit,
  });
  return withWhy(viewer, rows.map(accountRow));
}

function conditions(filter: AccountFilter): Prisma.AccountWhereInput {
  const text = filter.q;
  return {
    status: filter.status.length > 0 ? { in: filter.status } : { not: 'removed' },
    ...(filter.environment.length > 0 ? { environment: { in: filter.environment } } : {}),
    ...(filter.group ? { group: filter.group } : {}),
    ...(text
      ? {
          OR: [
            { name: { contains: text, mode: 'insensitive' } },
            { accountId: { contains: text } },
            { owner: { contains: text, mode: 'insensitive' } },
          ],
        }
      : {}),
  };
}

function order({ sort, dir = 'asc' }: AccountFilter): Prisma.AccountOrderByWithRelationInput[] {
  const nulls = dir === 'asc' ? 'first' : 'last';
  const first: Record<AccountFilter['sort'], Prisma.AccountOrderByWithRelationInput> = {
    name: { name: dir },
    score: { score: { sort: dir, nulls } },
    seen: { seenShare: { sort: dir, nulls } },
    read: { lastReadAt: { sort: dir, nulls } },
    environment: { environment: dir },
  };
  return [first[sort], { name: 'asc' }, { id: 'asc' }];
}

interface Worst {
  id: string;
  account_id: string;
  verdict: 'fail' | 'warn' | 'unknown';
  reason: string;
}

async function withWhy(viewer: Viewer, rows: AccountRow[]): Promise<AccountListRow[]> {
  if (rows.length === 0) return [];
  const worst = await db().$queryRaw<Worst[]>`
    SELECT DISTINCT ON (account_id) id, account_id, verdict, reason
    FROM finding
    WHERE workspace_id = ${viewer.workspaceId}::uuid
      AND account_id = ANY(${rows.map((it) => it.id)}::uuid[])
      AND verdict IN ('fail', 'warn', 'unknown')
    ORDER BY account_id, array_position(ARRAY['fail', 'unknown', 'warn'], verdict::text), severity, check_id`;
  const byAccount = new Map(worst.map((it) => [it.account_id, it]));
  return rows.map((row) => ({ ...row, why: whyOf(row, byAccount.get(row.id)) }));
}

function whyOf(row: AccountRow, worst: Worst | undefined): AccountListRow['why'] {
  if (row.status === 'unreachable') {
    return {
      verdict: 'unknown',
      text: row.lastError?.message ?? 'The last scan could not read it.',
      findingId: null,
    };
  }
  return worst ? { verdict: worst.verdict, text: worst.reason, findingId: worst.id } : null;
}
