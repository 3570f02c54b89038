import { describe, expect, it } from 'vitest';
import { bucketCloud, verdictOn } from '../../test-support/bucket-cloud.ts';
import { bucketAccessLogging } from './bucket-access-logging.ts';

describe('bucket-access-logging', () => {
  const logs = { Name: 'acme-access-logs' };
  const to = (TargetBucket: string) => ({ logging: { TargetBucket, TargetPrefix: '' } });
  const recorder = (more: object = {}) => ({
    Name: 'data',
    S3BucketName: 'acme-access-logs',
    eventSelectors: [
      {
        ReadWriteType: 'All' as const,
        IncludeManagementEvents: false,
        DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3:::acme-trail/'] }],
        ...more,
      },
    ],
  });

  it.each([
    ['is off', bucketCloud({}), 'fail', 'Access to bucket acme-trail is not logged.'],
    [
      'goes to another bucket',
      bucketCloud(to('acme-access-logs'), { buckets: [logs] }),
      'pass',
      'is logged to acme-access-logs',
    ],
    ['goes to itself', bucketCloud(to('acme-trail')), 'warn', 'logs access to itself'],
    [
      'goes to a bucket that is gone',
      bucketCloud(to('acme-access-logs')),
      'fail',
      'which the account does not have',
    ],
    ['was denied', bucketCloud({}, { role: { deny: ['s3:GetBucketLogging'] } }), 'unknown', 'was not read'],
    [
      'stands in for data events of reads only',
      bucketCloud({}, { trails: [recorder({ ReadWriteType: 'ReadOnly' as const })], buckets: [logs] }),
      'fail',
      'is not logged',
    ],
    [
      'is off and only the trail itself records the bucket',
      bucketCloud({}, { trail: { eventSelectors: recorder().eventSelectors } }),
      'fail',
      'is not logged',
    ],
  ])('server access logging %s', async (_, cloud, verdict, reason) => {
    const found = await verdictOn(bucketAccessLogging, cloud);
    expect(found.verdict).toBe(verdict);
    expect(found.reason).toContain(reason);
  });

  it('accepts data events that another trail records of the bucket', async () => {
    const cloud = bucketCloud(
      {},
      { trails: [recorder()], buckets: [{ ...logs, ...to('acme-other') }, { Name: 'acme-other' }] },
    );
    expect(await verdictOn(bucketAccessLogging, cloud)).toMatchObject({
      verdict: 'pass',
      metBy: { text: 'S3 data events, recorded by trail data', strict: 'fail' },
    });
  });
});
