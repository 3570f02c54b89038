import { z } from 'zod';
import type { Viewer } from '#lib/auth/viewer.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { AppError } from '#lib/errors.ts';
import { formatDate } from '#lib/format.ts';
import { type DecisionScope, Environment, isSameGround, scopeWords } from '#lib/posture/decision-scope.ts';
import {
  decisionKey,
  isDecidable,
  isStanding,
  type NotRequired,
  type WorkspacePolicy,
} from '#lib/posture/workspace-policy.ts';
import { editPolicy, type Rejudging } from './workspace-policy-change.ts';
import { nameList, policyVersion } from './workspace-policy-fields.ts';

const dayMs = 24 * 60 * 60 * 1000;
const longestDays = 366;

const Fields = z.object({
  version: policyVersion,
  checkId: z.string().refine(isDecidable, 'No decision can be made about this check.'),
  /** The decision that is changed or renewed, by its key; empty: a new one. */
  replaces: z.string().max(10_000).default(''),
  /** Never supposed: all accounts is the widest there is. */
  covers: z.enum(['all', 'environments', 'accounts'], { error: 'Choose the accounts it is about.' }),
  environments: z.preprocess(
    (it) => (it === undefined ? [] : [it].flat()),
    z.array(Environment, { error: 'Choose among the environments shown.' }),
  ),
  accounts: nameList(/^\d{12}$/, (name) => `${name} is not an account id. It has 12 digits.`),
  owner: z.string().trim().min(2, 'Who answers for it?').max(120, 'At most 120 characters.'),
  reason: z.string().trim().min(10, 'Say why, in a sentence.').max(1000, 'At most 1000 characters.'),
  costNote: z
    .string()
    .trim()
    .min(2, 'Say what it would cost, or that cost is not the reason.')
    .max(300, 'At most 300 characters.'),
  /** Last day it holds. */
  expiresOn: z.iso.date('Give the last day it holds.').superRefine((day, context) => {
    const end = Date.parse(endOfDay(day));
    if (end <= Date.now()) context.addIssue({ code: 'custom', message: 'This day has passed.' });
    if (end > Date.now() + longestDays * dayMs) {
      context.addIssue({
        code: 'custom',
        message: 'At most a year ahead: decisions are reviewed each year.',
      });
    }
  }),
});

/** Asked as soon as these three could be read, whatever else is wrong: one look shows all that is. */
const Chosen = Fields.pick({ covers: true }).extend({
  environments: z.array(z.unknown()),
  accounts: z.array(z.unknown()),
});
const whenChosen = ({ value }: { value: unknown }) => Chosen.safeParse(value).success;

/** What the form sends. Choices that are not about the chosen kind of scope are left out, right or wrong. */
export const ServiceDecision = z.preprocess(
  withoutOtherScopes,
  Fields.refine((it) => it.covers !== 'environments' || it.environments.length > 0, {
    path: ['environments'],
    error: 'Choose at least one environment.',
    when: whenChosen,
  }).refine((it) => it.covers !== 'accounts' || it.accounts.length > 0, {
    path: ['accounts'],
    error: 'Name at least one account by its id.',
    when: whenChosen,
  }),
);
export type ServiceDecision = z.infer<typeof ServiceDecision>;

/** `decision` is the key of the one to end. */
export const DecisionEnd = z.object({ version: policyVersion, decision: z.string() });

/**
 * States that a service is reviewed and not required, in all accounts or some, until the decision expires. One check
 * may have several decisions of different scopes; two that name the same account or environment may not both stand.
 * @throws AppError `conflict` on field `covers` for such two, `invalid-input` on field `accounts` for an account that
 * is not onboarded
 */
export async function decideNotRequired(viewer: Viewer, decision: ServiceDecision): Promise<Rejudging> {
  const { version: seen, checkId, replaces, owner, reason, costNote, expiresOn } = decision;
  const scope = scopeOf(decision);
  const entry: NotRequired = { checkId, scope, owner, reason, costNote, expiresAt: endOfDay(expiresOn) };
  return editPolicy(viewer, seen, async (policy, tx) => {
    const others = replaces === '' ? policy.notRequired : without(policy, replaces);
    refuseSameGround(others, entry);
    await refuseStrangers(tx, viewer, scope);
    const kept = others.filter((it) => decisionKey(it) !== decisionKey(entry));
    const notRequired = [...kept, entry].sort((a, b) => decisionKey(a).localeCompare(decisionKey(b), 'en'));
    return { ...policy, notRequired };
  });
}

/** @throws AppError `not-found` when no such decision stands */
export async function endDecision(
  viewer: Viewer,
  { version: seen, decision }: z.infer<typeof DecisionEnd>,
): Promise<Rejudging> {
  return editPolicy(viewer, seen, (policy) => ({ ...policy, notRequired: without(policy, decision) }));
}

function without({ notRequired }: WorkspacePolicy, key: string): NotRequired[] {
  const rest = notRequired.filter((it) => decisionKey(it) !== key);
  if (rest.length === notRequired.length) {
    throw new AppError('not-found', 'This decision does not stand any more.');
  }
  return rest;
}

function withoutOtherScopes(sent: unknown): unknown {
  if (typeof sent !== 'object' || sent === null || !('covers' in sent)) return sent;
  return {
    ...sent,
    ...(sent.covers !== 'environments' && { environments: [] }),
    ...(sent.covers !== 'accounts' && { accounts: '' }),
  };
}

function scopeOf({ covers, environments, accounts }: ServiceDecision): DecisionScope {
  if (covers === 'environments') return { environments };
  return covers === 'accounts' ? { accounts } : 'all';
}

function refuseSameGround(others: readonly NotRequired[], { checkId, scope }: NotRequired): void {
  const now = new Date();
  const twin = others.find(
    (it) => it.checkId === checkId && isStanding(it, now) && isSameGround(it.scope, scope),
  );
  if (!twin) return;
  throw new AppError(
    'conflict',
    `${twin.owner} decided this for ${scopeWords(twin.scope)} until ${formatDate(twin.expiresAt)}. Change that decision, or choose other accounts.`,
    { field: 'covers' },
  );
}

async function refuseStrangers(
  tx: Prisma.TransactionClient,
  { workspaceId }: Viewer,
  scope: DecisionScope,
): Promise<void> {
  if (scope === 'all' || 'environments' in scope) return;
  const found = await tx.account.findMany({
    where: { workspaceId, accountId: { in: scope.accounts }, status: { not: 'removed' } },
    select: { accountId: true },
  });
  const known = new Set(found.map((it) => it.accountId));
  const strange = scope.accounts.filter((it) => !known.has(it));
  if (strange.length === 0) return;
  const names = strange.slice(0, 5).join(', ');
  const more = strange.length > 5 ? ` and ${strange.length - 5} more` : '';
  throw new AppError(
    'invalid-input',
    `${names}${more} ${strange.length === 1 ? 'is' : 'are'} not onboarded in this workspace.`,
    { field: 'accounts' },
  );
}

/** A decision holds through its last day, in UTC. */
function endOfDay(day: string): string {
  return `${day}T23:59:59.999Z`;
}
