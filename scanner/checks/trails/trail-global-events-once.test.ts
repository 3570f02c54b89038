import { beforeAll, describe, expect, it } from 'vitest';
import { type Judged, scanned } from '../../test-support/judged.ts';
import { trailGlobalEventsOnce } from './trail-global-events-once.ts';

const main = { Name: 'main' };
const without = { Name: 'without', IncludeGlobalServiceEvents: false };
const cases = {
  '111111111111': {
    trails: [main, without],
    verdict: 'pass',
    reason: 'Only trail main records global service events.',
  },
  '111111111112': {
    trails: [without],
    verdict: 'fail',
    reason: 'No logging trail records global service events.',
  },
  '111111111113': {
    trails: [main, { Name: 'second' }],
    verdict: 'warn',
    reason: 'Trails main and second all record global service events: each event is recorded twice.',
  },
  '111111111114': {
    trails: [main, { Name: 'second', status: { IsLogging: false } }],
    verdict: 'pass',
    reason: 'Only trail main records global service events.',
  },
  '111111111115': {
    trails: [
      { Name: 'reads', eventSelectors: [{ ReadWriteType: 'ReadOnly' }] },
      { Name: 'writes', eventSelectors: [{ ReadWriteType: 'WriteOnly' }] },
    ],
    verdict: 'pass',
    reason: 'Trails reads and writes share global service events: one records reads, the other writes.',
  },
  '111111111116': {
    trails: [main, { Name: 'local', IsMultiRegionTrail: false }],
    verdict: 'pass',
    reason: 'Only trail main records global service events.',
  },
  '111111111117': {
    trails: [{ Name: 'local', IsMultiRegionTrail: false }],
    verdict: 'fail',
    reason: 'No logging trail records global service events.',
  },
} as const;
const bare = '222222222222';
const management = '333333333333';
const member = '444444444444';
const doubled = '555555555555';
const inEach = '666666666666';
const stopped = '777777777771';
const blind = '777777777772';
const dataBeside = '777777777773';
const organization = 'o-halvorsen01';
const regions = ['eu-west-1', 'us-east-1'];

let judged: Judged;

beforeAll(async () => {
  const accounts = Object.entries(cases).map(([id, it]) => ({
    id,
    name: id,
    regions,
    resources: { 'eu-west-1': { trails: [...it.trails] } },
  }));
  const org = { Name: 'org', IsOrganizationTrail: true };
  judged = await scanned(
    {
      organizations: [{ id: organization, management }],
      accounts: [
        ...accounts,
        { id: bare, name: bare, regions },
        {
          id: inEach,
          name: inEach,
          regions,
          resources: { '*': { trails: [{ Name: 'local', IsMultiRegionTrail: false }] } },
        },
        {
          id: management,
          name: management,
          organization,
          regions,
          resources: { 'eu-west-1': { trails: [org] } },
        },
        { id: member, name: member, organization, regions },
        { id: doubled, name: doubled, organization, regions, resources: { 'eu-west-1': { trails: [main] } } },
        {
          id: stopped,
          name: stopped,
          organization,
          regions,
          resources: { 'eu-west-1': { trails: [{ Name: 'old', status: { IsLogging: false } }] } },
        },
        {
          id: blind,
          name: blind,
          organization,
          regions,
          role: { deny: ['cloudtrail:ListTrails', 'cloudtrail:DescribeTrails'] },
        },
        {
          id: dataBeside,
          name: dataBeside,
          regions,
          resources: {
            'eu-west-1': {
              trails: [main, { Name: 'data', eventSelectors: [{ IncludeManagementEvents: false }] }],
            },
          },
          faults: [{ kind: 'deny', action: 'cloudtrail:GetTrailStatus', resource: '*data*' }],
        },
      ],
    },
    [...Object.keys(cases), bare, management, member, doubled, inEach, stopped, blind, dataBeside],
  );
});

describe('trail-global-events-once', () => {
  it.each(Object.entries(cases))('judges %s as it should', (accountId, { verdict, reason }) => {
    expect(judged.verdict(accountId, trailGlobalEventsOnce)).toMatchObject({ verdict, reason });
  });

  it('counts of single-region trails only the one where global services record', () => {
    expect(judged.verdict(inEach, trailGlobalEventsOnce).verdict).toBe('pass');
  });

  it('has nothing to count without a trail', () => {
    expect(judged.verdict(bare, trailGlobalEventsOnce).verdict).toBe('not_applicable');
  });

  it('inherits the organization trail, and counts it beside an own one', () => {
    expect(judged.verdict(member, trailGlobalEventsOnce)).toMatchObject({
      verdict: 'inherited',
      inheritedFrom: { accountId: management, verdict: 'pass' },
    });
    expect(judged.verdict(doubled, trailGlobalEventsOnce).verdict).toBe('warn');
  });

  it('inherits where the own trails record none of them', () => {
    expect(judged.verdict(stopped, trailGlobalEventsOnce)).toMatchObject({
      verdict: 'inherited',
      inheritedFrom: { accountId: management, verdict: 'pass' },
    });
  });

  it('does not know whether an own trail repeats them while the own trails are unlisted', () => {
    const verdict = judged.verdict(blind, trailGlobalEventsOnce);
    expect(verdict.verdict).toBe('unknown');
    expect(verdict.missing).toMatchObject([
      { action: 'cloudtrail:DescribeTrails' },
      { action: 'cloudtrail:DescribeTrails' },
      { action: 'cloudtrail:ListTrails' },
    ]);
  });

  it('needs no status of a trail whose selectors take no management events', () => {
    expect(judged.verdict(dataBeside, trailGlobalEventsOnce).verdict).toBe('pass');
  });
});
