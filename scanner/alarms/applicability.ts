import type { AlarmControlId } from '#lib/alarm-controls/controls.ts';
import type { Missing } from '#lib/posture/verdict.ts';
import type { Linked } from '../link/linked.ts';
import { missingOf } from '../link/missing.ts';

export type Applicability =
  | { applies: true }
  | { applies: false; reason: string }
  | { applies: null; reason: string; missing: Missing };

/** Organizations changes can only be seen where they are made: in the management and delegated accounts. */
export function applicabilityOf(linked: Linked, control: AlarmControlId): Applicability {
  if (control !== 'organizations-changes') return { applies: true };
  const { accountId } = linked.account;
  const { organization } = linked;
  if (organization.state !== 'found') return withoutOrganizations(linked);
  const mine = organization.fact.organization;
  if (!mine) return { applies: false, reason: 'This account is in no organization.' };
  if (mine.managementAccountId === accountId) return { applies: true };
  return delegatesOf(linked, mine.id, mine.managementAccountId)?.includes(accountId)
    ? { applies: true }
    : {
        applies: false,
        reason: `Organizations changes are made in the management account ${mine.managementAccountId} and by delegated administrators, not here.`,
      };
}

/** Owning an organization trail takes the management account; being shown one makes this a member. */
function withoutOrganizations(linked: Linked): Applicability {
  const { accountId } = linked.account;
  const shared = linked.trails.filter((it) => it.fact.isOrganizationTrail);
  if (shared.some((it) => it.isOwn)) return { applies: true };
  const managers = new Set(shared.map((it) => it.owner.accountId));
  for (const manager of managers) {
    const theirs = linked.forAccount(manager)?.organization;
    const delegates = theirs?.state === 'found' ? theirs.fact.delegatedAdministrators : null;
    if (!delegates) continue;
    if (delegates.some((it) => it.accountId === accountId)) return { applies: true };
    return { applies: false, reason: `This is a member account of the organization of ${manager}.` };
  }
  const reason = 'Whether this is a management or delegated administrator account could not be read.';
  if (linked.organization.state !== 'unread') return { applies: null, reason, missing: { message: reason } };
  const missing = missingOf(linked.organization.gap, linked.owner(accountId));
  return { applies: null, reason, missing };
}

/** Whoever read the list will do; only the management account and delegates can. */
function delegatesOf(linked: Linked, organizationId: string, managementAccountId: string): string[] | null {
  const { accounts } = linked.world;
  const manager = accounts.get(managementAccountId);
  for (const account of [...(manager ? [manager] : []), ...accounts.values()]) {
    const fact = account.snapshot?.topics['organizations.organization'];
    if (fact?.organization?.id !== organizationId || !fact.delegatedAdministrators) continue;
    return fact.delegatedAdministrators.map((it) => it.accountId);
  }
  return null;
}
