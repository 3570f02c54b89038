import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '#lib/auth/viewer.ts';
import { removeAccount, updateAccount } from '#lib/commands/accounts.ts';
import { type ConfirmationRequest, confirmWithAws } from '#lib/commands/confirmations.ts';
import { changeRole, inviteMember, removeMember, withdrawInvitation } from '#lib/commands/members.ts';
import {
  activateAccount,
  createOnboarding,
  saveDraft,
  startConnectionTest,
  stopConnectionTest,
} from '#lib/commands/onboarding.ts';
import { ReportScope, reportAccounts } from '#lib/commands/report-accounts.ts';
import { createReport, ReportRequest, recordReportDownload } from '#lib/commands/reports.ts';
import { scanNow } from '#lib/commands/scans.ts';
import { changePolicy, PolicySettings, rejudgeNow } from '#lib/commands/workspace-policy.ts';
import { decideNotRequired, endDecision, ServiceDecision } from '#lib/commands/workspace-policy-decisions.ts';
import { db } from '#lib/db/client.ts';
import { setEnv } from '#lib/env.ts';
import { OnboardingDraft } from '#lib/posture/onboarding-draft.ts';
import { emptyTally } from '#lib/posture/score.ts';
import { testDatabase } from '#lib/test-support/test-database.ts';
import { makeAccount, makeWorkspace, withRole } from '#lib/test-support/workspaces.ts';
import { getAccountRegions } from './account-regions.ts';
import { getAccountScorecard } from './account-scorecard.ts';
import { AccountFilter, accountsNeedingAttention, listAccounts } from './accounts.ts';
import { getCellGlance } from './cell-glance.ts';
import { getChanges } from './changes.ts';
import { getConfirmation, getConfirmationChoices, listConfirmations } from './confirmations.ts';
import { findingIdOf, getFinding } from './finding.ts';
import { eachFinding, FindingFilter, listFindings } from './findings.ts';
import { getFramework, listFrameworks } from './frameworks.ts';
import { getMatrix, MatrixFilter } from './matrix.ts';
import { listMembers } from './members.ts';
import { findOpenOnboarding, getOnboarding } from './onboarding.ts';
import { getOverview } from './overview.ts';
import { getReachMap } from './reach.ts';
import { getReportChoices } from './report-choices.ts';
import { getReport, getReportModel, getReportPdf, listReports } from './reports.ts';
import { eachRequirementVerdict, getRequirement, RequirementFilter } from './requirement.ts';
import { listRootCauses } from './root-causes.ts';
import { getRunningScan, getScan, listScans } from './scans.ts';
import { getScoreExample } from './score-example.ts';
import { getShell, newestRead } from './shell.ts';
import { countUnseen, getUnseen } from './unseen.ts';
import { getStandingDecisions, getWorkspacePolicy } from './workspace-policy.ts';

testDatabase();

let owner: Viewer;
let stranger: Viewer;
let ids: Record<
  'account' | 'scan' | 'finding' | 'report' | 'onboarding' | 'invitation' | 'confirmation',
  string
>;

beforeAll(async () => {
  setEnv({ WATCHPOST_CONFIRM_WITH_AWS: 'true' });
  owner = await makeWorkspace();
  stranger = await makeWorkspace();
  ids = await everything(owner);
});

const noFilter = {};
const mapped = { framework: 'pci-dss', edition: '4.0', number: '10.2.1' };
type Read = [name: string, read: (viewer: Viewer) => Promise<unknown>];

const oneThing: Read[] = [
  ['getAccountScorecard', (it) => getAccountScorecard(it, ids.account)],
  ['getAccountRegions', (it) => getAccountRegions(it, ids.account)],
  ['getFinding', (it) => getFinding(it, ids.finding)],
  ['findingIdOf', (it) => findingIdOf(it, ids.account, 'trail-exists')],
  ['getCellGlance', (it) => getCellGlance(it, ids.finding)],
  ['getScan', (it) => getScan(it, ids.scan)],
  ['getReport', (it) => getReport(it, ids.report)],
  ['getReportPdf', (it) => getReportPdf(it, ids.report)],
  ['getReportModel', (it) => getReportModel(it, ids.report)],
  ['getConfirmation', (it) => getConfirmation(it, ids.confirmation)],
  ['getOnboarding', (it) => getOnboarding(it, ids.onboarding)],
  ['findOpenOnboarding', (it) => findOpenOnboarding(it)],
];

