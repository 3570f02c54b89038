import { z } from 'zod';
import type { PermissionResult } from '#lib/posture/connection-test.ts';
import { type Answer, type Asking, openAsking } from '../aws/ask.ts';
import { makeClient } from '../aws/clients.ts';
import { inParallel } from '../aws/in-parallel.ts';
import type { SignedIn } from '../aws/sign-in.ts';
import { collect } from '../collect.ts';
import type { NeededPermission } from '../policy.ts';
import type { Gap } from '../snapshot.ts';
import { managementOnly, tries } from './tries.ts';

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

/**
 * Calls each action where a scan would: reads the account once, in its home region, and then tries on absent
 * resources what nothing in the account called for. `onResult` hears of each change, in no order.
 */
export async function tryPermissions(
  permissions: readonly NeededPermission[],
  signedIn: SignedIn,
  onResult: (result: PermissionResult) => void,
): Promise<void> {
  const results = new Map<string, Outcome>();
  const blinds = new Map(permissions.map((it) => [it.action, it.checks]));
  const note = (action: string, outcome: Outcome) => {
    const checks = blinds.get(action);
    const known = results.get(action);
    if (!checks || (known && rank[known.state] >= rank[outcome.state])) return;
    results.set(action, outcome);
    onResult({ ...outcome, action, blinds: checks });
  };
  const snapshot = await collect(signedIn, {
    name: null,
    regions: [signedIn.homeRegion],
    wanted: [],
    startedAt: new Date().toISOString(),
    onProgress: () => undefined,
    onAnswer: (api, answer) => note(api, outcomeOf(answer)),
  });
  const organization = snapshot.topics['organizations.organization']?.organization;
  const isManagement = organization?.managementAccountId === signedIn.accountId;
  const asking = askingOf(signedIn);
  const left = permissions.map((it) => it.action).filter((it) => !results.has(it));
  await inParallel(left, atOnce, async (action) => {
    const isElsewhere = managementOnly.includes(action) && !isManagement;
    note(action, isElsewhere ? notHere : await tryOnAbsent(action, signedIn, asking));
  });
}

type Outcome = Pick<PermissionResult, 'state' | 'deniedBy' | 'detail'>;

/** One denial is worth telling, whatever else the action was allowed on. */
const rank: Record<PermissionResult['state'], number> = {
  untried: -1,
  inconclusive: 0,
  'region-off': 1,
  'not-enabled': 2,
  allowed: 3,
  denied: 4,
};

const notHere: Outcome = {
  state: 'untried',
  deniedBy: null,
  detail: 'Asked in the management account only.',
};
const notNeeded: Outcome = {
  state: 'untried',
  deniedBy: null,
  detail: 'Nothing in this account calls for it yet.',
};

async function tryOnAbsent(action: string, signedIn: SignedIn, asking: Asking): Promise<Outcome> {
  const attempt = tries[action];
  if (!attempt) return notNeeded;
  const { accountId, partition, homeRegion: region } = signedIn;
  const answer = await asking.tryAsk({
    topic: 'account.identity',
    api: action,
    region,
    answer: z.unknown(),
    send: (options) => attempt({ asking, accountId, partition, region }, options),
  });
  return outcomeOf(answer);
}

function askingOf({ credentials, traffic }: SignedIn): Asking {
  const clients: Asking['client'] = (Client, region) => makeClient(Client, region, credentials, traffic);
  return openAsking(clients, traffic.signal, () => undefined);
}

function outcomeOf(answer: Answer<unknown>): Outcome {
  if (answer.isAnswered || isAboutAbsence(answer.code)) {
    return { state: 'allowed', deniedBy: null, detail: null };
  }
  const { gap } = answer;
  if (gap.kind === 'denied') return { state: 'denied', deniedBy: whoDenied(gap), detail: gap.message };
  if (gap.kind === 'region-off') return { state: 'region-off', deniedBy: null, detail: gap.message };
  if (/NotSubscribed|SubscriptionRequired|NotEnabled|OptInRequired|InvalidAccess/.test(answer.code)) {
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
