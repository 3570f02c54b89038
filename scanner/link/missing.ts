import type { Missing } from '#lib/posture/verdict.ts';
import type { AccountSnapshot, Gap, TopicName } from '../snapshot.ts';
import type { Owner } from './linked.ts';

/** What would let us see past a gap, said for a person. */
export function missingOf(gap: Gap, owner: Owner): Missing {
  if (!owner.isOnboarded) return notOnboarded(owner.accountId);
  return {
    ...(gap.action ? { action: gap.action } : {}),
    ...(gap.region ? { region: gap.region } : {}),
    message: messageOf(gap, owner),
  };
}

/**
 * @param accountId null: AWS does not say whose it is
 * @param what what onboarding the account would show, such as "the log group"
 */
export function notOnboarded(accountId: string | null, what = 'it'): Missing {
  const message = accountId
    ? `Onboard ${accountId} to see ${what}.`
    : `Onboard the account that owns ${what}.`;
  return { accountId, message };
}

/** Stands for evidence nobody asked for, so that absence is never read as an answer. */
export function notAsked(
  topic: TopicName,
  api: string,
  region: string,
  snapshot: AccountSnapshot | null,
  resource: string | null = null,
): Gap {
  const message = snapshot
    ? `This scan did not ask ${api}${resource ? ` for ${resource}` : ''}.`
    : 'No scan of this account has finished.';
  return {
    topic,
    api,
    region,
    resource,
    kind: 'error',
    message,
    at: snapshot?.finishedAt ?? '',
    isSecondary: false,
  };
}

function messageOf(gap: Gap, owner: Owner): string {
  const where = `${owner.accountId}${gap.region ? ` in ${gap.region}` : ''}`;
  if (gap.kind !== 'denied') return `${gap.api} was not answered for ${where}: ${gap.message}`;
  if (!gap.action) return `${gap.api} was denied in ${where}: ${gap.message}`;
  if (gap.topic === 'account.closed-regions' && gap.deniedBy === 'scp') {
    return `A service control policy closes ${gap.region} in ${owner.accountId}: it denied ${gap.api} and other services. Exempt the role, or take the region out of scope.`;
  }
  if (gap.deniedBy === 'scp') {
    return `${gap.api} was denied in ${where} by a service control policy. Exempt the role from it.`;
  }
  return `${gap.api} was denied in ${where}. Grant ${gap.action}.`;
}
