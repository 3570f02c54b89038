import { beforeAll, describe, expect, it } from 'vitest';
import { type Judged, scanned } from '../../test-support/judged.ts';
import { trailMultiRegion } from './trail-multi-region.ts';

const regions = ['eu-west-1', 'us-east-1'];
const single = { Name: 'single', IsMultiRegionTrail: false };
const reads = { Name: 'reads', eventSelectors: [{ ReadWriteType: 'ReadOnly' as const }] };
const writes = { Name: 'writes', eventSelectors: [{ ReadWriteType: 'WriteOnly' as const }] };
const managementField = { Field: 'eventCategory', Equals: ['Management'] };

const accounts = {
  '111111111111': { 'eu-west-1': { trails: [{ Name: 'all' }] } },
  '111111111112': { 'eu-west-1': { trails: [reads] }, 'us-east-1': { trails: [writes] } },
  '111111111113': { 'eu-west-1': { trails: [reads] } },
  '111111111114': { 'eu-west-1': { trails: [{ Name: 'all', status: { IsLogging: false } }] } },
  '111111111115': { 'eu-west-1': { trails: [single] }, 'us-east-1': { trails: [single] } },
  '111111111116': { 'eu-west-1': { trails: [single] } },
  '111111111117': {
    'eu-west-1': {
      trails: [
        {
          Name: 'adv',
          advancedEventSelectors: [
            {
              Name: 'All management events',
              FieldSelectors: [
                { Field: 'eventCategory', Equals: ['Data'] },
                { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
              ],
            },
          ],
        },
      ],
    },
  },
  '111111111118': {
    'eu-west-1': {
      trails: [
        {
          Name: 'adv',
          advancedEventSelectors: [
            { FieldSelectors: [managementField, { Field: 'readOnly', Equals: ['true'] }] },
            { FieldSelectors: [managementField, { Field: 'readOnly', Equals: ['false'] }] },
          ],
        },
      ],
    },
  },
  '111111111120': {
    'eu-west-1': { trails: [reads, { ...writes, IsMultiRegionTrail: false }] },
  },
  '111111111119': {
    'eu-west-1': { trails: [{ Name: 'all' }, { ...single, Name: 'worse', status: { IsLogging: false } }] },
  },
};
const cases = [
  ['111111111111', 'pass', 'Trail all is logging read and write management events of every region.'],
  [
    '111111111112',
    'pass',
    'Trails reads and writes together log read and write management events of every region.',
  ],
  [
    '111111111113',
    'fail',
    'No logging trail records write management events: the multi-region trail reads records read events only.',
  ],
  ['111111111114', 'fail', 'Trail all is stopped.'],
  [
    '111111111115',
    'warn',
    'Single-region trails cover the 2 enabled regions one by one: a region enabled tomorrow is not recorded.',
  ],
  [
    '111111111116',
    'fail',
    'No multi-region trail is logging, and no trail records read or write management events of us-east-1.',
  ],
  [
    '111111111117',
    'fail',
    'No logging trail records read or write management events: the multi-region trail adv records none.',
  ],
  [
    '111111111120',
    'fail',
    'No logging trail records write management events of us-east-1: the multi-region trail reads records read events only.',
  ],
  ['111111111118', 'pass', 'Trail adv is logging read and write management events of every region.'],
  ['111111111119', 'pass', 'Trail all is logging read and write management events of every region.'],
] as const;

const denied = '222222222222';
const regionless = '222222222223';
let judged: Judged;

beforeAll(async () => {
  const described = Object.entries(accounts).map(([id, resources]) => ({ id, name: id, regions, resources }));
  judged = await scanned(
    {
      accounts: [
        ...described,
        {
          id: denied,
          name: denied,
          regions,
          role: { deny: ['cloudtrail:GetEventSelectors'] },
          resources: { 'eu-west-1': { trails: [{ Name: 'all' }] } },
        },
        {
          id: regionless,
          name: regionless,
          regions,
          role: { deny: ['account:ListRegions', 'ec2:DescribeRegions'] },
          resources: { 'us-east-1': { trails: [single] } },
        },
      ],
    },
    [...Object.keys(accounts), denied, regionless],
  );
});

describe('trail-multi-region', () => {
  it.each(cases)('judges %s as %s: %s', (accountId, verdict, reason) => {
    expect(judged.verdict(accountId, trailMultiRegion)).toMatchObject({ verdict, reason });
  });

  it('does not know while selectors are unread', () => {
    const verdict = judged.verdict(denied, trailMultiRegion);
    expect(verdict.verdict).toBe('unknown');
    expect(verdict.missing).toMatchObject([{ action: 'cloudtrail:GetEventSelectors' }]);
  });

  it('does not know whether single-region trails cover regions it could not list', () => {
    const verdict = judged.verdict(regionless, trailMultiRegion);
    expect(verdict.verdict).toBe('unknown');
    expect(verdict.missing).toMatchObject([{ action: 'account:ListRegions' }]);
  });
});
