import { describe, expect, it } from 'vitest';
import { bucketCloud, verdictOn } from '../../test-support/bucket-cloud.ts';
import { bucketObjectLock } from './bucket-object-lock.ts';

describe('bucket-object-lock', () => {
  const lock = (DefaultRetention: object) => ({
    objectLock: { ObjectLockEnabled: 'Enabled' as const, Rule: { DefaultRetention } },
  });

  it.each([
    ['is off', {}, 'fail'],
    ['has no default retention', { objectLock: { ObjectLockEnabled: 'Enabled' as const } }, 'fail'],
    ['is in compliance mode for a year', lock({ Mode: 'COMPLIANCE', Days: 365 }), 'pass'],
    ['is in compliance mode for years', lock({ Mode: 'COMPLIANCE', Years: 7 }), 'pass'],
    ['is shorter than the policy', lock({ Mode: 'COMPLIANCE', Days: 90 }), 'warn'],
    ['is in governance mode', lock({ Mode: 'GOVERNANCE', Days: 400 }), 'warn'],
  ])('judges Object Lock that %s', async (_, bucket, verdict) => {
    expect((await verdictOn(bucketObjectLock, bucketCloud(bucket))).verdict).toBe(verdict);
  });

  it('is unknown when it was denied', async () => {
    const cloud = bucketCloud({}, { role: { deny: ['s3:GetBucketObjectLockConfiguration'] } });
    expect((await verdictOn(bucketObjectLock, cloud)).verdict).toBe('unknown');
  });
});
