import { describe, expect, it } from 'vitest';
import { collectFrom } from '../../test-support/collected.ts';
import { verdictIn } from '../../test-support/region-cloud.ts';
import { edgeAccessLogging } from './edge-access-logging.ts';

const balancer = 'arn:aws:elasticloadbalancing:eu-north-1:111111111111:loadbalancer/app/pay/0123456789abcdef';
const distribution = 'arn:aws:cloudfront::111111111111:distribution/E1';
const logGroup = 'arn:aws:logs:eu-north-1:111111111111:log-group:api';
const realTime = 'arn:aws:cloudfront::111111111111:realtime-log-config/edge';
const logs = { 'access_logs.s3.enabled': 'true', 'access_logs.s3.bucket': 'pay-logs' };
const pay = { LoadBalancerName: 'pay', LoadBalancerArn: balancer };
const net = { LoadBalancerName: 'net', Type: 'network' as const };
const tls = { listeners: [{ Protocol: 'TLS' as const, Port: 443 }] };
const api = (stage: object) => ({
  restApis: [{ id: 'a1', name: 'booking', stages: [{ stageName: 'prod', ...stage }] }],
});
const httpApi = (stage: object) => ({
  httpApis: [{ ApiId: 'h1', Name: 'track', stages: [{ StageName: 'live', ...stage }] }],
});
const behavior = { TargetOriginId: 'origin', ViewerProtocolPolicy: 'https-only' as const };
const logged = { ...behavior, RealtimeLogConfigArn: realTime };
const delivery = (arn: string, logType: string, deliveries = [{}]) => ({
  deliverySources: [{ name: 'edge', resourceArns: [arn], logType, deliveries }],
});

