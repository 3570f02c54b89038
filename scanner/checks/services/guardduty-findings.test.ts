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
  ])('judges a finding that %s', async (_, eu, verdict) => {
    expect((await verdictIn(guardDutyFindings, { eu })).verdict).toBe(verdict);
  });

  it('names the oldest finding', async () => {
    const found = await verdictIn(guardDutyFindings, { eu: finding(8, 'now-9d') });
    expect(found.reason).toBe(
      'eu-north-1 has an active finding of severity 8, 9 days old: CryptoCurrency:EC2/BitcoinTool.B.',
    );
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
