import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Viewer } from '#lib/auth/viewer.ts';
import { updateAccount } from '#lib/commands/accounts.ts';
import { scanNow } from '#lib/commands/scans.ts';
import { changePolicy, PolicySettings } from '#lib/commands/workspace-policy.ts';
import { decideNotRequired, endDecision, ServiceDecision } from '#lib/commands/workspace-policy-decisions.ts';
import { db } from '#lib/db/client.ts';
import { setEnv } from '#lib/env.ts';
import { OnboardingDraft } from '#lib/posture/onboarding-draft.ts';
import { WorkspacePolicy } from '#lib/posture/workspace-policy.ts';
import { getAccountScorecard } from '#lib/queries/account-scorecard.ts';
import { getScan } from '#lib/queries/scans.ts';
import { getWorkspacePolicy } from '#lib/queries/workspace-policy.ts';
import { testDatabase } from '#lib/test-support/test-database.ts';
import { makeAccount, makeWorkspace } from '#lib/test-support/workspaces.ts';
import { checks } from '../checks/registry.ts';
import { publishCatalogue } from '../record/publish-catalogue.ts';
import { type Sandbox, startSandbox } from '../sandbox/sandbox.ts';
import { expiredDecisions } from './expired-decisions.ts';
import type { JobContext } from './job-context.ts';
import { judgeScan } from './judge-scan.ts';
import { rejudgeIfPolicyChanged } from './policy-drift.ts';
import { rejudgeWorkspace } from './rejudge-workspace.ts';
import { scanAccount } from './scan-account.ts';

testDatabase();

const accountId = '100000000001';
let sandbox: Sandbox;
let viewer: Viewer;
let account: string;
let context: JobContext;

beforeAll(async () => {
  sandbox = await startSandbox({
    cloud: {
      operator: { accountId: '900000000009' },
      accounts: [
        {
          id: accountId,
          name: 'payments-prod',
          regions: ['eu-north-1', 'us-east-1'],
          resources: {
            'eu-north-1': {
              trails: [{ Name: 'main', CloudWatchLogsLogGroupArn: 'trail', S3BucketName: 'acme-trail' }],
              buckets: [{ Name: 'acme-trail' }],
              logGroups: [{ logGroupName: 'trail', retentionInDays: 90 }],
              detectors: [{}],
            },
          },
        },
      ],
    },
  });
  setEnv(sandbox.env);
  viewer = await makeWorkspace();
  account = await makeAccount(viewer, accountId);
  await db().account.update({ where: { id: account }, data: { externalId: `wp-${accountId}` } });
  context = {
    catalogue: await publishCatalogue(checks),
    principalArn: () => null,
    signal: new AbortController().signal,
    accountsAtOnce: 1,
  };
  await scan();
});
afterAll(() => sandbox.close());

