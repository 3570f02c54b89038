import { describe, expect, it } from 'vitest';
import { advanced, classic, logGroup, trail } from './testing/literals.ts';
import { checkRows, judge, metFor } from './testing/rows.ts';

const kms = 'kms.amazonaws.com';
const all = { readOnly: {}, eventCategory: { equals: ['Management'] } };
const management = { eventCategory: { equals: ['Management'] } };
describe('the trail', () => {
  checkRows([
    ['passes with a multi-region trail', {}, 'pass', null],
    ['fails without a trail', { 'cloudtrail.trails': [] }, 'fail', 'trail'],
    ['fails with a stopped trail', { 'cloudtrail.trails': [trail({ isLogging: false })] }, 'fail', 'trail'],
    [
      'fails with a read-only trail',
      { 'cloudtrail.trails': [trail({ selectors: classic({ readWriteType: 'ReadOnly' }) })] },
      'fail',
      'trail',
    ],
    [
      'passes with a write-only trail for write events',
      { 'cloudtrail.trails': [trail({ selectors: classic({ readWriteType: 'WriteOnly' }) })] },
      'pass',
      null,
    ],
    [
      'fails with a write-only trail for refused calls of both kinds',
      { 'cloudtrail.trails': [trail({ selectors: classic({ readWriteType: 'WriteOnly' }) })] },
      'fail',
      'trail',
      'unauthorized-api-calls',
    ],
    [
      'counts a read-only and a write-only trail together',
      {
        'cloudtrail.trails': [
          trail({ name: 'reads', selectors: classic({ readWriteType: 'ReadOnly' }) }),
          trail({ name: 'writes', selectors: classic({ readWriteType: 'WriteOnly' }) }),
        ],
      },
      'pass',
      null,
      'unauthorized-api-calls',
    ],
    [
      'fails without management events',
      { 'cloudtrail.trails': [trail({ selectors: classic({ includesManagementEvents: false }) })] },
      'fail',
      'trail',
    ],
    [
      'fails the KMS control when KMS is excluded',
      { 'cloudtrail.trails': [trail({ selectors: classic({ excludedSources: [kms] }) })] },
      'fail',
      'trail',
      'kms-cmk-disable-delete',
    ],
    [
      'leaves other controls alone when KMS is excluded',
      { 'cloudtrail.trails': [trail({ selectors: classic({ excludedSources: [kms] }) })] },
      'pass',
      null,
    ],
    [
      'fails the KMS control under an advanced exclusion',
      {
        'cloudtrail.trails': [
          trail({ selectors: advanced({ ...management, eventSource: { notEquals: [kms] } }) }),
        ],
      },
      'fail',
      'trail',
      'kms-cmk-disable-delete',
    ],
    [
      'passes with an advanced selector of all management events',
      { 'cloudtrail.trails': [trail({ selectors: advanced(management) })] },
      'pass',
      null,
    ],
    [
      'fails with an advanced selector of read events',
      {
        'cloudtrail.trails': [
          trail({ selectors: advanced({ ...management, readOnly: { equals: ['true'] } }) }),
        ],
      },
      'fail',
      'trail',
    ],
    [
      'fails with an advanced selector of data events, whatever its name',
      { 'cloudtrail.trails': [trail({ selectors: advanced({ eventCategory: { equals: ['Data'] } }) })] },
      'fail',
      'trail',
    ],
    [
      'fails when only some callers are recorded',
      {
        'cloudtrail.trails': [
          trail({ selectors: advanced({ ...management, 'userIdentity.arn': { equals: ['arn:x'] } }) }),
        ],
      },
      'fail',
      'trail',
    ],
    [
      'takes empty conditions as none',
      { 'cloudtrail.trails': [trail({ selectors: advanced(all) })] },
      'pass',
      null,
    ],
    [
      'fails with a single-region trail',
      { 'cloudtrail.trails': [trail({ isMultiRegion: false })] },
      'fail',
      'trail',
    ],
    [
      'passes with a single-region trail in every region into one log group',
      {
        'cloudtrail.trails': [
          trail({ isMultiRegion: false }),
          trail({ isMultiRegion: false, name: 'us', homeRegion: 'us-east-1', logGroupArn: logGroup().arn }),
        ],
      },
      'pass',
      null,
    ],
    [
      'fails an IAM control when the trail records no global events',
      { 'cloudtrail.trails': [trail({ includesGlobalServiceEvents: false })] },
      'fail',
      'trail',
      'iam-policy-changes',
    ],
    [
      'is not spoilt by a second, stopped trail',
      { 'cloudtrail.trails': [trail(), trail({ name: 'old', isLogging: false })] },
      'pass',
      null,
    ],
  ]);

  it('lists an excluded service as an exclusion where any service counts', () => {
    const trails = [trail({ selectors: classic({ excludedSources: [kms] }) })];
    const judgement = judge({ ...metFor('root-usage'), 'cloudtrail.trails': trails }, [], 'root-usage');
    expect(judgement.verdict).toBe('pass');
    expect(judgement.alarm?.exclusions).toEqual([`The trail main-trail does not record events of ${kms}.`]);
  });
});
