import { describe, expect, it } from 'vitest';
import { verdictIn } from '../../test-support/region-cloud.ts';
import { guardDutyEnabled } from './guardduty-enabled.ts';

const on = { detectors: [{}] };

describe('guardduty-enabled', () => {
  it.each([
    ['is on in every region', { eu: on, us: on }, 'pass'],
    ['is off in one region', { eu: on }, 'fail'],
    ['is suspended in one region', { eu: on, us: { detectors: [{ Status: 'DISABLED' as const }] } }, 'fail'],
    ['was denied', { eu: on, us: on, role: { deny: ['guardduty:*'] } }, 'unknown'],
    [
      'has a detector that was denied',
      { eu: on, us: on, role: { deny: ['guardduty:GetDetector'] } },
      'unknown',
    ],
    ['has findings that were denied', { eu: on, us: on, role: { deny: ['guardduty:ListFindings'] } }, 'pass'],
    [
      'cannot be reached in one region',
      {
        eu: on,
        us: on,
        faults: [{ kind: 'server-error' as const, action: 'guardduty:ListDetectors', region: 'us-east-1' }],
      },
      'unknown',
    ],
    [
      'is off here and denied there',
      {
        eu: {},
        us: on,
        faults: [{ kind: 'deny' as const, action: 'guardduty:ListDetectors', region: 'us-east-1' }],
      },
      'fail',
    ],
  ])('judges GuardDuty that %s', async (_, account, verdict) => {
    expect((await verdictIn(guardDutyEnabled, account)).verdict).toBe(verdict);
  });

  it('lists protections that are off', async () => {
    const features = [{ Name: 'S3_DATA_EVENTS' as const, Status: 'DISABLED' as const }];
    const found = await verdictIn(guardDutyEnabled, { eu: { detectors: [{ Features: features }] }, us: on });
    expect(found).toMatchObject({
      verdict: 'pass',
      notes: ['Protections off in eu-north-1: S3_DATA_EVENTS.'],
    });
  });

  it('does not ask a region that is switched off', async () => {
    const regions = ['eu-north-1', { RegionName: 'ap-east-1', RegionOptStatus: 'DISABLED' as const }];
    const found = await verdictIn(guardDutyEnabled, { resources: { 'eu-north-1': on }, regions });
    expect(found.subjects.map((it) => it.region)).toEqual(['eu-north-1']);
    expect(found.verdict).toBe('pass');
  });
});
