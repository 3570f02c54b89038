import { describe, expect, it } from 'vitest';
import { bucketCloud, verdictOn } from '../../test-support/bucket-cloud.ts';
import { bucketMfaDelete } from './bucket-mfa-delete.ts';

describe('bucket-mfa-delete', () => {
  const lock = (Mode: 'COMPLIANCE' | 'GOVERNANCE') => ({
    ObjectLockEnabled: 'Enabled' as const,
    Rule: { DefaultRetention: { Mode, Days: 365 } },
  });

  it.each([
    ['both are on', { versioning: { Status: 'Enabled' as const, MFADelete: 'Enabled' as const } }, 'pass'],
    ['versioning alone is on', { versioning: { Status: 'Enabled' as const } }, 'fail'],
    [
      'versioning is suspended',
      { versioning: { Status: 'Suspended' as const, MFADelete: 'Enabled' as const } },
      'fail',
    ],
    ['nothing is on', {}, 'fail'],
    [
      'only a governance lock is on',
      { versioning: { Status: 'Enabled' as const }, objectLock: lock('GOVERNANCE') },
      'fail',
    ],
  ])('judges a bucket where %s', async (_, bucket, verdict) => {
    expect((await verdictOn(bucketMfaDelete, bucketCloud(bucket))).verdict).toBe(verdict);
  });

  it('accepts Object Lock in compliance mode', async () => {
    const cloud = bucketCloud({ versioning: { Status: 'Enabled' }, objectLock: lock('COMPLIANCE') });
    expect(await verdictOn(bucketMfaDelete, cloud)).toMatchObject({
      verdict: 'pass',
      metBy: { strict: 'fail' },
    });
  });

  it.each([
    ['may have a lock', 'Enabled', 'unknown'],
    ['can have no lock', 'Suspended', 'fail'],
  ] as const)('asks for the lock only of a bucket that %s', async (_, Status, verdict) => {
    const cloud = bucketCloud(
      { versioning: { Status } },
      { role: { deny: ['s3:GetBucketObjectLockConfiguration'] } },
    );
    expect((await verdictOn(bucketMfaDelete, cloud)).verdict).toBe(verdict);
  });

  it('is unknown when versioning was denied', async () => {
    const cloud = bucketCloud({}, { role: { deny: ['s3:GetBucketVersioning'] } });
    expect(await verdictOn(bucketMfaDelete, cloud)).toMatchObject({
      verdict: 'unknown',
      missing: [{ action: 's3:GetBucketVersioning' }],
    });
  });
});
