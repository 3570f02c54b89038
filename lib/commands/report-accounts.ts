import { z } from 'zod';
import type { Viewer } from '#lib/auth/viewer.ts';
import { db } from '#lib/db/client.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { AppError } from '#lib/errors.ts';
import { Environment } from '#lib/posture/decision-scope.ts';
import { nameList } from './workspace-policy-fields.ts';

const reportScopeKinds = ['all', 'environments', 'groups', 'tags', 'accounts'] as const;

/** A box arrives as one text, several as a list, none not at all. */
const boxes = <T extends z.ZodType>(one: T) =>
  z.preprocess((it) => (it === undefined ? [] : [it].flat()), z.array(one));

/** PostgreSQL holds neither NUL nor half a surrogate pair, so no account has such a name. */
const Name = z
  .string()
  .refine((it) => it.isWellFormed() && !it.includes('\0'), 'A name holds characters that no account has.');

const Fields = z.object({
  covers: z.enum(reportScopeKinds, { error: 'Choose the accounts it covers.' }),
  environments: boxes(Environment),
  groups: boxes(Name),
  tags: boxes(Name),
  accounts: nameList(/^\d{12}$/, (name) => `${name} is not an account id. It has 12 digits.`, 10_000),
});

const asks = {
  environments: 'Choose at least one environment.',
  groups: 'Choose at least one group.',
  tags: 'Choose at least one tag.',
  accounts: 'Name at least one account by its id.',
} as const;

/** Which accounts a report covers, as its form sends it. Only the chosen kind counts; the others are left out. */
export const ReportScope = z.preprocess(
  onlyChosen,
  Fields.superRefine((it, context) => {
    if (it.covers === 'all' || it[it.covers].length > 0) return;
    context.addIssue({ code: 'custom', path: [it.covers], message: asks[it.covers] });
  }),
);
export type ReportScope = z.infer<typeof ReportScope>;

function onlyChosen(sent: unknown): unknown {
  if (typeof sent !== 'object' || sent === null || !('covers' in sent)) return sent;
  return Object.fromEntries(Object.entries(sent).filter(([name]) => !(name in asks) || name === sent.covers));
}

/**
 * Row ids of the onboarded accounts a report covers, as they are now; empty: all, also those onboarded until it is made.
 * @throws AppError `invalid-input` on the field that names accounts which are not onboarded, or that fits none
 */
export async function reportAccounts(viewer: Viewer, scope: ReportScope): Promise<string[]> {
  if (scope.covers === 'all') return [];
  const rows = await db().account.findMany({
    where: { workspaceId: viewer.workspaceId, status: { not: 'removed' }, ...conditionOf(scope) },
    select: { id: true, accountId: true },
    orderBy: { accountId: 'asc' },
  });
  const found = new Set(rows.map((it) => it.accountId));
  const strange = scope.covers === 'accounts' ? scope.accounts.filter((it) => !found.has(it)) : [];
  if (strange.length > 0) {
    const others = strange.length > 1 ? `, and ${strange.length - 1} more` : '';
    throw new AppError('invalid-input', `No account ${strange[0]} is onboarded here${others}.`, {
      field: scope.covers,
    });
  }
  if (rows.length === 0) {
    throw new AppError('invalid-input', 'No onboarded account fits any more. Load the page again.', {
      field: scope.covers,
    });
  }
  return rows.map((it) => it.id);
}

function conditionOf(scope: ReportScope): Prisma.AccountWhereInput {
  if (scope.covers === 'environments') return { environment: { in: scope.environments } };
  if (scope.covers === 'groups') return { group: { in: scope.groups } };
  if (scope.covers === 'tags') return { tags: { hasSome: scope.tags } };
  return { accountId: { in: scope.accounts } };
}
