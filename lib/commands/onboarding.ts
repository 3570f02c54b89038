import { demandRole, type Viewer } from '#lib/auth/viewer.ts';
import { db } from '#lib/db/client.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { AppError } from '#lib/errors.ts';
import { addJob } from '#lib/jobs.ts';
import { ConnectionTest } from '#lib/posture/connection-test.ts';
import type { OnboardingDraft } from '#lib/posture/onboarding-draft.ts';
import { parseRoleArn, type RoleArn } from '#lib/posture/role-arn.ts';
import { isRowId } from '#lib/queries/row-id.ts';
import { audit } from './audit.ts';
import { newExternalId } from './external-id.ts';
import { startScan } from './start-scan.ts';
import { isUniqueViolation } from './unique-violation.ts';

/** Reserves an external ID for an account to come. */
export async function createOnboarding(viewer: Viewer): Promise<{ id: string }> {
  demandRole(viewer, 'admin');
  return db().$transaction(async (tx) => {
    const row = await tx.onboarding.create({
      data: { workspaceId: viewer.workspaceId, createdById: viewer.userId, externalId: newExternalId() },
      select: { id: true },
    });
    await audit(tx, viewer, 'onboarding.create', row.id);
    return row;
  });
}

/** Keeps what was typed, right or wrong. A changed role ARN makes the last test outdated. */
export async function saveDraft(viewer: Viewer, id: string, draft: OnboardingDraft): Promise<void> {
  demandRole(viewer, 'admin');
  await demandOpen(viewer, id);
  await db().onboarding.update({ where: { id }, data: { draft }, select: { id: true } });
}

/**
 * Saves the draft and lets the worker try the role.
 * @throws AppError `invalid-input` on field `roleArn` when the text is no role ARN or the account is onboarded
 */
export async function startConnectionTest(viewer: Viewer, id: string, draft: OnboardingDraft): Promise<void> {
  await saveDraft(viewer, id, draft);
  const role = demandRoleArn(draft.roleArn);
  await refuseOnboarded(viewer, role);
  await db().$transaction(async (tx) => {
    await tx.onboarding.update({
      where: { id },
      data: {
        testStatus: 'queued',
        testedRoleArn: draft.roleArn.trim(),
        test: {
          steps: [],
          permissions: [],
          outcome: null,
          accountId: null,
          partition: null,
          missingPolicy: null,
        },
        testStartedAt: new Date(),
        testFinishedAt: null,
      },
      select: { id: true },
    });
    await addJob(tx, 'test-connection', { onboardingId: id }, { jobKey: `test-connection:${id}` });
  });
}

/** Takes a queued test back, or has a running one stop at its next step. */
export async function stopConnectionTest(viewer: Viewer, id: string): Promise<void> {
  demandRole(viewer, 'admin');
  await demandOpen(viewer, id);
  await db().$transaction(async (tx) => {
    await tx.onboarding.update({
      where: { id },
      data: { testStatus: null, testedRoleArn: null, testFinishedAt: null, testStartedAt: null },
      select: { id: true },
    });
    await tx.$executeRaw`SELECT graphile_worker.remove_job(${`test-connection:${id}`})`;
  });
}

/**
 * Onboards the account whose role passed the test, and starts its first scan.
 * @throws AppError `invalid-input` naming the field, `conflict` when the test is missing, outdated or refused
 */
