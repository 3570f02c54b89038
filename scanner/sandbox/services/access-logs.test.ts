import { ApiGatewayV2Client, GetApisCommand, GetStagesCommand } from '@aws-sdk/client-apigatewayv2';
import { CloudFrontClient, GetDistributionConfigCommand } from '@aws-sdk/client-cloudfront';
import {
  CloudWatchLogsClient,
  DescribeDeliveriesCommand,
  DescribeDeliverySourcesCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  DescribeListenersCommand,
  DescribeLoadBalancerAttributesCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sandbox } from '../sandbox.ts';
import { type ClientOptions, errorOf, sandboxWith, sessionOptions } from '../testing.ts';

const balancer = 'arn:aws:elasticloadbalancing:eu-north-1:491823307716:loadbalancer/net/pay/0123456789abcdef';
let sandbox: Sandbox;
let here: ClientOptions;

beforeAll(async () => {
  sandbox = await sandboxWith({
    regions: ['eu-north-1', 'us-east-1'],
    resources: {
      'eu-north-1': {
        loadBalancers: [
          {
            LoadBalancerName: 'pay',
            LoadBalancerArn: balancer,
            Type: 'network',
            attributes: { 'access_logs.s3.enabled': 'true' },
            listeners: [{ Protocol: 'TLS', Port: 443 }],
          },
        ],
        httpApis: [{ Name: 'track', ApiId: 'h1', stages: [{ StageName: '$default' }] }],
        deliverySources: [{ name: 'pay', resourceArns: [balancer], deliveries: [{}] }],
      },
    },
    global: { distributions: [{ Id: 'E1', Logging: { Enabled: true, Bucket: 'logs.s3.amazonaws.com' } }] },
  });
  here = await sessionOptions(sandbox);
});
afterAll(() => sandbox.close());

describe('access logs', () => {
  it('of a load balancer are attributes, beside its listeners', async () => {
    const elb = new ElasticLoadBalancingV2Client(here);
    const of = { LoadBalancerArn: balancer };
    expect((await elb.send(new DescribeLoadBalancerAttributesCommand(of))).Attributes).toEqual(
      expect.arrayContaining([
        { Key: 'access_logs.s3.enabled', Value: 'true' },
        { Key: 'access_logs.s3.bucket', Value: '' },
      ]),
    );
    expect((await elb.send(new DescribeListenersCommand(of))).Listeners?.[0]?.Protocol).toBe('TLS');
    const gone = new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn: 'arn:x' });
    expect((await errorOf(elb.send(gone))).name).toBe('LoadBalancerNotFoundException');
  });

  it('of HTTP APIs are their stages’', async () => {
    const gateway = new ApiGatewayV2Client(here);
    expect((await gateway.send(new GetApisCommand({}))).Items?.[0]).toMatchObject({
      ApiId: 'h1',
      ProtocolType: 'HTTP',
    });
    const { Items } = await gateway.send(new GetStagesCommand({ ApiId: 'h1' }));
    expect(Items?.[0]?.StageName).toBe('$default');
    expect(Items?.[0]?.AccessLogSettings).toBeUndefined();
    expect((await errorOf(gateway.send(new GetStagesCommand({ ApiId: 'x' })))).name).toBe(
      'NotFoundException',
    );
  });

  it('of a distribution are in its configuration', async () => {
    const cloudFront = new CloudFrontClient(here);
    const { DistributionConfig } = await cloudFront.send(new GetDistributionConfigCommand({ Id: 'E1' }));
    expect(DistributionConfig?.Logging).toEqual({
      Enabled: true,
      IncludeCookies: false,
      Bucket: 'logs.s3.amazonaws.com',
      Prefix: '',
    });
    expect((await errorOf(cloudFront.send(new GetDistributionConfigCommand({ Id: 'E9' })))).name).toBe(
      'NoSuchDistribution',
    );
  });

  it('may be deliveries of CloudWatch Logs', async () => {
    const logs = new CloudWatchLogsClient(here);
    const { deliverySources } = await logs.send(new DescribeDeliverySourcesCommand({}));
    expect(deliverySources).toMatchObject([
      { name: 'pay', logType: 'ACCESS_LOGS', resourceArns: [balancer] },
    ]);
    const { deliveries } = await logs.send(new DescribeDeliveriesCommand({}));
    expect(deliveries).toMatchObject([{ deliverySourceName: 'pay', deliveryDestinationType: 'S3' }]);
  });
});
