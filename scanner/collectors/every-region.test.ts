import { describe, expect, it } from 'vitest';
import { checks } from '../checks/registry.ts';
import { worldOf } from '../memory-recorder.ts';
import { collectFrom } from '../test-support/collected.ts';
import { judgedOver } from '../test-support/judged.ts';

const accountId = '111111111111';
const regions = ['eu-north-1', 'us-east-1', 'us-west-2'];
const hub = {
  standards: [
    {
      StandardsArn:
        'arn:aws:securityhub:eu-north-1::standards/aws-foundational-security-best-practices/v/1.0.0',
    },
  ],
};
const on = { status: 'ENABLED' as const, errorCode: undefined, errorMessage: undefined };
const busy = {
  vpcs: [{ VpcId: 'vpc-1' }],
  flowLogs: [{ ResourceId: 'vpc-1' }],
  keys: [{ aliases: ['alias/data'], rotation: { KeyRotationEnabled: true } }],
  configurationRecorders: [{}],
  deliveryChannels: [{}],
  detectors: [{}],
  securityHub: hub,
  inspector: { ec2: on, ecr: on, lambda: on },
  analyzers: [{ name: 'external' }],
  buckets: [],
  loadBalancers: [
    { LoadBalancerName: 'pay' },
    { LoadBalancerName: 'net', Type: 'network' as const, listeners: [{ Protocol: 'TLS' as const }] },
  ],
  httpApis: [{ Name: 'track', stages: [{ StageName: 'live' }] }],
  restApis: [{ name: 'booking', stages: [{ stageName: 'prod' }] }],
  userPools: [{ Name: 'customers' }],
};
const watched = {
  trails: [
    { Name: 'main', S3BucketName: 'acme-trail', KmsKeyId: 'alias/data', CloudWatchLogsLogGroupArn: 'trail' },
  ],
  buckets: [{ Name: 'acme-trail', publicAccessBlock: false as const }],
  logGroups: [{ logGroupName: 'trail' }],
  baselines: [{ logGroupName: 'trail', topic: 'security' }],
  topics: [{ name: 'security', person: 'ops@example.com' }],
};

/** All that is asked by region, but for Config, KMS and IAM Access Analyzer. */
const everyService = [
  'ec2',
  'guardduty',
  'securityhub',
  'macie2',
  'inspector2',
  'elasticloadbalancing',
  'apigateway',
  'appsync',
  'cognito-idp',
  'events',
  'cloudwatch',
  'logs',
  'lambda',
  'ecr',
  'sns',
];

describe('call economy', () => {
  it('stays in its budget: 30 for the trail, 20 a region, 2 a key, 2 an exposed resource', async () => {
    const resources = Object.fromEntries(
      regions.map((it) => [it, it === 'eu-north-1' ? { ...busy, ...watched } : busy]),
    );
    const { snapshot } = await collectFrom(
      { accounts: [{ id: accountId, name: 'a', regions, resources }] },
      accountId,
    );
    expect(snapshot.gaps).toEqual([]);
    const keys = 3;
    const exposed = 15;
    expect(snapshot.calls.total).toBeLessThanOrEqual(30 + 20 * regions.length + 2 * keys + 2 * exposed);
  });

  it('spends no more than 18 calls on an empty region', async () => {
    const one = await collectFrom(
      { accounts: [{ id: accountId, name: 'a', regions: ['us-east-1'] }] },
      accountId,
    );
    const two = await collectFrom(
      { accounts: [{ id: accountId, name: 'a', regions: ['us-east-1', 'us-west-2'] }] },
      accountId,
    );
    expect(two.snapshot.calls.total - one.snapshot.calls.total).toBeLessThanOrEqual(18);
  });
});

