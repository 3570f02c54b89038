import { describe, expect, it } from 'vitest';
import { buildReport } from './build-report.ts';
import { reportMarkdown } from './export/report-markdown.ts';
import type { ReportAccount, ReportInput } from './input.ts';
import { ReportModel } from './model.ts';
import { proseOf } from './prose/check-prose.ts';
import { account } from './sample/plain-account.ts';
import { sampleChecks } from './sample/sample-checks.ts';
import { idOf, sampleInput } from './sample/sample-input.ts';
import { alarmVerdict, inheritedVerdict, trailVerdict, unknownVerdict } from './sample/sample-verdicts.ts';
import { plain } from './text.ts';

const security = 'alarm-security-group-changes';

function input(accounts: ReportAccount[], facts: Partial<ReportInput> = {}): ReportInput {
  return { ...sampleInput(1), accounts, ...facts };
}

function failing(index: number, facts: Partial<ReportAccount> = {}): ReportAccount {
  const it = account(index, facts);
  const verdict = alarmVerdict(it, {
    checkId: security,
    severity: 'medium',
    verdict: 'fail',
    at: 'metric-filter',
    lost: 15,
  });
  return { ...it, verdicts: [verdict] };
}

function findingOf(model: ReportModel, checkId: string) {
  const found = model.findings.find((it) => it.kind === 'check' && it.checkIds.includes(checkId));
  if (!found) throw new Error(`no finding for ${checkId}`);
  return found;
}

