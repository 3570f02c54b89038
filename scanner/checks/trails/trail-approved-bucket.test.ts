import { beforeAll, describe, expect, it } from 'vitest';
import { defaultWorkspacePolicy } from '#lib/posture/workspace-policy.ts';
import { type Judged, scanned } from '../../test-support/judged.ts';
import { trailApprovedBucket } from './trail-approved-bucket.ts';

const accountId = '111111111111';
const bare = '222222222222';
const unnamed = '333333333333';
const policy = { ...defaultWorkspacePolicy, approvedBuckets: ['central-logs'] };

const regions = ['eu-west-1', 'us-east-1'];

let judged: Judged;

beforeAll(async () => {
  const trails = [
    { Name: 'main', S3BucketName: 'central-logs' },
    { Name: 'strange', S3BucketName: 'somebody-else' },
  ];
  judged = await scanned(
    {
      accounts: [
        { id: accountId, name: accountId, regions, resources: { 'eu-west-1': { trails } } },
        { id: bare, name: bare, regions },
        {
          id: unnamed,
          name: unnamed,
          regions,
          resources: { 'eu-west-1': { trails: [{ Name: 'main', S3BucketName: null }] } },
        },
      ],
    },
    [accountId, bare, unnamed],
  );
});

describe('trail-approved-bucket', () => {
  it('does not apply until the workspace has a list, or where there is no trail', () => {
    expect(judged.verdict(accountId, trailApprovedBucket).verdict).toBe('not_applicable');
    expect(judged.verdict(bare, trailApprovedBucket, policy).verdict).toBe('not_applicable');
  });

  it('fails for the trail whose bucket is not on it, and passes when all are', () => {
    expect(judged.verdict(accountId, trailApprovedBucket, policy)).toMatchObject({
      verdict: 'fail',
      reason: 'Trail strange delivers to somebody-else, which is not approved.',
    });
    const both = { ...policy, approvedBuckets: ['central-logs', 'somebody-else'] };
    expect(judged.verdict(accountId, trailApprovedBucket, both).verdict).toBe('pass');
  });

  it('does not know of a trail whose bucket AWS did not name', () => {
    expect(judged.verdict(unnamed, trailApprovedBucket, policy)).toMatchObject({
      verdict: 'unknown',
      reason: 'The bucket of trail main is not known.',
      missing: [{ message: 'cloudtrail:DescribeTrails did not name the bucket of trail main.' }],
    });
  });
});
