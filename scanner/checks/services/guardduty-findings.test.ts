import { describe, expect, it } from 'vitest';
import { defaultWorkspacePolicy } from '#lib/posture/workspace-policy.ts';
import { verdictIn } from '../../test-support/region-cloud.ts';
import { guardDutyFindings } from './guardduty-findings.ts';

const finding = (Severity: number, CreatedAt: string, more: object = {}) => ({
  detectors: [{ findings: [{ Severity, CreatedAt, Type: 'CryptoCurrency:EC2/BitcoinTool.B', ...more }] }],
});

describe('guardduty-findings', () => {
  it.each([
    ['is high and old', finding(8, 'now-9d'), 'fail'],
    ['is just high enough', finding(7, 'now-9d'), 'fail'],
    ['is high and new', finding(8.9, 'now-3d'), 'pass'],
    ['is medium and old', finding(6.9, 'now-30d'), 'pass'],
    ['is archived', finding(8, 'now-30d', { Service: { Archived: true } }), 'pass'],
    ['is an hour over the limit', finding(8, 'now-169h'), 'fail'],
    ['is an hour short of it', finding(8, 'now-167h'), 'pass'],
    ['still repeats', finding(8, 'now-30d', { UpdatedAt: 'now-1h' }), 'fail'],
    [
      'is a sample',
      finding(8, 'now-30d', { Service: { AdditionalInfo: { Value: '{"sample":true}', Type: 'default' } } }),
      'pass',
    ],
    [
      'a suspended detector left behind',
      {
        detectors: [
          {
            Status: 'DISABLED',
            findings: [{ Severity: 8, CreatedAt: 'now-30d', Type: 'Recon:EC2/Portscan' }],
          },
        ],
      },
      'fail',
    ],
  ])('judges a finding that %s', async (_, eu, verdict) => {
    expect((await verdictIn(guardDutyFindings, { eu })).verdict).toBe(verdict);
  });

  it('names the oldest finding', async () => {
    const found = await verdictIn(guardDutyFindings, { eu: finding(8, 'now-9d') });
    expect(found.reason).toBe(
      'eu-north-1 has an active finding of severity 8, 9 days old: CryptoCurrency:EC2/BitcoinTool.B.',
    );
  });

  it('finds the oldest on a later page, where one that repeats comes last', async () => {
    const young = Array.from({ length: 60 }, () => ({
      Severity: 8,
      CreatedAt: 'now-2d',
      UpdatedAt: 'now-1d',
    }));
    const old = {
      Severity: 8,
      CreatedAt: 'now-40d',
      UpdatedAt: 'now-1h',
      Type: 'Backdoor:EC2/C&CActivity.B',
    };
    const found = await verdictIn(guardDutyFindings, { eu: { detectors: [{ findings: [...young, old] }] } });
    expect(found).toMatchObject({
      verdict: 'fail',
      reason: expect.stringContaining('40 days old: Backdoor'),
    });
  });

  it('does not need the status of the detector', async () => {
    const blind = { role: { deny: ['guardduty:GetDetector'] } };
    const found = await verdictIn(guardDutyFindings, {
      eu: finding(8, 'now-9d'),
      us: { detectors: [{}] },
      ...blind,
    });
    expect(found.verdict).toBe('fail');
  });

  it('is unknown where a finding has no date', async () => {
    const faults = [
      { kind: 'sparse' as const, action: 'guardduty:GetFindings', fields: ['CreatedAt', 'UpdatedAt'] },
    ];
    const found = await verdictIn(guardDutyFindings, { eu: finding(8, 'now-9d'), faults });
    expect(found.verdict).toBe('unknown');
  });

  it('keeps the workspace’s limit', async () => {
    const policy = { ...defaultWorkspacePolicy, guardDutyFindingDays: 2 };
    expect((await verdictIn(guardDutyFindings, { eu: finding(8, 'now-3d') }, policy)).verdict).toBe('fail');
  });

  it('has no subject where GuardDuty is off, and is unknown where it was denied', async () => {
    expect((await verdictIn(guardDutyFindings, {})).verdict).toBe('not_applicable');
    const denied = { eu: finding(8, 'now-9d'), role: { deny: ['guardduty:ListFindings'] } };
    expect(await verdictIn(guardDutyFindings, denied)).toMatchObject({
      verdict: 'unknown',
      missing: [{ action: 'guardduty:ListFindings' }],
    });
  });
});