describe('a region that an organization’s policy closes', () => {
  it('is one gap, after four questions', async () => {
    const serviceControlPolicies = [{ deny: ['*'], regions: ['us-west-2'] }];
    const { snapshot } = await collectFrom(
      { accounts: [{ id: accountId, name: 'a', regions, serviceControlPolicies }] },
      accountId,
    );
    expect(snapshot.gaps).toMatchObject([
      {
        topic: 'account.closed-regions',
        region: 'us-west-2',
        kind: 'denied',
        deniedBy: 'scp',
        resource: null,
      },
    ]);
    const judged = judgedOver(worldOf([snapshot]));
    const verdicts = checks
      .filter((it) => it.section === 'services')
      .map((it) => judged.verdict(accountId, it));
    const blind = verdicts.find((it) => it.checkId === 'waf-coverage');
    expect(blind).toMatchObject({ verdict: 'unknown' });
    expect(blind?.missing).toHaveLength(1);
  });

  it.each([
    [['ec2:*']],
    [['ec2:*', 'config:*']],
    [['ec2:*', 'config:*', 'guardduty:ListFindings', 'securityhub:*', 'elasticloadbalancing:*']],
  ])('is asked on when the policy denies some services only: %s', async (deny) => {
    const serviceControlPolicies = [{ deny, regions: ['us-west-2'] }];
    const { snapshot } = await collectFrom(
      { accounts: [{ id: accountId, name: 'a', regions, serviceControlPolicies }] },
      accountId,
    );
    expect(snapshot.topics['guardduty.regions']).toHaveLength(3);
    expect(snapshot.topics['account.closed-regions']).toEqual([]);
  });
});

describe('a policy that closes regions and exempts what works across them', () => {
  const closing = { deny: everyService.map((it) => `${it}:*`), regions: ['us-west-2'] };

  it('is one gap, and what it exempts is judged', async () => {
    const resources = Object.fromEntries(regions.map((it) => [it, busy]));
    const { snapshot } = await collectFrom(
      { accounts: [{ id: accountId, name: 'a', regions, resources, serviceControlPolicies: [closing] }] },
      accountId,
    );
    expect(snapshot.gaps).toMatchObject([{ topic: 'account.closed-regions', region: 'us-west-2' }]);
    const judged = judgedOver(worldOf([snapshot]));
    const verdictOf = (id: string) =>
      checks.filter((it) => it.id === id).map((it) => judged.verdict(accountId, it).verdict);
    expect(verdictOf('config-recording')).toEqual(['pass']);
    expect(verdictOf('access-analyzer-enabled')).toEqual(['pass']);
    expect(verdictOf('kms-rotation')).toEqual(['pass']);
    expect(verdictOf('guardduty-enabled')).toEqual(['unknown']);
  });
});

describe('a server that lacks the services', () => {
  it.each(['unknown-operation', 'server-error', 'deny', 'sparse'] as const)(
    'leaves gaps, never a crash or a verdict out of nothing: %s',
    async (kind) => {
      const actions = [
        'ec2:*',
        'config:*',
        'kms:*',
        's3:*',
        'guardduty:*',
        'securityhub:*',
        'macie2:*',
        'inspector2:*',
      ];
      const more = [
        'access-analyzer:*',
        'elasticloadbalancing:*',
        'apigateway:*',
        'appsync:*',
        'cognito-idp:*',
      ];
      const rest = ['cloudfront:*', 'wafv2:*', 'shield:*', 'support:*', 'events:*'];
      const faults = [...actions, ...more, ...rest].map((action) => ({ kind, action }));
      const resources = { 'us-east-1': { trails: [{ Name: 'main' }] } };
      const { snapshot } = await collectFrom(
        { accounts: [{ id: accountId, name: 'a', regions: ['us-east-1'], faults, resources }] },
        accountId,
      );
      const judged = judgedOver(worldOf([snapshot]));
      const sections = ['bucket', 'logging', 'services'];
      const wrong = checks
        .filter((it) => sections.includes(it.section))
        .map((it) => judged.verdict(accountId, it))
        .filter((it) => kind !== 'sparse' && it.verdict !== 'unknown');
      expect(wrong.map((it) => `${it.checkId}: ${it.verdict}`)).toEqual([]);
    },
    30_000,
  );
});