export async function activateAccount(
  viewer: Viewer,
  id: string,
  draft: OnboardingDraft,
): Promise<{ accountId: string; scanId: string }> {
  await saveDraft(viewer, id, draft);
  const role = demandRoleArn(draft.roleArn);
  const facts = demandFacts(draft);
  const row = await demandOpen(viewer, id);
  demandPassedTest(row, draft.roleArn.trim(), role);
  await refuseOnboarded(viewer, role);
  try {
    return await db().$transaction(async (tx) => {
      const accountId = await putAccount(tx, viewer, row.externalId, draft.roleArn.trim(), role, facts);
      await tx.onboarding.update({ where: { id }, data: { accountId }, select: { id: true } });
      await audit(tx, viewer, 'account.onboard', accountId, { account: role.accountId, name: facts.name });
      const scan = await startScan(tx, {
        workspaceId: viewer.workspaceId,
        trigger: 'onboarding',
        startedById: viewer.userId,
        accountId,
      });
      if (!scan) throw new Error(`no first scan for account ${accountId}`);
      return { accountId, scanId: scan.scanId };
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw alreadyOnboarded(role.accountId, 'somebody else just now');
    throw error;
  }
}

interface AccountFacts {
  name: string;
  environment: 'production' | 'staging' | 'development' | 'sandbox';
  owner: string | null;
  group: string | null;
  tags: string[];
  isInternetExposed: boolean;
}

/** A removed account comes back with its history; anything else is new. */
async function putAccount(
  tx: Prisma.TransactionClient,
  viewer: Viewer,
  externalId: string,
  roleArn: string,
  { partition, accountId }: RoleArn,
  facts: AccountFacts,
): Promise<string> {
  const data = { ...facts, roleArn, externalId, nextExternalId: null, status: 'pending' } as const;
  const removed = await tx.account.updateManyAndReturn({
    where: { workspaceId: viewer.workspaceId, partition, accountId, status: 'removed' },
    data,
    select: { id: true },
  });
  if (removed[0]) return removed[0].id;
  const created = await tx.account.create({
    data: { ...data, workspaceId: viewer.workspaceId, partition, accountId },
    select: { id: true },
  });
  return created.id;
}

function demandRoleArn(text: string): RoleArn {
  const role = parseRoleArn(text.trim());
  if (typeof role === 'string') throw new AppError('invalid-input', role, { field: 'roleArn' });
  return role;
}

export function demandFacts(draft: OnboardingDraft): AccountFacts {
  const name = draft.name.trim();
  if (name === '') throw new AppError('invalid-input', 'Give the account a name.', { field: 'name' });
  if (draft.environment === '') {
    throw new AppError('invalid-input', 'Choose an environment.', { field: 'environment' });
  }
  return {
    name,
    environment: draft.environment,
    owner: draft.owner.trim() || null,
    group: draft.group.trim() || null,
    tags: draft.tags
      .split(',')
      .map((it) => it.trim())
      .filter((it) => it !== ''),
    isInternetExposed: draft.isInternetExposed,
  };
}

async function refuseOnboarded(viewer: Viewer, { partition, accountId }: RoleArn): Promise<void> {
  const known = await db().account.findFirst({
    where: { workspaceId: viewer.workspaceId, partition, accountId, status: { not: 'removed' } },
    select: { name: true },
  });
  if (known) throw alreadyOnboarded(accountId, known.name);
}

function alreadyOnboarded(accountId: string, name: string): AppError {
  return new AppError('conflict', `Account ${accountId} is onboarded already, as ${name}.`, {
    field: 'roleArn',
  });
}

interface OpenOnboarding {
  externalId: string;
  testStatus: string | null;
  testedRoleArn: string | null;
  test: unknown;
}

async function demandOpen(viewer: Viewer, id: string): Promise<OpenOnboarding> {
  const row = isRowId(id)
    ? await db().onboarding.findFirst({
        where: { id, workspaceId: viewer.workspaceId },
        select: { externalId: true, testStatus: true, testedRoleArn: true, test: true, accountId: true },
      })
    : null;
  if (!row) throw new AppError('not-found', 'This onboarding does not exist any more. Start a new one.');
  if (row.accountId !== null) throw new AppError('conflict', 'This account is onboarded already.');
  return row;
}

function demandPassedTest(row: OpenOnboarding, roleArn: string, role: RoleArn): void {
  if (row.testStatus === null || row.testedRoleArn !== roleArn) {
    throw new AppError('conflict', 'Test the connection with this role first.', { field: 'roleArn' });
  }
  if (row.testStatus !== 'done') throw new AppError('conflict', 'The connection test is not through yet.');
  const test = ConnectionTest.parse(row.test);
  if (test.outcome === 'connected' && test.accountId === role.accountId) return;
  throw new AppError(
    'conflict',
    test.outcome === 'inconclusive'
      ? 'The connection test came to no result. Test again.'
      : 'The connection test refused this role. Its steps say why.',
    { field: 'roleArn' },
  );
}
