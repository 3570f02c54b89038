import { beforeAll, describe, expect, it } from 'vitest';
import { type Judged, scanned } from '../../test-support/judged.ts';
import { trailManagementEvents } from './trail-management-events.ts';

const management = { Field: 'eventCategory', Equals: ['Management'] };
const without = (source: string) => [
  { FieldSelectors: [management, { Field: 'eventSource', NotEquals: [source] }] },
];
const reads = { Name: 'reads', eventSelectors: [{ ReadWriteType: 'ReadOnly' as const }] };
const data = { Name: 'data', eventSelectors: [{ IncludeManagementEvents: false, DataResources: [] }] };
const kms = { ReadWriteType: 'All' as const, ExcludeManagementEventSources: ['kms.amazonaws.com'] };

const cases = {
  '111111111111': {
    trails: [{ Name: 'all' }],
    verdict: 'pass',
    reason: 'Trail all records read and write management events of every service.',
  },
  '111111111112': {
    trails: [reads],
    verdict: 'fail',
    reason: 'No logging trail records write management events.',
  },
  '111111111113': {
    trails: [reads, { Name: 'writes', eventSelectors: [{ ReadWriteType: 'WriteOnly' as const }] }],
    verdict: 'pass',
    reason: 'Trails reads and writes together record read and write management events of every service.',
  },
  '111111111114': {
    trails: [{ Name: 'quiet', eventSelectors: [kms] }],
    verdict: 'warn',
    reason: 'Trail quiet leaves out events of kms.amazonaws.com.',
  },
  '111111111115': {
    trails: [{ Name: 'quiet', eventSelectors: [kms] }, { Name: 'all' }],
    verdict: 'pass',
    reason: 'Trails all and quiet together record read and write management events of every service.',
  },
  '111111111116': {
    trails: [{ Name: 'narrow', advancedEventSelectors: without('iam.amazonaws.com') }],
    verdict: 'fail',
    reason: 'Trail narrow leaves out events of iam.amazonaws.com.',
  },
  '111111111117': {
    trails: [data],
    verdict: 'fail',
    reason: 'No logging trail records read or write management events: data records none.',
  },
  '111111111122': {
    trails: [{ Name: 'all' }, data],
    verdict: 'pass',
    reason: 'Trail all records read and write management events of every service; data records none.',
  },
  '111111111123': {
    trails: [reads, data],
    verdict: 'fail',
    reason: 'No logging trail records write management events; data records none.',
  },
  '111111111118': {
    trails: [{ Name: 'off', status: { IsLogging: false } }],
    verdict: 'fail',
    reason: 'No trail is logging: off.',
  },
  '111111111119': {
    trails: [
      { Name: 'narrow', advancedEventSelectors: without('iam.amazonaws.com') },
      { Name: 'local', IsMultiRegionTrail: false },
    ],
    verdict: 'fail',
    reason: 'Trail narrow leaves out events of iam.amazonaws.com in regions other than eu-west-1.',
  },
  '111111111120': {
    trails: [
      { Name: 'quiet', eventSelectors: [kms] },
      { Name: 'local', IsMultiRegionTrail: false },
    ],
    verdict: 'warn',
    reason: 'Trail quiet leaves out events of kms.amazonaws.com in regions other than eu-west-1.',
  },
  '111111111121': {
    trails: [{ Name: 'local', IsMultiRegionTrail: false }],
    verdict: 'pass',
    reason: 'Trail local records read and write management events of every service.',
  },
} as const;
const denied = '222222222222';
const statusDenied = '222222222223';
const filled = '333333333333';
const split = '444444444444';
const owner = '555555555555';
const member = '666666666666';
const organization = 'o-halvorsen01';
const local = { Name: 'local', IsMultiRegionTrail: false };

let judged: Judged;

beforeAll(async () => {
  const accounts = Object.entries(cases).map(([id, { trails }]) => ({
    id,
    name: id,
    regions: ['eu-west-1', 'us-east-1'],
    resources: { 'eu-west-1': { trails: [...trails] } },
  }));
  const role = { deny: ['cloudtrail:GetEventSelectors'] };
  const regions = ['eu-west-1', 'us-east-1'];
  judged = await scanned(
    {
      organizations: [{ id: organization, management: owner }],
      accounts: [
        {
          id: filled,
          name: filled,
          regions,
          resources: {
            'eu-west-1': { trails: [{ Name: 'quiet', eventSelectors: [kms] }, local] },
            'us-east-1': { trails: [local] },
          },
        },
        {
          id: split,
          name: split,
          regions,
          resources: {
            'eu-west-1': { trails: [{ ...reads, IsMultiRegionTrail: false }] },
            'us-east-1': {
              trails: [{ ...local, eventSelectors: [{ ReadWriteType: 'WriteOnly' as const }] }],
            },
          },
        },
        {
          id: owner,
          name: owner,
          organization,
          regions,
          resources: {
            'eu-west-1': { trails: [{ Name: 'org', IsOrganizationTrail: true, eventSelectors: [kms] }] },
          },
        },
        { id: member, name: member, organization, regions, resources: { 'eu-west-1': { trails: [local] } } },
        ...accounts,
        {
          id: statusDenied,
          name: statusDenied,
          regions,
          faults: [{ kind: 'deny', action: 'cloudtrail:GetTrailStatus', resource: '*data*' }],
          resources: { 'eu-west-1': { trails: [reads, data] } },
        },
        { id: denied, name: denied, role, resources: { 'eu-west-1': { trails: [{ Name: 'all' }] } } },
      ],
    },
    [...Object.keys(cases), denied, statusDenied, filled, split, owner, member],
  );
});

describe('trail-management-events', () => {
  it.each(Object.entries(cases))('judges %s as it should', (accountId, { verdict, reason }) => {
    expect(judged.verdict(accountId, trailManagementEvents)).toMatchObject({ verdict, reason });
  });

  it('lets single-region trails fill the holes of a multi-region one only in their own regions', () => {
    expect(judged.verdict(filled, trailManagementEvents).verdict).toBe('pass');
    expect(judged.verdict(split, trailManagementEvents)).toMatchObject({
      verdict: 'fail',
      reason: 'No logging trail records write management events in eu-west-1.',
    });
    expect(judged.verdict(member, trailManagementEvents)).toMatchObject({
      verdict: 'inherited',
      inheritedFrom: { accountId: owner, verdict: 'warn' },
    });
  });

  it('knows what is lost even if a trail it cannot see into is logging', () => {
    expect(judged.verdict(statusDenied, trailManagementEvents)).toMatchObject({
      verdict: 'fail',
      reason: 'No logging trail records write management events.',
    });
  });

  it('does not know while selectors are unread', () => {
    const verdict = judged.verdict(denied, trailManagementEvents);
    expect(verdict.verdict).toBe('unknown');
    expect(verdict.missing).toMatchObject([{ action: 'cloudtrail:GetEventSelectors' }]);
  });
});
