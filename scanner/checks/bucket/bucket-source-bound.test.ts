import { describe, expect, it } from 'vitest';
import { bucketCloud, verdictOn } from '../../test-support/bucket-cloud.ts';
import { bucketSourceBound } from './bucket-source-bound.ts';

function policyWith(Condition?: object) {
  return {
    policy: {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'Write',
          Effect: 'Allow',
          Principal: { Service: 'cloudtrail.amazonaws.com' },
          Action: 's3:PutObject',
          Resource: 'arn:aws:s3:::acme-trail/*',
          ...(Condition && { Condition }),
        },
      ],
    } as never,
  };
}

describe('bucket-source-bound', () => {
  it.each([
    [
      'bound to a trail',
      policyWith({
        StringEquals: { 'aws:SourceArn': 'arn:aws:cloudtrail:eu-north-1:111111111111:trail/main' },
      }),
      'pass',
    ],
    ['bound to an account', policyWith({ StringEquals: { 'AWS:SourceAccount': '111111111111' } }), 'pass'],
    [
      'bound to an account’s trails',
      policyWith({ ArnLike: { 'aws:SourceArn': 'arn:aws:cloudtrail:*:111111111111:trail/*' } }),
      'pass',
    ],
    [
      'with another condition only',
      policyWith({ StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } }),
      'warn',
    ],
    ['bound to anything', policyWith({ StringLike: { 'aws:SourceArn': '*' } }), 'warn'],
    ['without a condition', policyWith(), 'warn'],
    ['absent', {}, 'pass'],
  ])('judges a statement for CloudTrail %s', async (_, bucket, verdict) => {
    expect((await verdictOn(bucketSourceBound, bucketCloud(bucket))).verdict).toBe(verdict);
  });

  it('is unknown when the policy was denied', async () => {
    const cloud = bucketCloud({}, { role: { deny: ['s3:GetBucketPolicy'] } });
    expect((await verdictOn(bucketSourceBound, cloud)).verdict).toBe('unknown');
  });
});