describe('edge-access-logging', () => {
  it.each([
    [
      'a load balancer that logs to a bucket',
      { eu: { loadBalancers: [{ ...pay, attributes: logs }] } },
      'pass',
    ],
    ['a bare load balancer', { eu: { loadBalancers: [pay] } }, 'fail'],
    [
      'an internal load balancer',
      { eu: { loadBalancers: [{ ...pay, Scheme: 'internal' }] } },
      'not_applicable',
    ],
    [
      'a load balancer whose log CloudWatch Logs delivers',
      { eu: { loadBalancers: [pay], ...delivery(balancer, 'ALB_ACCESS_LOGS') } },
      'pass',
    ],
    [
      'a load balancer whose health checks are delivered',
      { eu: { loadBalancers: [pay], ...delivery(balancer, 'ALB_HEALTH_CHECK_LOGS') } },
      'fail',
    ],
    [
      'a source without a delivery',
      { eu: { loadBalancers: [pay], ...delivery(balancer, 'ALB_ACCESS_LOGS', []) } },
      'fail',
    ],
    ['a network load balancer without TLS', { eu: { loadBalancers: [net] } }, 'not_applicable'],
    ['a bare network load balancer with TLS', { eu: { loadBalancers: [{ ...net, ...tls }] } }, 'fail'],
    [
      'a network load balancer that logs',
      { eu: { loadBalancers: [{ ...net, ...tls, attributes: logs }] } },
      'pass',
    ],
    ['a gateway load balancer', { eu: { loadBalancers: [{ ...net, Type: 'gateway' }] } }, 'not_applicable'],
    ['a stage that logs', { eu: api({ accessLogSettings: { destinationArn: logGroup } }) }, 'pass'],
    ['a bare stage', { eu: api({}) }, 'fail'],
    [
      'a stage with a format and no destination',
      { eu: api({ accessLogSettings: { format: '$context.path' } }) },
      'fail',
    ],
    [
      'a private API',
      {
        eu: {
          restApis: [
            { name: 'in', endpointConfiguration: { types: ['PRIVATE'] }, stages: [{ stageName: 'prod' }] },
          ],
        },
      },
      'not_applicable',
    ],
    [
      'a stage of an HTTP API that logs',
      { eu: httpApi({ AccessLogSettings: { DestinationArn: logGroup } }) },
      'pass',
    ],
    ['a bare stage of an HTTP API', { eu: httpApi({}) }, 'fail'],
    ['an HTTP API without stages', { eu: { httpApis: [{ Name: 'track' }] } }, 'not_applicable'],
    [
      'a distribution with a standard log',
      {
        global: {
          distributions: [{ Id: 'E1', Logging: { Enabled: true, Bucket: 'logs.s3.amazonaws.com' } }],
        },
      },
      'pass',
    ],
    [
      'a distribution whose log CloudWatch Logs delivers',
      { us: delivery(distribution, 'ACCESS_LOGS'), global: { distributions: [{ Id: 'E1' }] } },
      'pass',
    ],
    [
      'a distribution whose log another region would deliver',
      { eu: delivery(distribution, 'ACCESS_LOGS'), global: { distributions: [{ Id: 'E1' }] } },
      'fail',
    ],
    [
      'a distribution with real-time logs',
      { global: { distributions: [{ Id: 'E1', DefaultCacheBehavior: logged }] } },
      'pass',
    ],
    [
      'a distribution with real-time logs of some cache behaviors',
      {
        global: {
          distributions: [
            {
              Id: 'E1',
              DefaultCacheBehavior: behavior,
              CacheBehaviors: { Quantity: 1, Items: [{ ...logged, PathPattern: '/pay' }] },
            },
          ],
        },
      },
      'fail',
    ],
    ['a bare distribution', { global: { distributions: [{ Id: 'E1' }] } }, 'fail'],
    [
      'a disabled distribution',
      { global: { distributions: [{ Id: 'E1', Enabled: false }] } },
      'not_applicable',
    ],
    [
      'GraphQL APIs and user pools',
      { eu: { graphqlApis: [{ name: 'g' }], userPools: [{ Name: 'c' }] } },
      'not_applicable',
    ],
    ['nothing', {}, 'not_applicable'],
    ['load balancers that were denied', { role: { deny: ['elasticloadbalancing:*'] } }, 'unknown'],
    ['APIs that were denied', { role: { deny: ['apigateway:*'] } }, 'unknown'],
    ['distributions that were denied', { role: { deny: ['cloudfront:*'] } }, 'unknown'],
    [
      'attributes that were denied',
      {
        eu: { loadBalancers: [pay] },
        role: { deny: ['elasticloadbalancing:DescribeLoadBalancerAttributes'] },
      },
      'unknown',
    ],
    [
      'attributes that were denied, with a delivery',
      {
        eu: { loadBalancers: [pay], ...delivery(balancer, 'ALB_ACCESS_LOGS') },
        role: { deny: ['elasticloadbalancing:DescribeLoadBalancerAttributes'] },
      },
      'pass',
    ],
    [
      'attributes without the one that decides',
      {
        eu: { loadBalancers: [pay] },
        faults: [{ kind: 'sparse', action: 'elasticloadbalancing:*Attributes', fields: ['Attributes'] }],
      },
      'unknown',
    ],
    [
      'listeners that were denied',
      { eu: { loadBalancers: [net] }, role: { deny: ['elasticloadbalancing:DescribeListeners'] } },
      'unknown',
    ],
    [
      'deliveries that were denied',
      { eu: { loadBalancers: [pay] }, role: { deny: ['logs:DescribeDeliverySources'] } },
      'unknown',
    ],
    [
      'deliveries nobody needs',
      { eu: { loadBalancers: [{ ...pay, attributes: logs }] }, role: { deny: ['logs:DescribeDelivery*'] } },
      'pass',
    ],
    [
      'a configuration that was denied',
      { global: { distributions: [{ Id: 'E1' }] }, role: { deny: ['cloudfront:GetDistributionConfig'] } },
      'unknown',
    ],
    [
      'web ACLs that were denied',
      { eu: { loadBalancers: [{ ...pay, attributes: logs }] }, role: { deny: ['wafv2:*'] } },
      'pass',
    ],
    [
      'a bare one beside what was denied',
      { eu: { loadBalancers: [pay] }, role: { deny: ['cloudfront:*'] } },
      'fail',
    ],
  ])('judges %s', async (_, account, verdict) => {
    expect((await verdictIn(edgeAccessLogging, account as never)).verdict).toBe(verdict);
  });

  it('names the bare ones', async () => {
    const found = await verdictIn(edgeAccessLogging, {
      eu: { loadBalancers: [pay], ...httpApi({}) },
      us: { loadBalancers: [{ LoadBalancerName: 'www', attributes: logs }] },
    });
    expect(found.reason).toBe(
      'No access log records requests to load balancer pay and HTTP API stage track/live.',
    );
    expect(found.evidence.map((it) => it.command)).toContain(
      `aws elbv2 describe-load-balancer-attributes --load-balancer-arn ${balancer} --region eu-north-1`,
    );
  });

  it('says that real-time logs may be a sample', async () => {
    const { notes } = await verdictIn(edgeAccessLogging, {
      global: { distributions: [{ Id: 'E1', DefaultCacheBehavior: logged }] },
    });
    expect(notes).toEqual([expect.stringContaining('may hold a sample of its requests')]);
  });

  it('names the action that is missing', async () => {
    const { reason, missing } = await verdictIn(edgeAccessLogging, {
      eu: { loadBalancers: [pay] },
      role: { deny: ['logs:DescribeDeliverySources'] },
    });
    expect(reason).toBe(
      'Whether an access log records requests to load balancer pay was not read: logs:DescribeDeliverySources was denied.',
    );
    expect(missing.map((it) => it.action)).toEqual(['logs:DescribeDeliverySources']);
  });

  it('asks one question of a resource, and for deliveries once a region', async () => {
    const calls = async (resources: object) => {
      const accounts = [
        { id: '111111111111', name: 'a', regions: ['eu-north-1'], resources: { 'eu-north-1': resources } },
      ];
      return (await collectFrom({ accounts } as never, '111111111111')).snapshot.calls.total;
    };
    const [one, two, empty] = [
      await calls({ loadBalancers: [pay] }),
      await calls({ loadBalancers: [pay, { LoadBalancerName: 'www' }] }),
      await calls({}),
    ];
    // WAF's and its own, and the list of deliveries.
    expect([two - one, one - empty]).toEqual([2, 3]);
  });
});
