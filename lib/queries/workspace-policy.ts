import type { Viewer } from '#lib/auth/viewer.ts';
import { db } from '#lib/db/client.ts';
import type { ScanStatus } from '#lib/db/generated/enums.ts';
import { type Environment, isInScope, type ScopedAccount } from '#lib/posture/decision-scope.ts';
import {
  accountsDecided,
  type DecidableCheckId,
  decidableCheckIds,
  decisionFor,
  decisionKey,
  isStanding,
  type NotRequired,
  WorkspacePolicy,
} from '#lib/posture/workspace-policy.ts';
import { actorName } from './actor-name.ts';

/** A check that may be decided on, and what was decided. */
export interface Decidable {
  checkId: DecidableCheckId;
  title: string;
  decisions: DecisionView[];
  /** Accounts in which the check fails or warns now. */
  broken: number;
}

export interface DecisionView extends NotRequired {
  key: string;
  /** False once it expired: the check is judged again, the words stay to be renewed. */
  isStanding: boolean;
  /** Accounts it decides today; those under a narrower decision are that one's. */
  covered: number;
  /** Onboarded accounts that it names by id. */
  named: { accountId: string; name: string }[];
}

/** The newest judging that followed a change of the policy. */
export interface PolicyJudging {
  scanId: string;
  number: number;
  status: ScanStatus;
  done: number;
  total: number;
  error: string | null;
  finishedAt: Date | null;
}

export interface PolicyPage {
  policy: WorkspacePolicy;
  /** Names this very policy: a change made on another one is refused. */
  version: string;
  decidables: Decidable[];
  /** Onboarded accounts by what they are for. */
  accounts: Record<Environment, number>;
  changed: { at: Date; by: string } | null;
  judging: PolicyJudging | null;
}

export async function getWorkspacePolicy(viewer: Viewer): Promise<PolicyPage> {
  const { workspaceId } = viewer;
  const [[row], checks, accounts, broken, changed, judging] = await Promise.all([
    db().$queryRaw<{ policy: unknown; version: string }[]>`
      SELECT policy, md5(policy::text) AS version FROM workspace WHERE id = ${workspaceId}::uuid`,
    db().check.findMany({
      where: { id: { in: [...decidableCheckIds] }, retiredAt: null },
      select: { id: true, title: true },
      orderBy: { position: 'asc' },
    }),
    db().account.findMany({
      where: { workspaceId, status: { not: 'removed' } },
      select: { accountId: true, name: true, environment: true },
      orderBy: [{ name: 'asc' }, { accountId: 'asc' }],
    }),
    db().finding.groupBy({
      by: ['checkId'],
      where: {
        workspaceId,
        checkId: { in: [...decidableCheckIds] },
        verdict: { in: ['fail', 'warn'] },
        account: { status: { not: 'removed' } },
      },
      _count: true,
    }),
    lastChange(workspaceId),
    newestJudging(workspaceId),
  ]);
  const policy = WorkspacePolicy.parse(row?.policy ?? {});
  const now = new Date();
  const decidables = checks.flatMap(({ id, title }): Decidable[] => {
    const checkId = decidableCheckIds.find((it) => it === id);
    if (!checkId) return [];
    const decided = accountsDecided(policy.notRequired, checkId, accounts, now);
    return [
      {
        checkId,
        title,
        decisions: policy.notRequired
          .filter((it) => it.checkId === id)
          .map((it) => decisionView(it, accounts, decided.get(it)?.length ?? 0, now)),
        broken: broken.find((it) => it.checkId === id)?._count ?? 0,
      },
    ];
  });
  return {
    policy,
    version: row?.version ?? '',
    decidables,
    accounts: countedBy(accounts),
    changed,
    judging,
  };
}

function decisionView(
  decision: NotRequired,
  accounts: readonly (ScopedAccount & { name: string })[],
  covered: number,
  now: Date,
): DecisionView {
  const { scope } = decision;
  const byId = scope !== 'all' && 'accounts' in scope ? accounts.filter((it) => isInScope(scope, it)) : [];
  return {
    ...decision,
    key: decisionKey(decision),
    isStanding: isStanding(decision, now),
    covered,
    named: byId.map(({ accountId, name }) => ({ accountId, name })),
  };
}

function countedBy(accounts: readonly { environment: Environment }[]): Record<Environment, number> {
  const of = (environment: Environment) => accounts.filter((it) => it.environment === environment).length;
  return {
    production: of('production'),
    staging: of('staging'),
    development: of('development'),
    sandbox: of('sandbox'),
  };
}

/** The decisions that hold in an account now, one of a check at most. */
export async function getStandingDecisions(viewer: Viewer, account: ScopedAccount): Promise<NotRequired[]> {
  const row = await db().workspace.findUnique({
    where: { id: viewer.workspaceId },
    select: { policy: true },
  });
  const { notRequired } = WorkspacePolicy.parse(row?.policy ?? {});
  const now = new Date();
  return decidableCheckIds.flatMap((it) => decisionFor(notRequired, it, account, now) ?? []);
}

async function lastChange(workspaceId: string): Promise<PolicyPage['changed']> {
  const event = await db().auditEvent.findFirst({
    where: { workspaceId, action: 'policy.change' },
    select: { at: true, actor: true },
    orderBy: { at: 'desc' },
  });
  if (!event) return null;
  return { at: event.at, by: (await actorName(db(), workspaceId, event.actor)) ?? 'a former member' };
}

async function newestJudging(workspaceId: string): Promise<PolicyJudging | null> {
  const scan = await db().scan.findFirst({
    where: { workspaceId, trigger: 'policy' },
    select: {
      id: true,
      number: true,
      status: true,
      accountsDone: true,
      accountsTotal: true,
      error: true,
      finishedAt: true,
    },
    orderBy: { number: 'desc' },
  });
  if (!scan) return null;
  const { id, accountsDone, accountsTotal, ...rest } = scan;
  return { scanId: id, done: accountsDone, total: accountsTotal, ...rest };
}
