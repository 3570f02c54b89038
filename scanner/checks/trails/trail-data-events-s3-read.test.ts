import { beforeAll, describe, expect, it } from 'vitest';
import { type Judged, scanned } from '../../test-support/judged.ts';
import { trailDataEventsS3Read } from './trail-data-events-s3-read.ts';

const all = [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }];
const both = '111111111111';
const writesOnly = '222222222222';
const denied = '333333333333';
const bare = '444444444444';

const regions = ['eu-west-1', 'us-east-1'];

let judged: Judged;

beforeAll(async () => {
  const trails = [{ Name: 'main', eventSelectors: [{ DataResources: all }] }];
  const writes = [
    { Name: 'main', eventSelectors: [{ ReadWriteType: 'WriteOnly' as const, DataResources: all }] },
  ];
  judged = await scanned(
    {
      accounts: [
        { id: both, name: both, regions, resources: { 'eu-west-1': { trails } } },
        { id: writesOnly, name: writesOnly, regions, resources: { 'eu-west-1': { trails: writes } } },
        {
          id: denied,
          name: denied,
          regions,
          role: { deny: ['cloudtrail:GetEventSelectors'] },
          resources: { 'eu-west-1': { trails } },
        },
        { id: bare, name: bare, regions },
      ],
    },
    [both, writesOnly, denied, bare],
  );
});

describe('trail-data-events-s3-read', () => {
  it('passes when all buckets are recorded, and fails when writes only are', () => {
    expect(judged.verdict(both, trailDataEventsS3Read).verdict).toBe('pass');
    expect(judged.verdict(writesOnly, trailDataEventsS3Read).verdict).toBe('fail');
  });

  it('fails without a trail, and does not know while selectors are unread', () => {
    expect(judged.verdict(bare, trailDataEventsS3Read).verdict).toBe('fail');
    expect(judged.verdict(denied, trailDataEventsS3Read)).toMatchObject({
      verdict: 'unknown',
      missing: [{ action: 'cloudtrail:GetEventSelectors' }],
    });
  });
});
