import { describe, expect, it } from 'vitest';
import { type Cloud, type Collected, collectFrom } from './test-support/collected.ts';

const accountId = '111111111111';
const management = '222222222222';
const organization = 'o-halvorsen01';

const fullRegion = (trails: object[]) => ({
  trails,
  keys: [{ aliases: ['alias/trail'] }, { aliases: ['alias/alerts'] }],
  buckets: [{ Name: 'trail-logs' }],
  logGroups: [{ logGroupName: 'trail' }],
  baselines: [{ logGroupName: 'trail', topic: 'security' }],
  topics: [{ name: 'security', person: 'ops@example.com', attributes: { KmsMasterKeyId: 'alias/alerts' } }],
});
const trail = (Name: string) => ({
  Name,
  S3BucketName: 'trail-logs',
  KmsKeyId: 'alias/trail',
  CloudWatchLogsLogGroupArn: 'trail',
});
const alone = (trails: object[], faults: Fault[] = []): Cloud => ({
  accounts: [{ id: accountId, name: 'a', faults, resources: { 'eu-west-1': fullRegion(trails) } }],
});
interface Fault {
  kind: 'throttle' | 'timeout';
  action: string;
  times?: number;
}

/** The alarm chain asks for event rules in the first two regions; security services ask in all. */
const eventRuleCalls = 2;

/** Calls for the alarm chain, the trails and their bucket: the rest has a budget of its own. */
function chainCalls({ asked }: Collected): number {
  const counted = Object.entries(asked).filter(([action]) => chainActions.has(action));
  return counted.reduce((sum, [, count]) => sum + count, eventRuleCalls);
}
const chainActions = new Set([
  'AssumeRole',
  'GetCallerIdentity',
  'ListRegions',
  'DescribeRegions',
  'ListTrails',
  'DescribeTrails',
  'GetTrailStatus',
  'GetEventSelectors',
  'GetInsightSelectors',
  'DescribeOrganization',
  'ListDelegatedAdministrators',
  'ListDelegatedServicesForAccount',
  'DescribeLogGroups',
  'DescribeMetricFilters',
  'GetTransformer',
  'DescribeAlarms',
  'ListAlarmMuteRules',
  'GetAlarmMuteRule',
  'GetTopicAttributes',
  'ListSubscriptionsByTopic',
  'DescribeKey',
  'GetKeyPolicy',
  'ListBuckets',
  'GetBucketLocation',
  'GetBucketAcl',
  'GetBucketPolicy',
  'GetBucketPolicyStatus',
  'GetPublicAccessBlock',
  'GetBucketLogging',
  'GetBucketVersioning',
  'GetBucketEncryption',
  'GetObjectLockConfiguration',
  'GetBucketLifecycleConfiguration',
]);