describe('a change of the policy', () => {
  it('judges stored snapshots again without a call to AWS', async () => {
    const retention = () => verdictOf('trail-retention');
    expect(await retention()).toBe('fail');
    const calls = callCount();
    const rejudging = await changePolicy(viewer, await settings({ retentionDays: '60' }));
    expect(rejudging).not.toBeNull();
    expect((await getWorkspacePolicy(viewer)).judging).toMatchObject({ status: 'queued', done: 0, total: 1 });
    await runJudging();
    expect(await retention()).toBe('pass');
    expect(callCount()).toBe(calls);
    expect((await getWorkspacePolicy(viewer)).judging).toMatchObject({ status: 'done', done: 1, total: 1 });
  });

  it('is a step in the trend and in the history, and makes no verdict younger', async () => {
    const before = await db().account.findUniqueOrThrow({ where: { id: account } });
    await changePolicy(viewer, await settings({ retentionDays: '365' }));
    const { scanId } = await runJudging();
    const after = await db().account.findUniqueOrThrow({ where: { id: account } });
    expect(after.lastReadAt).toEqual(before.lastReadAt);
    expect(after.lastAccountScanId).toEqual(before.lastAccountScanId);
    expect(after.previousScore).toBe(before.score);
    expect(after.score).toBeLessThan(before.score ?? 0);
    const page = await getScan(viewer, scanId);
    expect(page).toMatchObject({ trigger: 'policy', accountsDone: 1, accountsFailed: 0 });
    expect(page?.accounts).toMatchObject([{ status: 'done', callsTotal: 0, score: after.score }]);
    const trend = (await getAccountScorecard(viewer, account))?.trend ?? [];
    expect(trend.at(-1)).toMatchObject({ score: after.score, scanNumber: page?.number });
    const transition = await db().findingTransition.findFirst({
      where: { scanId, finding: { checkId: 'trail-retention' } },
    });
    expect(transition).toMatchObject({ from: 'pass', to: 'fail' });
  });

  it('does nothing when it says what was said before', async () => {
    expect(await changePolicy(viewer, await settings({}))).toBeNull();
  });

  it('is told to a judging that waits already', async () => {
    const first = await changePolicy(viewer, await settings({ guardDutyFindingDays: '3' }));
    const second = await changePolicy(viewer, await settings({ guardDutyFindingDays: '4' }));
    expect(second).toEqual(first);
    await runJudging();
  });

  it('during a judging has all judged once more by the new one', async () => {
    await changePolicy(viewer, await settings({ retentionDays: '30' }));
    const waiting = await db().scan.findFirstOrThrow({ where: { trigger: 'policy', status: 'queued' } });
    const { signal } = new AbortController();
    const judged = vi.spyOn(signal, 'throwIfAborted');
    const settled = rejudgeWorkspace({ scanId: waiting.id }, { ...context, signal });
    await vi.waitUntil(() => judged.mock.calls.length > 0);
    await changePolicy(viewer, await settings({ retentionDays: '400' }));
    await settled;
    await runJudging();
    expect(await verdictOf('trail-retention')).toBe('fail');
  });
});

const facts = OnboardingDraft.parse({ name: 'payments-prod', environment: 'production' });

describe('a decision that a service is not required', () => {
  const decision = {
    checkId: 'guardduty-enabled',
    covers: 'all',
    owner: 'Elin Berg',
    reason: 'Nothing runs in this account.',
    costNote: '4 USD a month',
    expiresOn: day(30),
  };

  it('is shown with owner, reason, cost and end, and counts as not applicable', async () => {
    expect(await verdictOf('guardduty-enabled')).toBe('fail');
    const { version } = await getWorkspacePolicy(viewer);
    await decideNotRequired(viewer, ServiceDecision.parse({ version, ...decision }));
    await runJudging();
    const finding = await db().finding.findFirstOrThrow({ where: { checkId: 'guardduty-enabled' } });
    expect(finding.verdict).toBe('not_applicable');
    expect(finding.reason).toBe(
      `Reviewed and not required in all accounts until ${decision.expiresOn}, by Elin Berg: Nothing runs in this account.`,
    );
  });

  it('ends by itself: the check is judged again, once', async () => {
    const calls = callCount();
    await expire('guardduty-enabled');
    await expiredDecisions();
    await expiredDecisions();
    expect(await db().scan.count({ where: { trigger: 'policy', status: 'queued' } })).toBe(1);
    await runJudging();
    await expiredDecisions();
    expect(await db().scan.count({ where: { trigger: 'policy', status: 'queued' } })).toBe(0);
    expect(await verdictOf('guardduty-enabled')).toBe('fail');
    expect(callCount()).toBe(calls);
    const event = await db().auditEvent.findFirst({ where: { action: 'policy.decision-expired' } });
    expect(event).toMatchObject({
      actor: 'schedule',
      detail: {
        checkIds: ['guardduty-enabled'],
        decisions: [{ checkId: 'guardduty-enabled', owner: 'Elin Berg', scope: 'all' }],
      },
    });
  });

  it('is not applied by a scan once it has expired', async () => {
    await scan();
    expect(await verdictOf('guardduty-enabled')).toBe('fail');
  });

  it('about an environment holds for accounts of that environment; an account that moves is judged again', async () => {
    const { version } = await getWorkspacePolicy(viewer);
    const scoped = { ...decision, version, covers: 'environments', environments: 'sandbox' };
    await decideNotRequired(viewer, ServiceDecision.parse(scoped));
    await runJudging();
    expect(await verdictOf('guardduty-enabled')).toBe('fail');
    const calls = callCount();
    await updateAccount(viewer, account, { ...facts, environment: 'sandbox' });
    await runJudging();
    const finding = await db().finding.findFirstOrThrow({ where: { checkId: 'guardduty-enabled' } });
    expect(finding.verdict).toBe('not_applicable');
    expect(finding.reason).toContain('Reviewed and not required in sandbox accounts until');
    expect(callCount()).toBe(calls);
    await updateAccount(viewer, account, { ...facts, environment: 'sandbox', owner: 'Somebody' });
    expect(await db().scan.count({ where: { trigger: 'policy', status: 'queued' } })).toBe(0);
  });

  it('has all judged once more when an account moved while verdicts were made', async () => {
    const { workspaceId } = viewer;
    const { policy } = await getWorkspacePolicy(viewer);
    const queued = () => db().scan.count({ where: { trigger: 'policy', status: 'queued' } });
    await rejudgeIfPolicyChanged(workspaceId, { policy, environments: new Map([[accountId, 'sandbox']]) });
    expect(await queued()).toBe(0);
    await rejudgeIfPolicyChanged(workspaceId, { policy, environments: new Map([[accountId, 'production']]) });
    expect(await queued()).toBe(1);
    await runJudging();
  });

  it('can be taken back', async () => {
    const { version } = await getWorkspacePolicy(viewer);
    await endDecision(viewer, { version, decision: 'guardduty-enabled all' });
    const left = (await getWorkspacePolicy(viewer)).policy.notRequired;
    expect(left.map((it) => it.scope)).toEqual([{ environments: ['sandbox'] }]);
  });
});

