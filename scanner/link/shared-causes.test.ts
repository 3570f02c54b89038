import { beforeAll, describe, expect, it } from 'vitest';
import { alarmRootUsage } from '../checks/alarms/alarm-root-usage.ts';
import { bucketEncryption } from '../checks/bucket/bucket-encryption.ts';
import { bucketTlsOnly } from '../checks/bucket/bucket-tls-only.ts';
import { trailDelivery } from '../checks/trails/trail-delivery.ts';
import { trailExists } from '../checks/trails/trail-exists.ts';
import { trailKms } from '../checks/trails/trail-kms.ts';
import { trailRetention } from '../checks/trails/trail-retention.ts';
import { type Judged, scanned } from '../test-support/judged.ts';

const bare = '111111111111';
const gone = '222222222222';
const stopped = '333333333333';
const bothStopped = '444444444444';
const regions = ['eu-west-1', 'us-east-1'];
const trails = [{ Name: 'main', S3BucketName: 'acme-gone', status: { LatestDeliveryError: 'NoSuchBucket' } }];

const idle = (Name: string) => ({ Name, status: { IsLogging: false } });

let judged: Judged;

beforeAll(async () => {
  judged = await scanned(
    {
      accounts: [
        { id: bare, name: 'bare', regions },
        { id: gone, name: 'gone', regions, resources: { 'eu-west-1': { trails } } },
        { id: stopped, name: 'stopped', regions, resources: { 'eu-west-1': { trails: [idle('one')] } } },
        {
          id: bothStopped,
          name: 'both stopped',
          regions,
          resources: { 'eu-west-1': { trails: [idle('one'), idle('two')] } },
        },
      ],
    },
    [bare, gone, stopped, bothStopped],
  );
});

describe('a cause that several checks share', () => {
  it('is the missing trail, for trail and alarm checks alike', () => {
    const cause = { key: `trail:${bare}`, text: 'No trail records this account.' };
    for (const check of [trailExists, trailKms, trailRetention]) {
      expect(judged.verdict(bare, check)).toMatchObject({ verdict: 'fail', cause });
    }
    expect(judged.verdict(bare, alarmRootUsage).alarm?.rootCause).toMatchObject(cause);
  });

  it('is the bucket that is gone, for its own checks and its trail’s', () => {
    const cause = { key: 'bucket:acme-gone', text: 'Bucket acme-gone does not exist.' };
    for (const check of [bucketEncryption, bucketTlsOnly, trailDelivery, trailRetention]) {
      expect(judged.verdict(gone, check)).toMatchObject({ verdict: 'fail', cause });
    }
  });

  it('is the trail that is stopped, for trail and alarm checks alike', () => {
    const key = `arn:aws:cloudtrail:eu-west-1:${stopped}:trail/one`;
    const cause = { key, text: 'The trail one is not logging.' };
    expect(judged.verdict(stopped, trailExists)).toMatchObject({ verdict: 'fail', cause });
    expect(judged.verdict(stopped, alarmRootUsage).alarm?.rootCause).toMatchObject(cause);
    expect(judged.verdict(bothStopped, trailExists)).not.toHaveProperty('cause');
  });

  it('is named only where it is the reason', () => {
    expect(judged.verdict(gone, trailExists).cause).toBeUndefined();
    expect(judged.verdict(gone, trailKms)).not.toHaveProperty('cause');
  });
});
