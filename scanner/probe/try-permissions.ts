import { z } from 'zod';
import type { PermissionResult } from '#lib/posture/connection-test.ts';
import type { Answer } from '../aws/ask.ts';
import { inParallel } from '../aws/in-parallel.ts';
import type { NeededPermission } from '../policy.ts';
import type { Gap } from '../snapshot.ts';
import { managementOnly, type TryPlace, tries } from './tries.ts';

const atOnce = 6;

export function untried(permissions: readonly NeededPermission[]): PermissionResult[] {
  return permissions.map((it) => ({
    action: it.action,
    state: 'untried',
    deniedBy: null,
    detail: null,
    blinds: it.checks,
  }));
}

/** Calls each action once. `onResult` hears of each as it comes, in no order. */
export async function tryPermissions(
  permissions: readonly NeededPermission[],
  place: TryPlace,
  onResult: (result: PermissionResult) => void,
): Promise<void> {
  const isManagement = await actsForOrganization(place);
  await inParallel(permissions, atOnce, async (permission) => {
    const isElsewhere = managementOnly.includes(permission.action) && !isManagement;
    onResult(isElsewhere ? notHere(permission) : await tryOne(permission, place));
  });
}

async function tryOne(permission: NeededPermission, place: TryPlace): Promise<PermissionResult> {
  const attempt = tries[permission.action];
  if (!attempt) throw new Error(`No way to try ${permission.action} is known.`);
  const answer = await place.asking.tryAsk({
    topic: 'account.identity',
    api: permission.action,
    region: place.region,
    answer: z.unknown(),
    send: (options) => attempt(place, options),
  });
  return { ...resultOf(answer), action: permission.action, blinds: permission.checks };
}

type Outcome = Pick<PermissionResult, 'state' | 'deniedBy' | 'detail'>;

function resultOf(answer: Answer<unknown>): Outcome {
  if (answer.isAnswered || isAboutAbsence(answer.code))
    return { state: 'allowed', deniedBy: null, detail: null };
  const { gap } = answer;
  if (gap.kind === 'denied') return { state: 'denied', deniedBy: whoDenied(gap), detail: gap.message };
  if (gap.kind === 'region-off') return { state: 'region-off', deniedBy: null, detail: gap.message };
  if (/NotSubscribed|SubscriptionRequired|NotEnabled|OptInRequired/.test(answer.code)) {
    return { state: 'not-enabled', deniedBy: null, detail: gap.message };
  }
  return { state: 'inconclusive', deniedBy: null, detail: gap.message };
}

/** What is asked about does not exist: AWS got past the permission. */
function isAboutAbsence(code: string): boolean {
  return /NotFound|NotInUse|NotRegistered|NoSuch|DoesNotExist/.test(code);
}

const deniers: Record<NonNullable<Gap['deniedBy']>, string> = {
  'identity-policy': 'Identity policy of the role',
  scp: 'Service control policy',
  rcp: 'Resource control policy',
  boundary: 'Permissions boundary of the role',
  'resource-policy': 'Resource policy',
  'session-policy': 'Session policy',
  unstated: 'AWS does not say by what',
};

function whoDenied(gap: Gap): string {
  return deniers[gap.deniedBy ?? 'unstated'];
}

function notHere(permission: NeededPermission): PermissionResult {
  const detail = 'Asked in the management account only.';
  return { action: permission.action, state: 'untried', deniedBy: null, detail, blinds: permission.checks };
}

const Organization = z.object({ Organization: z.object({ MasterAccountId: z.string() }) });

async function actsForOrganization(place: TryPlace): Promise<boolean> {
  const attempt = tries['organizations:DescribeOrganization'];
  if (!attempt) return false;
  const answer = await place.asking.tryAsk({
    topic: 'account.identity',
    api: 'organizations:DescribeOrganization',
    region: place.region,
    answer: Organization,
    send: (options) => attempt(place, options),
  });
  return answer.isAnswered && answer.value.Organization.MasterAccountId === place.accountId;
}
