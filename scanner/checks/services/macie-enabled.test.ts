import { describe, expect, it } from 'vitest';
import { defaultWorkspacePolicy } from '#lib/posture/workspace-policy.ts';
import { verdictIn } from '../../test-support/region-cloud.ts';
import { macieEnabled } from './macie-enabled.ts';

const buckets = [{ Name: 'shop-images' }];

describe('macie-enabled', () => {
  it.each([
    ['is on where buckets are', { eu: { buckets, macie: {} } }, 'pass', 'Macie is enabled in eu-north-1.'],
    [
      'is off where buckets are',
      { eu: { buckets } },
      'fail',
      'Macie is off in eu-north-1, which holds buckets.',
    ],
    [
      'is off while the trails were denied',
      { eu: { buckets }, role: { deny: ['cloudtrail:*'] } },
      'fail',
      'Macie is off in eu-north-1, which holds buckets.',
    ],
    ['is paused', { eu: { buckets, macie: { status: 'PAUSED' as const } } }, 'fail', 'Macie is paused'],
    ['has nothing to watch', {}, 'not_applicable', 'no bucket'],
    [
      'was denied',
      { eu: { buckets, macie: {} }, role: { deny: ['macie2:*'] } },
      'unknown',
      'macie2:GetMacieSession was denied',
    ],
    [
      'is off while the buckets were denied',
      { eu: { buckets }, role: { deny: ['s3:ListAllMyBuckets'] } },
      'unknown',
      'whether there are buckets was not read',
    ],
    [
      'is on everywhere while the buckets were denied',
      { eu: { macie: {} }, us: { macie: {} }, role: { deny: ['s3:ListAllMyBuckets'] } },
      'pass',
      'enabled',
    ],
  ])('judges Macie that %s', async (_, account, verdict, reason) => {
    const found = await verdictIn(macieEnabled, account);
    expect(found.verdict).toBe(verdict);
    expect(found.reason).toContain(reason);
  });

  const decision = {
    checkId: 'macie-enabled',
    scope: 'all' as const,
    owner: 'Ada Berg',
    reason: 'no personal data',
    costNote: '40 USD a month',
  };
  it('prints the decision that it is not required, and judges again once that has expired', async () => {
    const eu = { buckets };
    const standing = {
      ...defaultWorkspacePolicy,
      notRequired: [{ ...decision, expiresAt: '2099-01-01T00:00:00.000Z' }],
    };
    expect(await verdictIn(macieEnabled, { eu }, standing)).toMatchObject({
      verdict: 'not_applicable',
      reason: 'Reviewed and not required in all accounts until 2099-01-01, by Ada Berg: no personal data',
      notes: ['Cost: 40 USD a month'],
    });
    const expired = {
      ...defaultWorkspacePolicy,
      notRequired: [{ ...decision, expiresAt: '2020-01-01T00:00:00.000Z' }],
    };
    expect((await verdictIn(macieEnabled, { eu }, expired)).verdict).toBe('fail');
  });
});
