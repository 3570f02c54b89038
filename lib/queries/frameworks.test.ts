import { beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '#lib/auth/viewer.ts';
import { db } from '#lib/db/client.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import type { Severity, VerdictStatus } from '#lib/posture/verdict.ts';
import { testDatabase } from '#lib/test-support/test-database.ts';
import { makeAccount, makeWorkspace } from '#lib/test-support/workspaces.ts';
import { getFramework, listFrameworks } from './frameworks.ts';
import { eachRequirementVerdict, getRequirement, RequirementFilter } from './requirement.ts';

testDatabase();

const groups = 'alarm-security-group-changes';
const everything = RequirementFilter.parse({});
let viewer: Viewer;
let owner: string;
let member: string;
let alone: string;

beforeAll(async () => {
  viewer = await makeWorkspace();
  await check('trail-multi-region', 'high', ['3.0 3.1 manual', '7.0 4.1']);
  await check('trail-management-events', 'high', ['7.0 4.1']);
  await check(groups, 'medium', ['3.0 4.10 manual', '7.0 5.10']);
  await check('trail-delivery', 'high', []);
  await db().frameworkMapping.create({
    data: { framework: 'pci-dss', edition: '4.0', number: '10.2.1', checkId: groups },
  });
  await db().frameworkMapping.create({
    data: { framework: 'cce', edition: 'current', number: 'CCE-1-1', checkId: groups },
  });
  owner = await makeAccount(viewer, '100000000001', { name: 'management' });
  member = await makeAccount(viewer, '100000000002', { name: 'member' });
  alone = await makeAccount(viewer, '100000000003', { name: 'alone' });
  await makeAccount(viewer, '100000000004', { name: 'pending' });

  await finding(owner, 'trail-multi-region', 'pass');
  await finding(owner, 'trail-management-events', 'warn');
  await finding(alone, 'trail-multi-region', 'pass', { isStale: true });
  await finding(alone, 'trail-management-events', 'pass');
  // Met as 3.0 asks, not as 7.0 does: the member inherits whichever it is.
  const editions = { '3.0': 'pass', '7.0': 'fail' };
  await finding(owner, groups, 'fail', { editions });
  await finding(member, groups, 'inherited', {
    editions: { '3.0': 'inherited', '7.0': 'inherited' },
    inheritedAccountId: '100000000001',
    inheritedCheckId: groups,
    inheritedVerdict: 'fail',
  });
  await finding(alone, groups, 'fail', { editions: { '3.0': 'fail', '7.0': 'fail' } });
});

describe('a framework edition', () => {
  it('has alarm controls judged by that very edition', async () => {
    const [old, newest] = await Promise.all([cis('3.0'), cis('7.0')]);
    expect(requirement(old, '4.10').counts).toMatchObject({ pass: 1, inherited: 1, fail: 1 });
    expect(requirement(old, '4.10').inheritedFails).toBe(0);
    expect(requirement(newest, '5.10').counts).toMatchObject({ pass: 0, inherited: 1, fail: 2 });
    expect(requirement(newest, '5.10').inheritedFails).toBe(1);
  });

  it('takes the worst of a requirement’s checks, and what could not be read as unknown', async () => {
    const { counts, shares, checks } = requirement(await cis('7.0'), '4.1');
    expect(checks.map((it) => it.checkId)).toEqual(['trail-multi-region', 'trail-management-events']);
    expect(counts).toMatchObject({ warn: 1, unknown: 1, pass: 0 });
    expect(shares).toEqual({ pass: 0, warn: 0.5, fail: 0, unseen: 0.5 });
  });

  it('names the worst accounts, own failures before inherited ones', async () => {
    const { worst } = requirement(await cis('7.0'), '5.10');
    expect(worst.map((it) => [it.name, it.verdict, it.inheritedVerdict])).toEqual([
      ['alone', 'fail', null],
      ['management', 'fail', null],
      ['member', 'inherited', 'fail'],
    ]);
  });

  it('says what is assessed by hand, and which checks have no number', async () => {
    const old = await cis('3.0');
    expect(old).toMatchObject({ requirements: 2, manual: 2, accounts: 4, editions: ['3.0', '7.0'] });
    expect(old.list.map((it) => [it.number, it.assessment])).toEqual([
      ['3.1', 'manual'],
      ['4.10', 'manual'],
    ]);
    expect(old.unmapped.map((it) => it.checkId)).toEqual(['trail-management-events', 'trail-delivery']);
    expect((await cis('7.0')).list.map((it) => it.assessment)).toEqual([null, null]);
  });

  it('scores each check once per account, as the workspace is scored', async () => {
    // 3.0: the high pass and a stale one unseen; of two medium ones one passes.
    const { posture } = await cis('3.0');
    expect(posture.score).toBeCloseTo((100 * (6 + 3)) / (6 + 3 + 3));
    expect(posture.seenShare).toBeCloseTo(12 / 18);
  });

  it('other than CIS is judged by the workspace’s edition', async () => {
    const page = await getFramework(viewer, 'pci-dss', '4.0');
    expect(page?.workspaceEdition).toBe('7.0');
    expect(page?.list[0]?.counts).toMatchObject({ fail: 2, inherited: 1 });
  });

  it.each([
    ['cis-aws-foundations', '9.9'],
    ['cce', 'current'],
    ['no-such', '1'],
  ])('%s %s is not there', async (framework, edition) => {
    expect(await getFramework(viewer, framework, edition)).toBeNull();
  });
});

describe('the list of frameworks', () => {
  it('has a row for each edition with a page, newest first, scored like its page', async () => {
    const rows = await listFrameworks(viewer);
    expect(rows.map((it) => `${it.framework} ${it.edition}`)).toEqual([
      'cis-aws-foundations 7.0',
      'cis-aws-foundations 3.0',
      'pci-dss 4.0',
    ]);
    for (const row of rows) {
      const page = await getFramework(viewer, row.framework, row.edition);
      expect(row.posture).toEqual(page?.posture);
    }
  });
});

describe('a requirement', () => {
  const of = { framework: 'cis-aws-foundations', edition: '7.0', number: '4.1' };

  it('shows each account with each of its checks, gravest first', async () => {
    const page = await getRequirement(viewer, of, everything);
    expect(page?.total).toBe(2);
    expect(page?.accounts.map((it) => [it.name, it.worst.verdict])).toEqual([
      ['alone', 'unknown'],
      ['management', 'warn'],
    ]);
    expect(page?.accounts[1]?.verdicts.map((it) => it?.verdict)).toEqual(['pass', 'warn']);
  });

  it('says when a sentence was written for another edition', async () => {
    const old = { framework: 'cis-aws-foundations', edition: '3.0', number: '4.10' };
    const page = await getRequirement(viewer, old, everything);
    const found = page?.accounts.map((it) => [it.name, it.worst.verdict, it.isReasonOfEdition]);
    expect(found).toEqual([
      ['alone', 'fail', true],
      ['management', 'pass', false],
      ['member', 'inherited', true],
    ]);
  });

  it('can be narrowed by verdict and name', async () => {
    const warned = await getRequirement(viewer, of, RequirementFilter.parse({ verdict: 'warn' }));
    expect(warned?.accounts.map((it) => it.name)).toEqual(['management']);
    const named = await getRequirement(viewer, of, RequirementFilter.parse({ q: 'ALO' }));
    expect(named?.accounts.map((it) => it.name)).toEqual(['alone']);
    const odd = await getRequirement(viewer, of, RequirementFilter.parse({ q: '%' }));
    expect(odd?.accounts).toEqual([]);
  });

  it('is exported verdict by verdict', async () => {
    const lines = [];
    for await (const it of eachRequirementVerdict(viewer, { framework: of.framework, edition: '3.0' })) {
      lines.push([it.number, it.assessment, it.checkId, it.accountName, it.verdict, it.inheritedVerdict]);
    }
    expect(lines).toEqual([
      ['3.1', 'manual', 'trail-multi-region', 'alone', 'unknown', null],
      ['3.1', 'manual', 'trail-multi-region', 'management', 'pass', null],
      ['4.10', 'manual', groups, 'alone', 'fail', null],
      ['4.10', 'manual', groups, 'management', 'pass', null],
      ['4.10', 'manual', groups, 'member', 'inherited', 'pass'],
    ]);
  });

  it('shows another workspace nothing of this one', async () => {
    const stranger = await makeWorkspace();
    expect((await getRequirement(stranger, of, everything))?.accounts).toEqual([]);
    expect((await getFramework(stranger, of.framework, '7.0'))?.list.flatMap((it) => it.worst)).toEqual([]);
    expect((await listFrameworks(stranger)).every((it) => it.posture.score === null)).toBe(true);
    for await (const it of eachRequirementVerdict(stranger, { framework: of.framework, edition: '7.0' })) {
      expect(it).toBeUndefined();
    }
  });
});

async function cis(edition: string) {
  const page = await getFramework(viewer, 'cis-aws-foundations', edition);
  if (!page) throw new Error(`no CIS ${edition}`);
  return page;
}

function requirement(page: Awaited<ReturnType<typeof cis>>, number: string) {
  const found = page.list.find((it) => it.number === number);
  if (!found) throw new Error(`no ${number}`);
  return found;
}

let position = 0;

/** @param numbers `edition number assessment`. */
async function check(id: string, severity: Severity, numbers: string[]): Promise<void> {
  await db().check.create({
    data: {
      id,
      version: '1',
      title: id,
      section: id.startsWith('alarm-') ? 'alarms' : 'trails',
      scope: 'account',
      severity,
      impact: 'high',
      likelihood: 'medium',
      isInformational: false,
      rationale: 'x',
      remediation: { summary: '', console: [], cli: '', terraform: '', cloudformation: '' },
      position: position++,
      mappings: {
        create: numbers.map((text) => {
          const [edition = '', number = '', assessment = null] = text.split(' ');
          return { framework: 'cis-aws-foundations', edition, number, assessment };
        }),
      },
    },
  });
}

async function finding(
  accountId: string,
  checkId: string,
  verdict: VerdictStatus,
  more: Partial<Prisma.FindingUncheckedCreateInput> = {},
): Promise<void> {
  const { section, severity } = await db().check.findUniqueOrThrow({ where: { id: checkId } });
  const at = new Date();
  await db().finding.create({
    data: {
      workspaceId: viewer.workspaceId,
      accountId,
      checkId,
      checkVersion: '1',
      section,
      severity,
      verdict,
      scope: 'account',
      reason: `${checkId} is ${verdict}.`,
      detail: {},
      detailHash: 'x'.repeat(64),
      firstSeenAt: at,
      lastSeenAt: at,
      statusSince: at,
      ...more,
    },
  });
}