const lists: Read[] = [
  ['listAccounts', (it) => listAccounts(it, AccountFilter.parse(noFilter)).then((page) => page.rows)],
  ['accountsNeedingAttention', (it) => accountsNeedingAttention(it, 9)],
  ['listFindings', (it) => listFindings(it, FindingFilter.parse(noFilter)).then((page) => page.rows)],
  ['eachFinding', (it) => collected(eachFinding(it, FindingFilter.parse(noFilter)))],
  ['getReachMap', (it) => getReachMap(it).then((map) => [...map.alarms.failing, ...map.others.failing])],
  [
    'getReportChoices',
    (it) =>
      getReportChoices(it, ids.account).then(({ groups, chosen }) => [
        ...groups,
        ...(chosen ? [chosen] : []),
      ]),
  ],
  ['getMatrix', (it) => getMatrix(it, MatrixFilter.parse(noFilter)).then((matrix) => matrix.rows)],
  ['listRootCauses', (it) => listRootCauses(it, 9).then((page) => page.rows)],
  ['getChanges', (it) => getChanges(it, 9).then((changes) => changes.items)],
  [
    'listFrameworks',
    (it) => listFrameworks(it).then((rows) => rows.filter((row) => row.posture.score !== null)),
  ],
  [
    'getFramework',
    (it) => getFramework(it, mapped.framework, mapped.edition).then((page) => page?.list[0]?.worst),
  ],
  [
    'getRequirement',
    (it) => getRequirement(it, mapped, RequirementFilter.parse(noFilter)).then((page) => page?.accounts),
  ],
  ['eachRequirementVerdict', (it) => collected(eachRequirementVerdict(it, mapped))],
  ['getUnseen', (it) => getUnseen(it).then((unseen) => [...unseen.accounts, ...unseen.actions])],
  ['countUnseen', (it) => countUnseen(it).then((counts) => (counts.accounts ? [counts] : []))],
  ['getOverview', (it) => getOverview(it).then((page) => (page.accounts ? [page] : []))],
  ['getShell', (it) => getShell(it).then((shell) => (shell.accounts ? [shell] : []))],
  ['getScoreExample', (it) => getScoreExample(it).then((example) => (example ? [example] : []))],
  ['listScans', (it) => listScans(it, 1).then((page) => page.rows)],
  ['listReports', listReports],
  ['getWorkspacePolicy', (it) => getWorkspacePolicy(it).then((page) => page.policy.notRequired)],
  [
    'getStandingDecisions',
    (it) => getStandingDecisions(it, { accountId: '123456789012', environment: 'sandbox' }),
  ],
  ['newestRead', (it) => newestRead(it).then((at) => (at ? [at] : []))],
  ['listConfirmations', (it) => listConfirmations(it, 'root-usage')],
  ['getConfirmationChoices', (it) => getConfirmationChoices(it).then((choices) => choices.accounts)],
  ['listMembers', (it) => listMembers(it).then((page) => page.invitations)],
];

describe('a query about one thing', () => {
  it.each(oneThing)('%s finds it for its workspace, and null for another', async (_name, read) => {
    expect(await read(owner)).not.toBeNull();
    expect(await read(stranger)).toBeNull();
  });

  it.each(oneThing.filter(([name]) => name !== 'findOpenOnboarding'))(
    '%s takes a broken id as not there',
    async (_name, read) => {
      const real = ids;
      ids = {
        account: 'x',
        scan: 'x',
        finding: 'x',
        report: 'x',
        onboarding: 'x',
        invitation: 'x',
        confirmation: 'x',
      };
      try {
        expect(await read(owner)).toBeNull();
      } finally {
        ids = real;
      }
    },
  );
});

describe('a list', () => {
  it.each(lists)('%s shows its workspace, and nothing to another', async (_name, read) => {
    expect(await read(owner)).not.toEqual([]);
    expect(await read(stranger)).toEqual([]);
  });
});

