import type { Viewer } from '#lib/auth/viewer.ts';
import { hasRole } from '#lib/auth/viewer.ts';
import { db } from '#lib/db/client.ts';
import type { JobStatus } from '#lib/db/generated/enums.ts';
import { ConnectionTest } from '#lib/posture/connection-test.ts';
import { OnboardingDraft } from '#lib/posture/onboarding-draft.ts';
import { isRowId } from './row-id.ts';

export interface OnboardingPage {
  id: string;
  /** Reserved for this account before its role exists; the same on every reload. */
  externalId: string;
  draft: OnboardingDraft;
  test: {
    status: JobStatus;
    /** Role ARN that was tried. */
    roleArn: string;
    result: ConnectionTest | null;
    startedAt: Date | null;
    finishedAt: Date | null;
    /** The draft names another role by now: the test says nothing about it. */
    isOutdated: boolean;
  } | null;
  /** Set once onboarded. */
  account: { id: string; name: string; firstScanId: string | null } | null;
}

/** Admins only, since it shows the external ID; null also for everyone else. */
export async function getOnboarding(viewer: Viewer, id: string): Promise<OnboardingPage | null> {
  if (!isRowId(id) || !hasRole(viewer, 'admin')) return null;
  const row = await db().onboarding.findFirst({
    where: { id, workspaceId: viewer.workspaceId },
    select: {
      id: true,
      externalId: true,
      draft: true,
      testStatus: true,
      testedRoleArn: true,
      test: true,
      testStartedAt: true,
      testFinishedAt: true,
      account: {
        select: {
          id: true,
          name: true,
          accountScans: { select: { scanId: true }, orderBy: { queuedAt: 'desc' }, take: 1 },
        },
      },
    },
  });
  if (!row) return null;
  const draft = OnboardingDraft.parse(row.draft);
  return {
    id: row.id,
    externalId: row.externalId,
    draft,
    test:
      row.testStatus === null || row.testedRoleArn === null
        ? null
        : {
            status: row.testStatus,
            roleArn: row.testedRoleArn,
            result: row.test === null ? null : ConnectionTest.parse(row.test),
            startedAt: row.testStartedAt,
            finishedAt: row.testFinishedAt,
            isOutdated: draft.roleArn.trim() !== row.testedRoleArn,
          },
    account: row.account && {
      id: row.account.id,
      name: row.account.name,
      firstScanId: row.account.accountScans[0]?.scanId ?? null,
    },
  };
}

/** The viewer's newest onboarding that is not finished, so that going back to the form shows the same external ID. */
export async function findOpenOnboarding(viewer: Viewer): Promise<{ id: string } | null> {
  if (!hasRole(viewer, 'admin')) return null;
  return db().onboarding.findFirst({
    where: { workspaceId: viewer.workspaceId, createdById: viewer.userId, accountId: null },
    select: { id: true },
    orderBy: { createdAt: 'desc' },
  });
}

/** ARN customers trust, as the worker's STS named it; null while no worker runs or it has no AWS identity. */
export async function getScannerPrincipal(): Promise<string | null> {
  const row = await db().workerProcess.findFirst({
    where: { principalArn: { not: null } },
    select: { principalArn: true },
    orderBy: { heartbeatAt: 'desc' },
  });
  return row?.principalArn ?? null;
}
