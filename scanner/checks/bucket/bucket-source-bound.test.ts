import { describe, expect, it } from 'vitest';
import { bucketCloud, verdictOn } from '../../test-support/bucket-cloud.ts';
import { bucketSourceBound } from './bucket-source-bound.ts';

const bySourceEqual = { StringEquals: { 'aws:SourceAccount': '111111111111' } };
const bySource = { StringNotEquals: { 'aws:SourceAccount': '111111111111' } };

function policyWith(Condition?: object, ...others: object[]) {
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
        ...others,
      ],
    } as never,
  };
}

function deny(Condition: object, more: object = {}) {
  return {
    Effect: 'Deny',
    Principal: { AWS: '*' },
    Action: 's3:*',
    Resource: ['arn:aws:s3:::acme-trail', 'arn:aws:s3:::acme-trail/*'],
    Condition,
    ...more,
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
    [
      'that a Deny binds',
      policyWith(
        undefined,
        deny(
          { StringNotEquals: { 'aws:SourceAccount': '111111111111' } },
          { Principal: { Service: 'cloudtrail.amazonaws.com' } },
        ),
      ),
      'pass',
    ],
    [
      'that a Deny for all services binds',
      policyWith(
        undefined,
        deny({
          StringNotEqualsIfExists: {
            'aws:SourceOrgID': 'o-halvorsen01',
            'aws:SourceAccount': '111111111111',
          },
          Null: { 'aws:SourceAccount': 'false' },
          Bool: { 'aws:PrincipalIsAWSService': 'true' },
        }),
      ),
      'pass',
    ],
    [
      'that a Deny binds for another call only',
      policyWith(
        undefined,
        deny({ StringNotEquals: { 'aws:SourceAccount': '111111111111' } }, { Action: 's3:DeleteObject' }),
      ),
      'warn',
    ],
    [
      'of all calls but the one that a Deny binds',
      policyWith(
        { StringEquals: { 'aws:SourceAccount': '111111111111' } },
        {
          Effect: 'Allow',
          Principal: { Service: 'cloudtrail.amazonaws.com' },
          NotAction: 's3:DeleteObject',
          Resource: 'arn:aws:s3:::acme-trail/*',
        },
        deny(bySource, { Action: 's3:DeleteObject' }),
      ),
      'warn',
    ],
    [
      'beside a Deny of plain HTTP',
      policyWith(undefined, deny({ Bool: { 'aws:SecureTransport': 'false' } })),
      'warn',
    ],
    [
      'in other words, without a source',
      policyWith(bySourceEqual, {
        Effect: 'Allow',
        Principal: '*',
        Action: 's3:PutObject',
        Resource: 'arn:aws:s3:::acme-trail/*',
        Condition: { StringEquals: { 'aws:PrincipalServiceName': 'cloudtrail.amazonaws.com' } },
      }),
      'warn',
    ],
    ['absent', {}, 'pass'],
  ])('judges a statement for CloudTrail %s', async (_, bucket, verdict) => {
    expect((await verdictOn(bucketSourceBound, bucketCloud(bucket))).verdict).toBe(verdict);
  });

  it('is unknown when the policy was denied, and says so', async () => {
    const cloud = bucketCloud({}, { role: { deny: ['s3:GetBucketPolicy'] } });
    const verdict = await verdictOn(bucketSourceBound, cloud);
    expect(verdict.verdict).toBe('unknown');
    expect(verdict.reason).toBe(
      'The policy of bucket acme-trail was not read: s3:GetBucketPolicy was denied.',
    );
  });
});