const draft = OnboardingDraft.parse({
  roleArn: 'arn:aws:iam::555555555555:role/WatchpostReadOnly',
  name: 'x',
  environment: 'sandbox',
});

const version = '0'.repeat(32);
const policySettings = PolicySettings.parse({
  version,
  edition: '7.0',
  retentionDays: 1,
  guardDutyFindingDays: 1,
  alarmDatapoints: 1,
});
const serviceDecision = ServiceDecision.parse({
  version,
  checkId: 'macie-enabled',
  covers: 'all',
  owner: 'Ada Vogt',
  reason: 'Nothing runs here.',
  costNote: 'None.',
  expiresOn: new Date(Date.now() + 864e5).toISOString().slice(0, 10),
});

const writes: [name: string, write: (viewer: Viewer) => Promise<unknown>][] = [
  ['scanNow', (it) => scanNow(it, { accountId: ids.account })],
  ['confirmWithAws', (it) => confirmWithAws(it, confirmation(ids.account))],
  ['updateAccount', (it) => updateAccount(it, ids.account, draft)],
  ['removeAccount', (it) => removeAccount(it, ids.account)],
  ['saveDraft', (it) => saveDraft(it, ids.onboarding, draft)],
  ['startConnectionTest', (it) => startConnectionTest(it, ids.onboarding, draft)],
  ['stopConnectionTest', (it) => stopConnectionTest(it, ids.onboarding)],
  ['activateAccount', (it) => activateAccount(it, ids.onboarding, draft)],
  ['recordReportDownload', (it) => recordReportDownload(it, ids.report, 'pdf')],
  ['withdrawInvitation', (it) => withdrawInvitation(it, ids.invitation)],
  ['changeRole', (it) => changeRole(it, owner.userId ?? '', 'auditor')],
  ['removeMember', (it) => removeMember(it, owner.userId ?? '')],
];

