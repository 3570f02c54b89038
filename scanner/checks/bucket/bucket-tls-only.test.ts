import { describe, expect, it } from 'vitest';
import { bucketCloud, verdictOn } from '../../test-support/bucket-cloud.ts';
import { bucketTlsOnly } from './bucket-tls-only.ts';

function deny(more: object = {}) {
  return {
    policy: {
      Statement: [
        {
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:*',
          Resource: ['arn:aws:s3:::acme-trail', 'arn:aws:s3:::acme-trail/*'],
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          ...more,
        },
      ],
    } as never,
  };
}

describe('bucket-tls-only', () => {
  it.each([
    ['denies it', deny(), 'pass'],
    ['denies it by list', deny({ Principal: { AWS: ['*'] }, Action: ['s3:*'] }), 'pass'],
    ['denies it to one role only', deny({ Principal: { AWS: 'arn:aws:iam::111111111111:role/x' } }), 'warn'],
    ['denies reading only', deny({ Action: 's3:GetObject' }), 'warn'],
    ['denies it on the bucket, not its objects', deny({ Resource: 'arn:aws:s3:::acme-trail' }), 'warn'],
    [
      'denies it under a further condition',
      deny({
        Condition: {
          Bool: { 'aws:SecureTransport': 'false' },
          StringEquals: { 'aws:PrincipalOrgID': 'o-x' },
        },
      }),
      'warn',
    ],
    ['denies TLS', deny({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } }), 'warn'],
    [
      'denies what is not TLS',
      deny({ Condition: { StringNotEquals: { 'aws:SecureTransport': 'true' } } }),
      'pass',
    ],
    [
      'denies an old version of TLS',
      deny({ Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } } }),
      'warn',
    ],
    [
      'denies it everywhere but in another bucket',
      deny({ Resource: undefined, NotResource: 'arn:aws:s3:::other*' }),
      'pass',
    ],
    [
      'denies it everywhere but here',
      deny({ Resource: undefined, NotResource: 'arn:aws:s3:::acme-trail/*' }),
      'warn',
    ],
    [
      'denies it to any value',
      deny({ Condition: { 'ForAnyValue:Bool': { 'aws:SecureTransport': 'false' } } }),
      'pass',
    ],
    ['denies both', deny({ Condition: { Bool: { 'aws:SecureTransport': ['true', 'false'] } } }), 'pass'],
    ['denies it by pattern', deny({ Resource: 'arn:aws:s3:::acme-*' }), 'pass'],
    ['denies it on a part', deny({ Resource: 'arn:aws:s3:::acme-trail/AWSLogs/*' }), 'warn'],
    ['denies it elsewhere', deny({ Resource: 'arn:aws:s3:::other/*' }), 'warn'],
    ['says nothing', {}, 'warn'],
  ])('judges a policy that %s', async (_, bucket, verdict) => {
    expect((await verdictOn(bucketTlsOnly, bucketCloud(bucket))).verdict).toBe(verdict);
  });
});