describe('buildReport', () => {
  it('makes a model that its own schema accepts, the same each time', () => {
    const model = buildReport(sampleInput());
    expect(ReportModel.parse(model)).toEqual(model);
    expect(JSON.stringify(buildReport(sampleInput()))).toBe(JSON.stringify(model));
  });

  it('groups a check across accounts, worst first, and numbers findings without holes', () => {
    const model = buildReport(sampleInput());
    expect(model.findings.map((it) => it.id)).toEqual(
      model.findings.map((_, index) => `F-${String(index + 1).padStart(2, '0')}`),
    );
    const order = ['critical', 'high', 'medium', 'low'];
    const ranks = model.findings.map((it) => order.indexOf(it.severity));
    expect(ranks).toEqual(ranks.toSorted((one, other) => one - other));
    const checks = model.findings.filter((it) => it.kind === 'check').flatMap((it) => it.checkIds);
    expect(new Set(checks).size).toBe(checks.length);
  });

  it('counts an inherited failure once, at its owner, and names those who inherit it', () => {
    const owner = failing(1);
    const members = [2, 3, 4].map((index) =>
      account(index, {
        verdicts: [inheritedVerdict(owner, { checkId: security, severity: 'medium', verdict: 'fail' })],
      }),
    );
    const model = buildReport(input([owner, ...members]));
    const finding = findingOf(model, security);
    expect(finding.counts.main).toBe('1 fails, 3 inherit');
    expect(finding.title).toBe('Security group changes can go unnoticed in 4 of 4 accounts');
    expect(finding.affected.map((it) => [plain(it.accounts), it.verdict.word, it.where, it.lost])).toEqual([
      ['account-1', 'Fail', '3, metric filter', '15 of 21, 3 accounts inherit it'],
      ['account-2, account-3 and account-4', 'Inherited', 'from account-1', '15 of 21'],
    ]);
    expect(model.summary.score).toBe(0);
    expect(plain(model.summary.statements[0] ?? [])).toContain(
      '1 verdict fails and 0 warn, of 1 that were counted',
    );
    expect(model.roadmap[0]).toMatchObject({
      title: 'Baseline',
      steps: [{ gain: '4 verdicts in 4 accounts' }],
    });
    expect(finding.recommendation.map(plain)[1]).toMatch(
      /^Fix the baseline first, in account-1: .* 3 accounts inherit it/,
    );
  });

  it('reports an inherited failure whose owner is not in the report', () => {
    const owner = { accountId: '999999999999', name: 'elsewhere' };
    const member = account(1, {
      verdicts: [inheritedVerdict(owner, { checkId: security, severity: 'medium', verdict: 'fail' })],
    });
    const finding = findingOf(buildReport(input([member])), security);
    expect(finding.affected[0]?.where).toBe('from account 999999999999, which is not in this report');
  });

  const likelihoods: [string, Partial<ReportAccount>, string, string, string | null][] = [
    ['a development account', {}, 'medium', 'medium', null],
    [
      'a production account',
      { environment: 'production' },
      'high',
      'high',
      'Raised from medium: account-1 is production.',
    ],
    [
      'an internet-exposed account',
      { isInternetExposed: true },
      'high',
      'high',
      'Raised from medium: account-1 is internet-exposed.',
    ],
    [
      'an account that is both',
      { environment: 'production', isInternetExposed: true },
      'high',
      'high',
      'Raised from medium: account-1 is production and internet-exposed.',
    ],
  ];
  it.each(likelihoods)('rates the likelihood of %s', (_, facts, likelihood, severity, raised) => {
    const finding = findingOf(buildReport(input([failing(1, facts)])), security);
    expect(finding.impact.rating).toBe('medium');
    expect(finding.likelihood.rating).toBe(likelihood);
    expect(finding.likelihood.raised).toBe(raised);
    expect(finding.severity).toBe(severity);
  });

  it('says that the order of work does not raise a severity', () => {
    const model = buildReport(input([failing(1, { environment: 'production' })]));
    expect(findingOf(model, security).severity).toBe('high');
    expect(model.roadmap[0]?.steps[0]?.severity).toBe('medium');
    expect(model.rating.raise).toContain('The order of work keeps the severity before this step');
  });

  it('leaves a likelihood that is high already, and gives no reason', () => {
    const it1 = account(1, { environment: 'production' });
    const verdict = trailVerdict(it1, {
      checkId: 'trail-exists',
      severity: 'critical',
      verdict: 'fail',
      reason: 'No trail.',
    });
    const finding = findingOf(buildReport(input([{ ...it1, verdicts: [verdict] }])), 'trail-exists');
    expect(finding.likelihood).toMatchObject({ rating: 'high', raised: null });
    expect(finding.severity).toBe('critical');
  });

  it('drops the section on what was not seen when everything was, and renumbers', () => {
    const seen = buildReport(input([failing(1)]));
    expect(seen.unseen).toBeNull();
    expect(seen.sections.map((it) => `${it.number} ${it.id}`)).toEqual([
      '1 summary',
      '2 scope',
      '3 method',
      '4 rating',
      '5 findings',
      '6 passed',
      '7 roadmap',
      'A accounts',
      'B integrity',
    ]);
  });

  it('says what could not be seen, why, and what would show it; unknown is never a failure', () => {
    const blind = account(2, {
      verdicts: [
        unknownVerdict({ checkId: security, severity: 'medium', action: 'sns:ListSubscriptionsByTopic' }),
      ],
    });
    const lost = account(3, {
      error: 'AWS refused the role.',
      lastReadAt: null,
      regions: [],
      snapshotSha256: null,
    });
    const model = buildReport(input([failing(1), blind, lost]));
    const rows = model.unseen?.rows.map((it) => [
      plain(it.what),
      plain(it.accounts),
      it.blinds,
      plain(it.remedy),
    ]);
    expect(rows).toContainEqual([
      'sns:ListSubscriptionsByTopic',
      'account-2',
      'Security group changes',
      'Allow sns:ListSubscriptionsByTopic in the role.',
    ]);
    expect(rows?.some((it) => it[0]?.startsWith('Account account-3') && it[2] === 'every check')).toBe(true);
    const finding = findingOf(model, security);
    expect(finding.counts).toEqual({ main: '1 fails', rest: '2 not seen' });
    expect(finding.affected.at(-1)).toMatchObject({ where: 'not seen', lost: 'see section 3' });
    expect(model.summary.score).toBe(0);
    // One failure was seen; account-2 hides as much, and account-3 every check.
    expect(model.summary.seen).toBe('3%');
    expect(model.accounts.find((it) => it.name === 'account-3')?.shares.unseen).toBe(1);
  });

  it('says once what was not answered in many regions', () => {
    const verdict = unknownVerdict({ checkId: security, severity: 'medium', action: '' });
    const missing = ['eu-north-1', 'eu-west-1', 'us-east-1'].map((region) => ({
      region,
      message: `config:DescribeConfigurationRecorders was not answered for 111111111111 in ${region}: HTTP 500`,
    }));
    const model = buildReport(input([account(2, { verdicts: [{ ...verdict, missing }] })]));
    expect(model.unseen?.rows.map((it) => it.why)).toEqual([
      'config:DescribeConfigurationRecorders was not answered for 111111111111 in eu-north-1: HTTP 500. The same in 2 other regions.',
    ]);
  });

  it('has a dash for a score when nothing could be judged', () => {
    const model = buildReport(input([account(1, { error: 'AWS refused the role.', lastReadAt: null })]));
    expect(model.summary.score).toBeNull();
    expect(model.findings).toEqual([]);
    expect(plain(model.summary.statements[0] ?? [])).toContain('Nothing could be judged');
  });

  it('composes findings only where their conditions hold', () => {
    const titles = (model: ReportModel) =>
      model.findings.filter((it) => it.kind === 'composed').map((it) => it.title);
    expect(titles(buildReport(sampleInput()))).toEqual([
      'Insufficient logging and monitoring',
      'Insufficient API monitoring',
    ]);
    const healthy = account(1);
    const passing = sampleChecks.map((check) =>
      trailVerdict(healthy, {
        checkId: check.id,
        severity: check.severity,
        verdict: 'pass',
        reason: 'Good.',
      }),
    );
    expect(titles(buildReport(input([{ ...healthy, verdicts: passing }])))).toEqual([]);
  });

  it('composes security features not enabled, with the services that are off and no others', () => {
    const checks = ['guardduty-enabled', 'macie-enabled'].map((id) => ({
      id,
      title: id,
      section: 'services' as const,
      impact: 'medium' as const,
      likelihood: 'low' as const,
      severity: 'low' as const,
      rationale: 'Detects.',
      remediation: 'Enable it.',
    }));
    const it1 = account(1);
    const verdicts = [
      trailVerdict(it1, { checkId: 'guardduty-enabled', severity: 'low', verdict: 'fail', reason: 'Off.' }),
      trailVerdict(it1, { checkId: 'macie-enabled', severity: 'low', verdict: 'pass', reason: 'On.' }),
    ];
    const model = buildReport(input([{ ...it1, verdicts }], { checks: [...sampleChecks, ...checks] }));
    const composed = model.findings.find((it) => it.title === 'Security features not enabled');
    expect(composed?.points.map((it) => it.title)).toEqual(['GuardDuty']);
    expect(composed).toMatchObject({
      impact: { rating: 'medium' },
      likelihood: { rating: 'low' },
      severity: 'low',
    });
  });

  it('lets a composed finding rise with what it contains, and says why', () => {
    const it1 = account(1, { environment: 'production' });
    const verdict = trailVerdict(it1, {
      checkId: 'trail-exists',
      severity: 'critical',
      verdict: 'fail',
      reason: 'No trail.',
    });
    const composed = buildReport(input([{ ...it1, verdicts: [verdict] }])).findings.find(
      (it) => it.kind === 'composed',
    );
    expect(composed).toMatchObject({
      impact: { rating: 'high' },
      likelihood: { rating: 'high' },
      severity: 'critical',
    });
    expect(composed?.likelihood.raised).toBe(
      'Raised from low: it contains “A trail is logging”. Raised from medium: account-1 is production.',
    );
  });

  it('tells what changed since the previous report', () => {
    const previous = { version: '1.1', findings: [{ checkId: security, accountIds: [idOf(1), idOf(9)] }] };
    const model = buildReport(input([failing(1), failing(2)], { previous }));
    expect(findingOf(model, security).status.detail).toBe('1 new, 1 fixed since report 1.1');
    expect(model.sections.some((it) => it.id === 'changes')).toBe(true);
    expect(model.changes?.rows[0]?.text).toBe('1 account newly affected, 1 account fixed or no longer seen');
  });

  it('keeps every account and every verdict of a thousand accounts', () => {
    const big = sampleInput(1_000);
    const model = buildReport(big);
    expect(model.accounts).toHaveLength(1_000);
    expect(model.scope.accounts).toHaveLength(1_000);
    expect(model.integrity.lines).toHaveLength(1_000);
    const verdicts = (accounts: readonly { verdicts: readonly unknown[] }[]) =>
      accounts.reduce((total, it) => total + it.verdicts.length, 0);
    expect(verdicts(model.accounts)).toBe(verdicts(big.accounts));
    const monitoring = findingOf(model, 'alarm-monitoring-changes');
    const named = monitoring.affected.flatMap((it) => it.accounts).filter((it) => typeof it !== 'string');
    const broken = big.accounts.filter(
      (it) => it.verdicts.find((own) => own.checkId === 'alarm-monitoring-changes')?.verdict !== 'pass',
    );
    expect(named).toHaveLength(broken.length);
    expect(broken.length).toBeGreaterThan(950);
    expect(model.picture.kind).toBe('columns');
  });

  it('writes out characters that would hide or reorder text', () => {
    const name = 'safe\u202Eevil\u0007\u200B';
    const model = buildReport(input([failing(1, { name })], { client: 'A\u2066B' }));
    expect(model.accounts[0]?.name).toBe('safe[U+202E]evil[U+0007][U+200B]');
    expect(model.client).toBe('A[U+2066]B');
  });

  it('prints what the client decided not to require, who answers for it, and until when', () => {
    const macie = {
      ...trailVerdict(account(1), { checkId: 'macie-enabled', severity: 'low', verdict: 'pass', reason: '' }),
      verdict: 'not_applicable' as const,
    };
    const checks = sampleChecks.slice(0, 1).map((it) => ({ ...it, id: 'macie-enabled', title: 'Macie' }));
    const decision = {
      checkId: 'macie-enabled',
      scope: 'all' as const,
      owner: 'Elin Berg',
      reason: 'No bucket holds personal data.',
      costNote: '40 USD a month',
      expiresAt: '2027-06-30T23:59:59.999Z',
    };
    const judged = input([account(1, { verdicts: [macie] }), account(2)], { checks, decisions: [decision] });
    const model = buildReport(judged);
    expect(model.decisions?.rows).toEqual([
      {
        checkId: 'macie-enabled',
        title: expect.stringContaining('Macie'),
        scope: 'All accounts',
        reason: decision.reason,
        cost: decision.costNote,
        owner: decision.owner,
        until: '30 Jun 2027',
        accounts: '1 account',
      },
    ]);
    expect(model.sections.map((it) => it.id)).toContain('decisions');
    expect(reportMarkdown(model)).toContain('| Elin Berg | 30 Jun 2027 | 1 account |');

    const [first = ''] = judged.accounts.map((it) => it.accountId);
    const narrower = { ...decision, scope: { accounts: [first] }, owner: 'Jonas Kask' };
    const both = buildReport({ ...judged, decisions: [decision, narrower] });
    expect(both.decisions?.rows).toMatchObject([
      { scope: 'All accounts', accounts: '0 accounts' },
      { scope: `Account ${both.accounts[0]?.name} (${first})`, owner: 'Jonas Kask', accounts: '1 account' },
    ]);
    expect(reportMarkdown(both)).toContain('| All accounts |');

    const ended = buildReport({
      ...judged,
      decisions: [{ ...decision, expiresAt: '2026-01-31T23:59:59.999Z' }],
    });
    expect(ended.decisions?.rows[0]).toMatchObject({
      until: 'Ended 31 Jan 2026, judged again since',
      accounts: 'None',
    });
    expect(buildReport(input([account(1)])).decisions).toBeNull();
  });

  it('has prose for every check of the first catalogue', () => {
    expect(sampleChecks.filter((it) => proseOf(it.id) === null)).toEqual([]);
  });

  it('falls back on the catalogue for a check without prose', () => {
    const it1 = account(1);
    const verdict = trailVerdict(it1, {
      checkId: 'trail-new',
      severity: 'low',
      verdict: 'fail',
      reason: 'It is not.',
    });
    const checks = sampleChecks.slice(0, 1).map((it) => ({ ...it, id: 'trail-new', title: 'A new rule' }));
    const model = buildReport(input([{ ...it1, verdicts: [verdict] }], { checks }));
    expect(findingOf(model, 'trail-new')).toMatchObject({
      title: 'A new rule: not so in account-1',
      references: [{ framework: 'No published mapping' }],
    });
  });

  it('gives the evidence digest that the printed lines give', async () => {
    const { createHash } = await import('node:crypto');
    const model = buildReport(sampleInput());
    const lines = model.integrity.lines.map((it) => `${it.accountId}  ${it.sha256}\n`).join('');
    expect(createHash('sha256').update(lines).digest('hex')).toBe(model.evidenceSha256);
  });
});
