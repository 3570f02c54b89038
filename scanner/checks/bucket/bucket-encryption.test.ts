import { describe, expect, it } from 'vitest';
import { bucketCloud, verdictOn } from '../../test-support/bucket-cloud.ts';
import { bucketEncryption } from './bucket-encryption.ts';

describe('bucket-encryption', () => {
  const kms = (SSEAlgorithm: 'aws:kms' | 'aws:kms:dsse') => ({
    encryption: {
      Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm, KMSMasterKeyID: 'alias/trail' } }],
    },
  });

  it.each([
    ['S3 keys only', bucketCloud({}), 'fail'],
    ['a KMS key by default', bucketCloud(kms('aws:kms')), 'pass'],
    ['two layers by default', bucketCloud(kms('aws:kms:dsse')), 'pass'],
    ['a trail that sets a key', bucketCloud({}, { trail: { KmsKeyId: 'alias/trail' } }), 'pass'],
    [
      'two trails of which one sets a key',
      bucketCloud(
        {},
        { trail: { KmsKeyId: 'alias/trail' }, trails: [{ Name: 'plain', S3BucketName: 'acme-trail' }] },
      ),
      'fail',
    ],
    ['an unread default', bucketCloud({}, { role: { deny: ['s3:GetEncryptionConfiguration'] } }), 'unknown'],
    [
      'an unread default and a trail that sets a key',
      bucketCloud(
        {},
        { trail: { KmsKeyId: 'alias/trail' }, role: { deny: ['s3:GetEncryptionConfiguration'] } },
      ),
      'pass',
    ],
  ])('judges %s', async (_, cloud, verdict) => {
    expect((await verdictOn(bucketEncryption, cloud)).verdict).toBe(verdict);
  });

  it('shows what the trails set where that decides', async () => {
    const cloud = bucketCloud({}, { trail: { KmsKeyId: 'alias/trail' } });
    const { evidence } = await verdictOn(bucketEncryption, cloud);
    expect(evidence.map((it) => it.decided)).toEqual([
      'Default encryption is AES256.',
      expect.stringMatching(/^Trail main encrypts with /),
    ]);
  });
});