async function scan(): Promise<void> {
  const { scanId } = await scanNow(viewer, { accountId: null });
  const [row] = await db().accountScan.findMany({ where: { scanId }, select: { id: true } });
  await scanAccount({ accountScanId: row?.id ?? '' }, context);
  await judgeScan({ scanId }, context);
}

/** What the worker would do next. */
async function runJudging(): Promise<{ scanId: string }> {
  const { id } = await db().scan.findFirstOrThrow({
    where: { workspaceId: viewer.workspaceId, trigger: 'policy', status: 'queued' },
    select: { id: true },
  });
  await rejudgeWorkspace({ scanId: id }, context);
  return { scanId: id };
}

async function settings(change: Record<string, string>): Promise<PolicySettings> {
  const { policy, version } = await getWorkspacePolicy(viewer);
  return PolicySettings.parse({
    version,
    edition: policy.edition,
    retentionDays: String(policy.retentionDays),
    guardDutyFindingDays: String(policy.guardDutyFindingDays),
    alarmDatapoints: String(policy.alarmLatency.datapoints),
    ...change,
  });
}

async function verdictOf(checkId: string): Promise<string> {
  const { verdict } = await db().finding.findFirstOrThrow({ where: { checkId, accountId: account } });
  return verdict;
}

/** As if the day had come. */
async function expire(checkId: string): Promise<void> {
  const { policy } = await db().workspace.findUniqueOrThrow({ where: { id: viewer.workspaceId } });
  const parsed = WorkspacePolicy.parse(policy);
  const expiresAt = new Date().toISOString();
  const notRequired = parsed.notRequired.map((it) => (it.checkId === checkId ? { ...it, expiresAt } : it));
  await db().workspace.update({
    where: { id: viewer.workspaceId },
    data: { policy: { ...parsed, notRequired } },
  });
}

function callCount(): number {
  return sandbox.calls().entries.reduce((total, it) => total + it.count, 0);
}

function day(ahead: number): string {
  return new Date(Date.now() + ahead * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}
