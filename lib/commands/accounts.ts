import { demandRole, type Viewer } from '#lib/auth/viewer.ts';
import { db } from '#lib/db/client.ts';
import { AppError } from '#lib/errors.ts';
import type { OnboardingDraft } from '#lib/posture/onboarding-draft.ts';
import { isRowId } from '#lib/queries/row-id.ts';
import { audit } from './audit.ts';
import { demandFacts } from './onboarding.ts';

/** Changes what people say of an account; its role and external ID stay. */
export async function updateAccount(
  viewer: Viewer,
  id: string,
  draft: Omit<OnboardingDraft, 'roleArn'>,
): Promise<void> {
  demandRole(viewer, 'admin');
  const facts = demandFacts({ ...draft, roleArn: '' });
  await changeOne(viewer, id, facts, 'account.update', { name: facts.name });
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
): Promise<void> {
  const changed = isRowId(id)
    ? await db().$transaction(async (tx) => {
        const where = { id, workspaceId: viewer.workspaceId, status: { not: 'removed' } } as const;
        const { count } = await tx.account.updateMany({ where, data });
        if (count > 0) await audit(tx, viewer, action, id, detail);
        return count;
      })
    : 0;
  if (changed === 0) throw new AppError('not-found', 'This account is not onboarded.');
}