describe('a command', () => {
  it.each(writes)('%s does not find what another workspace has', async (_name, write) => {
    await expect(write(stranger)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('createReport needs a scan of the own workspace', async () => {
    const request = ReportRequest.parse({ title: 'x' });
    await expect(createReport(stranger, request)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('reportAccounts takes no account of another workspace', async () => {
    const named = ReportScope.parse({ covers: 'accounts', accounts: '123456789012' });
    expect(await reportAccounts(owner, named)).toEqual([ids.account]);
    await expect(reportAccounts(stranger, named)).rejects.toMatchObject({ code: 'invalid-input' });
    const group = ReportScope.parse({ covers: 'groups', groups: 'Core' });
    expect(await reportAccounts(owner, group)).toEqual([ids.account]);
    await expect(reportAccounts(stranger, group)).rejects.toMatchObject({ code: 'invalid-input' });
  });

  const needsAdmin: typeof writes = [
    ...writes.filter(([name]) => !['scanNow', 'confirmWithAws', 'recordReportDownload'].includes(name)),
    ['createOnboarding', createOnboarding],
    ['changePolicy', (it) => changePolicy(it, policySettings)],
    ['decideNotRequired', (it) => decideNotRequired(it, serviceDecision)],
    ['endDecision', (it) => endDecision(it, { version, decision: 'macie-enabled all' })],
    ['rejudgeNow', rejudgeNow],
    ['inviteMember', (it) => inviteMember(it, { email: 'new@example.com', role: 'lead' })],
  ];
  it.each(needsAdmin)('%s is for admins', async (_name, write) => {
    await expect(write(withRole(owner, 'lead'))).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('scanNow is not for auditors', async () => {
    const scan = scanNow(withRole(owner, 'auditor'), { accountId: null });
    await expect(scan).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('confirmWithAws is not for auditors', async () => {
    const asked = confirmWithAws(withRole(owner, 'auditor'), confirmation(ids.account));
    await expect(asked).rejects.toMatchObject({ code: 'not-allowed' });
  });
});

describe('this table', () => {
  it('names every exported query and command that takes a viewer', () => {
    const known = [...oneThing, ...lists, ...writes].map(([name]) => name);
    const others = [
      'createReport',
      'reportAccounts',
      'createOnboarding',
      'inviteMember',
      'changePolicy',
      'decideNotRequired',
      'endDecision',
      'rejudgeNow',
      'getRunningScan',
      'audit',
      'editPolicy',
      'demandFacts',
    ];
    const missing = ['lib/queries', 'lib/commands']
      .flatMap(exportedWithViewer)
      .filter((name) => !known.includes(name) && !others.includes(name));
    expect(missing).toEqual([]);
  });

  it('has a running scan for nobody', async () => {
    expect(await getRunningScan(owner)).toBeNull();
  });
});

async function collected(rows: AsyncIterable<unknown>): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

function exportedWithViewer(folder: string): string[] {
  return readdirSync(folder)
    .filter((it) => it.endsWith('.ts') && !it.endsWith('.test.ts'))
    .flatMap((file) => [
      ...readFileSync(path.join(folder, file), 'utf8').matchAll(
        /^export (?:async )?function\*? (\w+)\(\s*viewer: Viewer/gm,
      ),
    ])
    .flatMap((it) => it[1] ?? []);
}

function confirmation(accountId: string): ConfirmationRequest {
  return { accountId, control: 'root-usage', edition: '7.0', patterns: ['{ $.a = 1 }'] };
}

async function everything(viewer: Viewer): Promise<typeof ids> {
  const { workspaceId } = viewer;
  const account = await makeAccount(viewer, '123456789012', { group: 'Core' });
  await db().check.create({
    data: {
      id: 'trail-exists',
      version: '1',
      title: 'A trail is logging',
      section: 'alarms',
      scope: 'account',
      severity: 'critical',
      impact: 'high',
      likelihood: 'high',
      isInformational: false,
      rationale: 'x',
      remediation: { summary: '', console: [], cli: '', terraform: '', cloudformation: '' },
      position: 0,
    },
  });
  await db().frameworkMapping.create({ data: { ...mapped, checkId: 'trail-exists' } });
  const at = new Date();
  const done = {
    status: 'done',
    isWhole: true,
    finishedAt: at,
    trigger: 'manual',
    tally: emptyTally(),
  } as const;
  await db().scan.create({ data: { workspaceId, number: 1, ...done } });
  const scan = await db().scan.create({ data: { workspaceId, number: 2, ...done } });
  await db().account.update({
    where: { id: account },
    data: { status: 'unreachable', unreachableSince: at, tally: emptyTally(), score: 0, seenShare: 1 },
  });
  const finding = await db().finding.create({
    data: {
      workspaceId,
      accountId: account,
      checkId: 'trail-exists',
      checkVersion: '1',
      section: 'alarms',
      verdict: 'fail',
      severity: 'critical',
      scope: 'account',
      reason: 'No trail.',
      rootCauseKey: 'x',
      rootCauseText: 'x',
      detail: { notes: [], subjects: [], evidence: [], missing: [], alarm: null },
      detailHash: 'x'.repeat(64),
      firstSeenAt: at,
      lastSeenAt: at,
      statusSince: at,
    },
  });
  await db().findingTransition.create({
    data: { workspaceId, findingId: finding.id, scanId: scan.id, from: 'pass', to: 'fail', reason: 'x', at },
  });
  const report = await db().report.create({
    data: {
      workspaceId,
      number: 1,
      title: 'x',
      params: {},
      status: 'done',
      model: {},
      pdf: Buffer.from('%PDF-'),
      pdfSha256: 'x'.repeat(64),
      finishedAt: at,
    },
  });
  const asked = await confirmWithAws(viewer, confirmation(account));
  const { version: seen } = await getWorkspacePolicy(viewer);
  await decideNotRequired(viewer, { ...serviceDecision, version: seen });
  const onboarding = await createOnboarding(viewer);
  await inviteMember(viewer, { email: 'invited@example.com', role: 'auditor' });
  const invitation = await db().oneTimeLink.findFirstOrThrow({ where: { workspaceId } });
  return {
    account,
    scan: scan.id,
    finding: finding.id,
    report: report.id,
    onboarding: onboarding.id,
    invitation: invitation.id,
    confirmation: asked.id,
  };
}
