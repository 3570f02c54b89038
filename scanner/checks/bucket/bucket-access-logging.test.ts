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

  const place = { buckets: [{ ...logs, ...to('acme-other') }, { Name: 'acme-other' }] };
  const half = (ReadWriteType: 'ReadOnly' | 'WriteOnly') => ({
    ...recorder({ ReadWriteType }),
    Name: ReadWriteType,
  });
  const inUs = { 'us-east-1': { trails: [{ ...recorder(), IsMultiRegionTrail: false }] } };

  it.each([
    [
      'reads by one trail, writes by another',
      bucketCloud({}, { ...place, trails: [half('ReadOnly'), half('WriteOnly')] }),
      'pass',
      'recorded as S3 data events by trails ReadOnly and WriteOnly',
    ],
    [
      'all by a trail of its region',
      bucketCloud({}, { ...place, trails: [{ ...recorder(), IsMultiRegionTrail: false }] }),
      'pass',
      'by trail data',
    ],
    [
      'all by a trail whose selectors were denied',
      bucketCloud({}, { ...place, trails: [recorder()], role: { deny: ['cloudtrail:GetEventSelectors'] } }),
      'unknown',
      'whether another trail records it as S3 data events was not read: cloudtrail:GetEventSelectors was denied',
    ],
    [
      'all by a trail whose status was denied',
      bucketCloud({}, { ...place, trails: [recorder()], role: { deny: ['cloudtrail:GetTrailStatus'] } }),
      'unknown',
      'cloudtrail:GetTrailStatus was denied',
    ],
    [
      'none, by a trail whose status was denied',
      bucketCloud(
        {},
        { ...place, trails: [half('ReadOnly')], role: { deny: ['cloudtrail:GetTrailStatus'] } },
      ),
      'fail',
      'is not logged',
    ],
  ])('without access logging, and data events recorded: %s', async (_, cloud, verdict, reason) => {
    const found = await verdictOn(bucketAccessLogging, cloud);
    expect(found.verdict).toBe(verdict);
    expect(found.reason).toContain(reason);
  });

  const byArn = (matching: object) => ({
    ...recorder(),
    eventSelectors: undefined,
    advancedEventSelectors: [
      {
        FieldSelectors: [
          { Field: 'eventCategory', Equals: ['Data'] },
          { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
          { Field: 'resources.ARN', ...matching },
        ],
      },
    ],
  });
  it.each([
    [{ StartsWith: ['arn:aws:s3:::acme-trail/'] }, 'pass'],
    [{ StartsWith: ['arn:aws:s3:::acme-'] }, 'pass'],
    [{ StartsWith: ['arn:aws:s3:::acme-trail/AWSLogs/'] }, 'fail'],
    [{ StartsWith: ['arn:aws:s3:::acme-trails'] }, 'fail'],
    [{ NotStartsWith: ['arn:aws:s3:::acme-'] }, 'fail'],
    [{ NotStartsWith: ['arn:aws:s3:::acme-trail/public/'] }, 'fail'],
    [{ NotStartsWith: ['arn:aws:s3:::acme-other'] }, 'pass'],
    [{ NotEquals: ['arn:aws:s3:::acme'] }, 'pass'],
    [{ NotEndsWith: ['.json.gz'] }, 'fail'],
  ])('reads which buckets an advanced selector takes: %j', async (matching, verdict) => {
    const cloud = bucketCloud({}, { ...place, trails: [byArn(matching)] });
    expect((await verdictOn(bucketAccessLogging, cloud)).verdict).toBe(verdict);
  });

  it('does not count a single-region trail of another region, which never sees the bucket', async () => {
    const cloud = bucketCloud({}, place);
    for (const account of cloud.accounts ?? []) Object.assign(account.resources ?? {}, inUs);
    expect((await verdictOn(bucketAccessLogging, cloud)).verdict).toBe('fail');
  });

  it('accepts data events that another trail records of the bucket', async () => {
    const cloud = bucketCloud(
      {},
      { trails: [recorder()], buckets: [{ ...logs, ...to('acme-other') }, { Name: 'acme-other' }] },
    );
    const verdict = await verdictOn(bucketAccessLogging, cloud);
    expect(verdict).toMatchObject({
      verdict: 'pass',
      metBy: { text: 'S3 data events, recorded by trail data', strict: 'fail' },
    });
    expect(verdict.evidence.map((it) => it.api)).toEqual([
      's3:GetBucketLogging',
      's3:GetBucketLogging',
      'cloudtrail:GetTrailStatus',
      'cloudtrail:GetEventSelectors',
    ]);
  });
});
