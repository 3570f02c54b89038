import { z } from 'zod';
import { DecisionScope, isInScope, narrowness, type ScopedAccount, scopeKey } from './decision-scope.ts';

/** Checks of services that cost money or that a workspace may do without. */
export const decidableCheckIds = [
  'guardduty-enabled',
  'guardduty-findings',
  'securityhub-enabled',
  'macie-enabled',
  'inspector-enabled',
  'access-analyzer-enabled',
  'trusted-advisor',
  'waf-coverage',
  'shield-advanced',
  'automated-response',
] as const;
export type DecidableCheckId = (typeof decidableCheckIds)[number];

export function isDecidable(checkId: string): checkId is DecidableCheckId {
  return decidableCheckIds.some((it) => it === checkId);
}

/** A person's decision that a check is reviewed and not required here, until it expires. */
export const NotRequired = z.object({
  checkId: z.string(),
  /** Decisions made before there were scopes are about all accounts. */
  scope: DecisionScope.default('all'),
  owner: z.string(),
  reason: z.string(),
  costNote: z.string().default(''),
  /** ISO 8601 UTC; from then on the check is judged again. */
  expiresAt: z.string(),
});
export type NotRequired = z.infer<typeof NotRequired>;

/** How late an alarm may tell of an event before it counts as weak. */
export const AlarmLatency = z.object({
  /** Breaching datapoints an alarm may wait for. */
  datapoints: z.number().int().positive(),
  /** Datapoints × period, in minutes; null: any. */
  minutes: z.number().positive().nullable(),
});
export type AlarmLatency = z.infer<typeof AlarmLatency>;

/** What a workspace decided for itself. */
export const WorkspacePolicy = z.object({
  /** CIS AWS Foundations edition whose required events decide an alarm's verdict. */
  edition: z.string().default('7.0'),
  /** Days logs must be kept. */
  retentionDays: z.number().int().positive().default(365),
  /** Names of the buckets trails may deliver to; null: no list was set. */
  approvedBuckets: z.array(z.string()).nullable().default(null),
  notRequired: z.array(NotRequired).default([]),
  alarmLatency: AlarmLatency.default({ datapoints: 1, minutes: null }),
  /** Days a high or critical GuardDuty finding may stay active. */
  guardDutyFindingDays: z.number().nonnegative().default(7),
  /** Regions that are judged; null: every enabled region. */
  regionsInScope: z.array(z.string()).nullable().default(null),
});
export type WorkspacePolicy = z.infer<typeof WorkspacePolicy>;

export const defaultWorkspacePolicy: WorkspacePolicy = WorkspacePolicy.parse({});

/** The policy without decisions that have expired by then: what they were about is judged again. */
export function standingPolicy(policy: WorkspacePolicy, at: Date): WorkspacePolicy {
  return { ...policy, notRequired: policy.notRequired.filter((it) => isStanding(it, at)) };
}

/** The decision that holds for a check in an account; of several, the narrowest. */
export function decisionFor(
  decisions: readonly NotRequired[],
  checkId: string,
  account: ScopedAccount,
  at: Date,
): NotRequired | null {
  return standingOf(decisions, checkId, at).find((it) => isInScope(it.scope, account)) ?? null;
}

/** The accounts each decision about a check decides, as `decisionFor` says of one; a decision that decides none is absent. */
export function accountsDecided<Account extends ScopedAccount>(
  decisions: readonly NotRequired[],
  checkId: string,
  accounts: readonly Account[],
  at: Date,
): Map<NotRequired | null, Account[]> {
  const standing = standingOf(decisions, checkId, at);
  return Map.groupBy(accounts, (account) => standing.find((it) => isInScope(it.scope, account)) ?? null);
}

/** Narrowest first. */
function standingOf(decisions: readonly NotRequired[], checkId: string, at: Date): NotRequired[] {
  return decisions
    .filter((it) => it.checkId === checkId && isStanding(it, at))
    .sort((a, b) => narrowness(b.scope) - narrowness(a.scope));
}

/** Names one decision of a policy: a check has at most one of a scope. */
export function decisionKey({ checkId, scope }: Pick<NotRequired, 'checkId' | 'scope'>): string {
  return `${checkId} ${scopeKey(scope)}`;
}

export function isStanding(decision: Pick<NotRequired, 'expiresAt'>, at: Date): boolean {
  return Date.parse(decision.expiresAt) > at.getTime();
}