describe('call budget', () => {
  it('stays within 30 calls with one trail', async () => {
    const collected = await collectFrom(alone([trail('one')]), accountId);
    expect(chainCalls(collected)).toBeLessThanOrEqual(30);
    expect(collected.asked.AssumeRole).toBe(1);
    const { calls, regions } = collected.snapshot;
    expect(calls.total).toBeLessThanOrEqual(30 + 20 * regions.length);
  });

  it('asks once about a key, and not for an ACL that the bucket ignores', async () => {
    const keyId = '1234abcd-12ab-34cd-56ef-1234567890ab';
    const arn = `arn:aws:kms:eu-west-1:${accountId}:key/${keyId}`;
    const region = {
      ...fullRegion([{ ...trail('one'), KmsKeyId: arn }]),
      keys: [{ KeyId: keyId }],
      topics: [],
    };
    const { asked, snapshot } = await collectFrom(
      {
        accounts: [{ id: accountId, name: 'a', regions: ['eu-west-1'], resources: { 'eu-west-1': region } }],
      },
      accountId,
    );
    expect(asked.DescribeKey).toBe(1);
    expect(snapshot.topics['kms.keys']).toMatchObject([{ arn, state: 'Enabled', requestedAs: [arn] }]);
    expect(asked.GetBucketAcl).toBeUndefined();
  });

  it('stays within 42 calls with two', async () => {
    const collected = await collectFrom(alone([trail('one'), trail('two')]), accountId);
    expect(chainCalls(collected)).toBeLessThanOrEqual(42);
  });

  it('stays within 10 calls for a member behind an organization trail', async () => {
    const org = { ...trail('org'), IsOrganizationTrail: true };
    const collected = await collectFrom(
      {
        organizations: [{ id: organization, management }],
        accounts: [
          { id: accountId, name: 'member', organization },
          { id: management, name: 'management', organization, resources: { 'eu-west-1': fullRegion([org]) } },
        ],
      },
      accountId,
    );
    expect(chainCalls(collected)).toBeLessThanOrEqual(10);
  });

  it('stays within 10 calls for a member whose organization’s trail has no log group', async () => {
    const org = { Name: 'org', S3BucketName: 'trail-logs', IsOrganizationTrail: true };
    const owner = { 'eu-west-1': { trails: [org], buckets: [{ Name: 'trail-logs' }] } };
    const collected = await collectFrom(
      {
        organizations: [{ id: organization, management }],
        accounts: [
          { id: accountId, name: 'member', organization },
          { id: management, name: 'management', organization, resources: owner },
        ],
      },
      accountId,
    );
    expect(chainCalls(collected)).toBeLessThanOrEqual(10);
  });

  it('counts what it sent as the server does, retries included', async () => {
    const faults: Fault[] = [{ kind: 'throttle', action: 'cloudtrail:GetTrailStatus', times: 1 }];
    const { snapshot, asked } = await collectFrom(alone([trail('one')], faults), accountId);
    const received = Object.values(asked).reduce((sum, count) => sum + count, 0);
    expect(snapshot.calls.total).toBe(received);
    expect(snapshot.calls.throttled).toBe(1);
    expect(snapshot.gaps).toEqual([]);
  });

  it('outlasts a run of throttles', async () => {
    const faults: Fault[] = [{ kind: 'throttle', action: 'cloudtrail:GetTrailStatus', times: 4 }];
    const { snapshot } = await collectFrom(alone([trail('one')], faults), accountId);
    expect(snapshot.topics['cloudtrail.trails']).toMatchObject([{ status: { isLogging: true } }]);
    expect(snapshot.gaps).toEqual([]);
  });
});

describe('an account AWS does not answer for', () => {
  it('ends with its budget, and what is unread are gaps', async () => {
    const faults = [{ kind: 'timeout' as const, action: 'cloudtrail:GetTrailStatus' }];
    const accounts = [
      { id: accountId, name: 'a', faults, resources: { 'eu-west-1': { trails: [{ Name: 'main' }] } } },
    ];
    const { snapshot } = await collectFrom({ accounts }, accountId, { timeoutMs: 1_500 });
    expect(snapshot.topics['cloudtrail.trails']).toMatchObject([{ status: null }]);
    const gap = snapshot.gaps.find((it) => it.api === 'cloudtrail:GetTrailStatus');
    expect(gap).toMatchObject({ kind: 'timeout' });
  });

  it.each(['server-error', 'reset', 'unknown-operation', 'sparse'] as const)(
    'survives %s everywhere',
    async (kind) => {
      const faults = [
        { kind, action: '*Describe*' },
        { kind, action: '*List*' },
      ];
      const accounts = [
        {
          id: accountId,
          name: 'a',
          faults,
          regions: ['eu-west-1', 'us-east-1'],
          resources: { 'eu-west-1': fullRegion([trail('one')]) },
        },
      ];
      const { snapshot } = await collectFrom({ accounts }, accountId);
      expect(snapshot.finishedAt).not.toBe('');
    },
  );
});
