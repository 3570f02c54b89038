import { beforeAll, describe, expect, it } from 'vitest';
import { type Judged, scanned } from '../../test-support/judged.ts';
import { trailExists } from './trail-exists.ts';

const logging = '111111111111';
const stopped = '222222222222';
const bare = '333333333333';
const denied = '444444444444';
const blind = '555555555555';
const management = '666666666666';
const member = '777777777777';
const orphan = '888888888888';
const organization = 'o-halvorsen01';
const orphanage = 'o-elsewhere01';

const regions = ['eu-west-1', 'us-east-1'];

let judged: Judged;

beforeAll(async () => {
  judged = await scanned(
    {
      organizations: [
        { id: organization, management },
        { id: orphanage, management: '999999999999' },
      ],
      accounts: [
        {
          id: logging,
          name: 'logging',
          regions,
          resources: { 'eu-west-1': { trails: [{ Name: 'a', IsMultiRegionTrail: false }] } },
        },
        {
          id: stopped,
          name: 'stopped',
          regions,
          resources: {
            'eu-west-1': {
              trails: [
                { Name: 'a', status: { IsLogging: false } },
                { Name: 'b', status: { IsLogging: false } },
              ],
            },
          },
        },
        { id: bare, name: 'bare', regions },
        {
          id: denied,
          name: 'denied',
          regions,
          role: { deny: ['cloudtrail:GetTrailStatus'] },
          resources: { 'eu-west-1': { trails: [{ Name: 'a' }] } },
        },
        { id: blind, name: 'blind', regions, role: { deny: ['cloudtrail:*'] } },
        {
          id: management,
          name: 'management',
          regions,
          organization,
          resources: { 'eu-west-1': { trails: [{ Name: 'org', IsOrganizationTrail: true }] } },
        },
        {
          id: member,
          name: 'member',
          regions,
          organization,
          resources: { 'eu-west-1': { trails: [{ Name: 'old', status: { IsLogging: false } }] } },
        },
        { id: orphan, name: 'orphan', regions, organization: orphanage },
        {
          id: '999999999999',
          name: 'not onboarded',
          regions,
          organization: orphanage,
          resources: { 'eu-west-1': { trails: [{ Name: 'org', IsOrganizationTrail: true }] } },
        },
      ],
    },
    [logging, stopped, bare, denied, blind, management, member, orphan],
  );
});

describe('trail-exists', () => {
  it('passes with any logging trail, a single-region one too', () => {
    const verdict = judged.verdict(logging, trailExists);
    expect(verdict).toMatchObject({ verdict: 'pass', severity: 'critical', reason: 'Trail a is logging.' });
    expect(verdict.evidence[0]).toMatchObject({
      api: 'cloudtrail:GetTrailStatus',
      region: 'eu-west-1',
      answer: { IsLogging: true },
    });
  });

  it('fails when every trail is stopped, naming them', () => {
    const verdict = judged.verdict(stopped, trailExists);
    expect(verdict).toMatchObject({ verdict: 'fail', reason: 'None of the trails a and b is logging.' });
    expect(verdict.subjects).toHaveLength(2);
  });

  it('fails without any trail', () => {
    expect(judged.verdict(bare, trailExists).verdict).toBe('fail');
  });

  it('does not know when the status was refused, and names the action', () => {
    const verdict = judged.verdict(denied, trailExists);
    expect(verdict.verdict).toBe('unknown');
    expect(verdict.missing).toMatchObject([{ action: 'cloudtrail:GetTrailStatus' }]);
  });

  it('does not take an unread list for an empty one', () => {
    const verdict = judged.verdict(blind, trailExists);
    expect(verdict.verdict).toBe('unknown');
    expect(verdict.missing.map((it) => it.action)).toContain('cloudtrail:DescribeTrails');
  });

  it('inherits the organization trail, and prefers it to a stopped one of its own', () => {
    expect(judged.verdict(management, trailExists).verdict).toBe('pass');
    expect(judged.verdict(member, trailExists)).toMatchObject({
      verdict: 'inherited',
      inheritedFrom: { accountId: management, checkId: 'trail-exists', verdict: 'pass' },
    });
  });

  it('names the account to onboard when the organization trail is somebody else’s', () => {
    const verdict = judged.verdict(orphan, trailExists);
    expect(verdict.verdict).toBe('unknown');
    expect(verdict.missing).toMatchObject([{ accountId: '999999999999' }]);
  });
});
