import { beforeAll, describe, expect, it } from 'vitest';
import { type Judged, scanned } from '../../test-support/judged.ts';
import { trailLogValidation } from './trail-log-validation.ts';

const good = '111111111111';
const mixed = '222222222222';
const bare = '333333333333';
const management = '444444444444';
const member = '555555555555';
const strong = '666666666666';
const blind = '888888888881';
const hidden = '777777777777';
const organization = 'o-halvorsen01';
const signed = { Name: 'signed', LogFileValidationEnabled: true };

const regions = ['eu-west-1', 'us-east-1'];

let judged: Judged;

beforeAll(async () => {
  judged = await scanned(
    {
      organizations: [{ id: organization, management }],
      accounts: [
        {
          id: good,
          name: 'good',
          regions,
          resources: { 'eu-west-1': { trails: [signed, { ...signed, Name: 'other' }] } },
        },
        {
          id: mixed,
          name: 'mixed',
          regions,
          resources: { 'eu-west-1': { trails: [signed, { Name: 'stopped', status: { IsLogging: false } }] } },
        },
        { id: bare, name: 'bare', regions },
        {
          id: management,
          name: 'management',
          regions,
          organization,
          resources: { 'eu-west-1': { trails: [{ Name: 'org', IsOrganizationTrail: true }] } },
        },
        { id: member, name: 'member', regions, organization },
        {
          id: blind,
          name: 'blind',
          regions,
          organization,
          role: { deny: ['cloudtrail:ListTrails', 'cloudtrail:DescribeTrails'] },
        },
        {
          id: strong,
          name: 'strong',
          regions,
          organization,
          resources: { 'eu-west-1': { trails: [signed] } },
        },
        {
          id: hidden,
          name: 'hidden',
          regions,
          faults: [{ kind: 'deny', action: 'cloudtrail:DescribeTrails', region: 'us-east-1' }],
          resources: { 'eu-west-1': { trails: [signed] } },
        },
      ],
    },
    [good, mixed, bare, management, member, blind, strong, hidden],
  );
});

describe('trail-log-validation', () => {
  it('passes when every trail validates', () => {
    expect(judged.verdict(good, trailLogValidation)).toMatchObject({
      verdict: 'pass',
      reason: 'All 2 trails have log file validation on.',
    });
  });

  it('fails for a stopped trail too, and names it', () => {
    expect(judged.verdict(mixed, trailLogValidation)).toMatchObject({
      verdict: 'fail',
      resource: `arn:aws:cloudtrail:eu-west-1:${mixed}:trail/stopped`,
      region: 'eu-west-1',
    });
  });

  it('fails without any trail', () => {
    expect(judged.verdict(bare, trailLogValidation).verdict).toBe('fail');
  });

  it('carries the owner’s verdict on an organization trail', () => {
    expect(judged.verdict(management, trailLogValidation).verdict).toBe('fail');
    expect(judged.verdict(member, trailLogValidation)).toMatchObject({
      verdict: 'inherited',
      inheritedFrom: { accountId: management, checkId: 'trail-log-validation', verdict: 'fail' },
    });
  });

  it('does not inherit while own trails may be unlisted', () => {
    expect(judged.verdict(blind, trailLogValidation).verdict).toBe('unknown');
  });

  it('prefers an own pass to the inherited verdict, and says where the other trail is judged', () => {
    const verdict = judged.verdict(strong, trailLogValidation);
    expect(verdict.verdict).toBe('pass');
    expect(verdict.notes).toEqual(['Organization trail org is judged at 444444444444.']);
  });

  it('cannot speak for every trail while the list is incomplete', () => {
    const verdict = judged.verdict(hidden, trailLogValidation);
    expect(verdict.verdict).toBe('unknown');
    expect(verdict.missing).toMatchObject([{ action: 'cloudtrail:DescribeTrails', region: 'us-east-1' }]);
  });
});
