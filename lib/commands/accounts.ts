import { demandRole, type Viewer } from '#lib/auth/viewer.ts';
import { db } from '#lib/db/client.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { AppError } from '#lib/errors.ts';
import { type Environment, isInScope } from '#lib/posture/decision-scope.ts';
import type { OnboardingDraft } from '#lib/posture/onboarding-draft.ts';
import { WorkspacePolicy } from '#lib/posture/workspace-policy.ts';
import { isRowId } from '#lib/queries/row-id.ts';
import { audit } from './audit.ts';
import { demandFacts } from './onboarding.ts';
import { startRejudge } from './start-rejudge.ts';

/**
 * Changes what people say of an account; its role and external ID stay. Where a decision is about environments, a
 * new one has all judged again.
 */
export async function updateAccount(
  viewer: Viewer,
  id: string,
  draft: Omit<OnboardingDraft, 'roleArn'>,
): Promise<void> {
  demandRole(viewer, 'admin');
  const facts = demandFacts({ ...draft, roleArn: '' });
  await changeOne(viewer, id, facts, 'account.update', { name: facts.name }, facts.environment);
}

/** Takes an account out: no more scans, its findings leave every list, its history and reports stay. */
export async function removeAccount(viewer: Viewer, id: string): Promise<void> {
  demandRole(viewer, 'admin');
  await changeOne(viewer, id, { status: 'removed' }, 'account.remove', {});
}

type Change = Parameters<ReturnType<typeof db>['account']['updateMany']>[0]['data'];

async function changeOne(
  viewer: Viewer,
  id: string,
  data: Change,
  action: string,
  detail: { name?: string },
  environment: Environment | null = null,
): Promise<void> {
  const changed = isRowId(id)
    ? await db().$transaction(async (tx) => {
        const where = { id, workspaceId: viewer.workspaceId, status: { not: 'removed' } } as const;
        const isMoved = environment !== null && (await isMovedAmongDecisions(tx, viewer, id, environment));
        const { count } = await tx.account.updateMany({ where, data });
        if (count > 0) await audit(tx, viewer, action, id, detail);
        if (count > 0 && isMoved) {
          await startRejudge(tx, { workspaceId: viewer.workspaceId, startedById: viewer.userId });
        }
        return count;
      })
    : 0;
  if (changed === 0) throw new AppError('not-found', 'This account is not onboarded.');
}

/**
 * Whether the account leaves or enters an environment some decision names. Holds the workspace's row, so that no
 * change of the policy slips in between; not against rows that only refer to it, which a scan adds all the time.
 */
async function isMovedAmongDecisions(
  tx: Prisma.TransactionClient,
  { workspaceId }: Viewer,
  id: string,
  environment: Environment,
): Promise<boolean> {
  const [workspace] = await tx.$queryRaw<{ policy: unknown }[]>`
    SELECT policy FROM workspace WHERE id = ${workspaceId}::uuid FOR NO KEY UPDATE`;
  const before = await tx.account.findFirst({
    where: { id, workspaceId },
    select: { accountId: true, environment: true },
  });
  if (!before || before.environment === environment) return false;
  const { notRequired } = WorkspacePolicy.parse(workspace?.policy ?? {});
  return notRequired.some(
    ({ scope }) => isInScope(scope, before) !== isInScope(scope, { ...before, environment }),
  );
}
