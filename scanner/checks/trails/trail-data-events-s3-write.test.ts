import { beforeAll, describe, expect, it } from 'vitest';
import { type Judged, scanned } from '../../test-support/judged.ts';
import { trailDataEventsS3Write } from './trail-data-events-s3-write.ts';

const objects = (...Values: string[]) => [{ DataResources: [{ Type: 'AWS::S3::Object', Values }] }];
const data = { Field: 'eventCategory', Equals: ['Data'] };
const s3 = { Field: 'resources.type', Equals: ['AWS::S3::Object'] };
const calls = (condition: object) => [{ FieldSelectors: [data, s3, { Field: 'eventName', ...condition }] }];
const local = { Name: 'local', IsMultiRegionTrail: false, eventSelectors: objects('arn:aws:s3') };
const inEach = '222222222221';
const regionless = '222222222222';
const unreadLocal = '222222222223';
const cases = {
  '111111111111': {
    trails: [{ Name: 'main', eventSelectors: objects('arn:aws:s3') }],
    verdict: 'pass',
    reason: 'Trail main records write events on the objects of all buckets.',
  },
  '111111111112': {
    trails: [{ Name: 'main' }],
    verdict: 'fail',
    reason: 'No logging trail records write events on the objects of buckets.',
  },
  '111111111113': {
    trails: [{ Name: 'main', eventSelectors: objects('arn:aws:s3:::payments/') }],
    verdict: 'fail',
    reason: 'Trail main records write events on the objects of payments; all other buckets are missed.',
  },
  '111111111114': {
    trails: [{ Name: 'main', eventSelectors: objects('arn:aws:s3'), status: { IsLogging: false } }],
    verdict: 'fail',
    reason: 'No logging trail records write events on the objects of buckets.',
  },
  '111111111115': {
    trails: [
      {
        Name: 'main',
        advancedEventSelectors: [
          { FieldSelectors: [data, s3, { Field: 'resources.ARN', NotStartsWith: ['arn:aws:s3:::busy/'] }] },
        ],
      },
    ],
    verdict: 'fail',
    reason: 'Object-level write events are missed in busy.',
  },
  '111111111116': {
    trails: [
      {
        Name: 'main',
        advancedEventSelectors: [{ FieldSelectors: [data, s3, { Field: 'readOnly', Equals: ['true'] }] }],
      },
    ],
    verdict: 'fail',
    reason: 'No logging trail records write events on the objects of buckets.',
  },
  '111111111117': {
    trails: [{ Name: 'main', IsMultiRegionTrail: false, eventSelectors: objects('arn:aws:s3') }],
    verdict: 'fail',
    reason: 'Trail main records write events on objects in eu-west-1 only; buckets in us-east-1 are missed.',
  },
  '111111111118': {
    trails: [{ Name: 'main', advancedEventSelectors: calls({ Equals: ['PutObject', 'DeleteObject'] }) }],
    verdict: 'fail',
    reason:
      'Trail main records only some write events on objects: narrowed by eventName PutObject, DeleteObject.',
  },
  '111111111119': {
    trails: [{ Name: 'main', advancedEventSelectors: calls({ NotEquals: ['HeadObject'] }) }],
    verdict: 'pass',
    reason: 'Trail main records write events on the objects of all buckets.',
  },
  '111111111120': {
    trails: [{ Name: 'main', advancedEventSelectors: calls({ NotStartsWith: ['Put'] }) }],
    verdict: 'fail',
    reason: 'Trail main records only some write events on objects: narrowed by eventName not Put.',
  },
} as const;

let judged: Judged;

beforeAll(async () => {
  const accounts = Object.entries(cases).map(([id, { trails }]) => ({
    id,
    name: id,
    regions: ['eu-west-1', 'us-east-1'],
    resources: { 'eu-west-1': { trails: [...trails] } },
  }));
  const regions = ['eu-west-1', 'us-east-1'];
  const everywhere = { 'eu-west-1': { trails: [local] }, 'us-east-1': { trails: [local] } };
  judged = await scanned(
    {
      accounts: [
        ...accounts,
        { id: inEach, name: inEach, regions, resources: everywhere },
        {
          id: regionless,
          name: regionless,
          regions,
          role: { deny: ['account:ListRegions', 'ec2:DescribeRegions'] },
          resources: everywhere,
        },
        {
          id: unreadLocal,
          name: unreadLocal,
          regions,
          role: { deny: ['cloudtrail:GetEventSelectors'] },
          resources: { 'eu-west-1': { trails: [local] } },
        },
      ],
    },
    [...Object.keys(cases), inEach, regionless, unreadLocal],
  );
});

describe('trail-data-events-s3-write', () => {
  it.each(Object.entries(cases))('judges %s as it should', (accountId, { verdict, reason }) => {
    expect(judged.verdict(accountId, trailDataEventsS3Write)).toMatchObject({ verdict, reason });
  });

  it('takes single-region trails together that cover every enabled region', () => {
    expect(judged.verdict(inEach, trailDataEventsS3Write).verdict).toBe('pass');
  });

  it('does not know whether they cover regions that could not be listed', () => {
    const verdict = judged.verdict(regionless, trailDataEventsS3Write);
    expect(verdict.verdict).toBe('unknown');
    expect(verdict.missing).toMatchObject([{ action: 'account:ListRegions' }]);
  });

  it('fails where even unread selectors could not help', () => {
    expect(judged.verdict(unreadLocal, trailDataEventsS3Write).verdict).toBe('fail');
  });
});
