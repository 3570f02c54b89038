import { beforeAll, describe, expect, it } from 'vitest';
import { type Judged, scanned } from '../../test-support/judged.ts';
import { trailDataEventsS3Write } from './trail-data-events-s3-write.ts';

const objects = (...Values: string[]) => [{ DataResources: [{ Type: 'AWS::S3::Object', Values }] }];
const data = { Field: 'eventCategory', Equals: ['Data'] };
const s3 = { Field: 'resources.type', Equals: ['AWS::S3::Object'] };
const cases = {
  '111111111111': {
    trails: [{ Name: 'main', eventSelectors: objects('arn:aws:s3') }],
    verdict: 'pass',
    reason: 'main records write events on the objects of all buckets.',
  },
  '111111111112': {
    trails: [{ Name: 'main' }],
    verdict: 'fail',
    reason: 'No logging trail records write events on the objects of buckets.',
  },
  '111111111113': {
    trails: [{ Name: 'main', eventSelectors: objects('arn:aws:s3:::payments/') }],
    verdict: 'fail',
    reason: 'main records write events on the objects of payments; all other buckets are missed.',
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
    reason: 'main records write events on objects in eu-west-1 only.',
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
  judged = await scanned({ accounts }, Object.keys(cases));
});

describe('trail-data-events-s3-write', () => {
  it.each(Object.entries(cases))('judges %s as it should', (accountId, { verdict, reason }) => {
    expect(judged.verdict(accountId, trailDataEventsS3Write)).toMatchObject({ verdict, reason });
  });
});
