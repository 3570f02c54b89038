import { beforeAll, describe, expect, it } from 'vitest';
import { defaultWorkspacePolicy } from '#lib/posture/workspace-policy.ts';
import { type Judged, scanned } from '../../test-support/judged.ts';
import { trailRetention } from './trail-retention.ts';

const expire = (Days: number, Prefix = '') => [
  { ID: 'tidy', Status: 'Enabled' as const, Filter: { Prefix }, Expiration: { Days } },
];
const filtered = (Filter: object) => [
  { ID: 'tidy', Status: 'Enabled' as const, Filter, Expiration: { Days: 90 } },
];
const cases = {
  '111111111111': { lifecycle: [], days: null, verdict: 'pass' },
  '111111111112': { lifecycle: expire(400), days: 365, verdict: 'pass' },
  '111111111113': { lifecycle: expire(90), days: 365, verdict: 'fail' },
  '111111111114': { lifecycle: expire(90, 'AWSLogs/111111111114/Config/'), days: 365, verdict: 'pass' },
  '111111111119': { lifecycle: expire(90, 'AWSLogs/999999999999/'), days: 365, verdict: 'pass' },
  '111111111120': { lifecycle: expire(90, 'AWSLogs/1111111111'), days: 365, verdict: 'fail' },
  '111111111121': {
    lifecycle: expire(90, 'AWSLogs/111111111121/CloudTrail/us-east-1/'),
    days: 365,
    verdict: 'fail',
  },
  '111111111122': {
    lifecycle: expire(90, 'AWSLogs/111111111122/CloudTrail-Digest/'),
    days: 365,
    verdict: 'pass',
  },
  '111111111115': { lifecycle: expire(90, 'AWSLogs/111111111115/CloudTrail/'), days: 365, verdict: 'fail' },
  '111111111116': { lifecycle: [], days: 90, verdict: 'fail' },
  '111111111117': { lifecycle: filtered({ ObjectSizeGreaterThan: 1000 }), days: 365, verdict: 'fail' },
  '111111111118': {
    lifecycle: filtered({ Tag: { Key: 'kind', Value: 'draft' } }),
    days: 365,
    verdict: 'pass',
  },
} as const;
const denied = '222222222222';
const organizationWide = '333333333331';

let judged: Judged;

beforeAll(async () => {
  const account = (
    id: string,
    lifecycle: readonly object[],
    days: number | null,
    role = {},
    trail: { IsOrganizationTrail?: boolean } = {},
  ) => ({
    id,
    name: id,
    regions: ['eu-west-1', 'us-east-1'],
    role,
    resources: {
      'eu-west-1': {
        trails: [{ Name: 'main', S3BucketName: `logs-${id}`, CloudWatchLogsLogGroupArn: 'trail', ...trail }],
        logGroups: [{ logGroupName: 'trail', ...(days !== null && { retentionInDays: days }) }],
        buckets: [{ Name: `logs-${id}`, ...(lifecycle.length > 0 && { lifecycle: [...lifecycle] }) }],
      },
    },
  });
  judged = await scanned(
    {
      accounts: [
        ...Object.entries(cases).map(([id, it]) => account(id, it.lifecycle, it.days)),
        account(
          organizationWide,
          expire(90, 'AWSLogs/o-halvorsen01/999999999999/'),
          null,
          {},
          {
            IsOrganizationTrail: true,
          },
        ),
        account(denied, [], null, { deny: ['s3:GetLifecycleConfiguration'] }),
      ],
    },
    [...Object.keys(cases), denied, organizationWide],
  );
});

describe('trail-retention', () => {
  it.each(Object.entries(cases))('judges %s as it should', (accountId, { verdict }) => {
    expect(judged.verdict(accountId, trailRetention).verdict).toBe(verdict);
  });

  it('names what is to be mended, and the days to keep', () => {
    expect(judged.verdict('111111111116', trailRetention).names).toMatchObject({
      bucketName: 'logs-111111111116',
      logGroupName: 'trail',
      retentionDays: '365',
    });
  });

  it('counts the log files of every member for an organization trail', () => {
    expect(judged.verdict(organizationWide, trailRetention).verdict).toBe('fail');
  });

  it('measures against the workspace’s own days', () => {
    const policy = { ...defaultWorkspacePolicy, retentionDays: 60 };
    expect(judged.verdict('111111111113', trailRetention, policy).verdict).toBe('pass');
  });

  it('does not know while the lifecycle is unread', () => {
    expect(judged.verdict(denied, trailRetention)).toMatchObject({
      verdict: 'unknown',
      reason: `The lifecycle of bucket logs-${denied} could not be read: s3:GetLifecycleConfiguration was denied in eu-west-1.`,
      missing: [{ action: 's3:GetLifecycleConfiguration' }],
    });
  });
});
