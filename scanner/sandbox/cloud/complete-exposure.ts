import type { Delivery } from '@aws-sdk/client-cloudwatch-logs';
import type { RegionBlock } from '../document/cloud-document.ts';
import type { Here } from './complete-monitoring.ts';
import { ago, arn, hexFrom, type Owner, over, uuidFrom } from './names.ts';

export function completeExposure({ owner, region }: Here, block: RegionBlock) {
  const { vpcs = [], flowLogs = [], webAcls = [], loadBalancers = [], restApis = [] } = block;
  const { graphqlApis = [], userPools = [], instances = [], httpApis = [], deliverySources = [] } = block;
  return {
    vpcs: vpcs.map((it) => ({
      OwnerId: owner.id,
      State: 'available' as const,
      IsDefault: false,
      CidrBlock: '10.0.0.0/16',
      ...it,
    })),
    flowLogs: flowLogs.map((it) => ({
      CreationTime: ago(300 * 24 * 60),
      DeliverLogsStatus: 'SUCCESS',
      FlowLogId: `fl-${hexFrom(`${owner.id} ${it.ResourceId}`, 17)}`,
      FlowLogStatus: 'ACTIVE',
      TrafficType: 'ALL' as const,
      LogDestinationType: 'cloud-watch-logs' as const,
      ...it,
    })),
    instances: instances.map((it) => ({
      InstanceType: 't3.micro' as const,
      State: { Code: 16, Name: 'running' as const },
      ...it,
    })),
    webAcls: webAcls.map((it) => {
      const id = it.Id ?? uuidFrom(`${owner.id} ${region} ${it.Name}`);
      return {
        ARN: arn(owner, 'wafv2', region, `regional/webacl/${it.Name ?? ''}/${id}`),
        LockToken: id,
        ...it,
        Id: id,
      };
    }),
    loadBalancers: loadBalancers.map((it) => {
      const name = it.LoadBalancerName ?? '';
      const kind = it.Type === 'network' ? 'net' : it.Type === 'gateway' ? 'gwy' : 'app';
      return {
        LoadBalancerArn: arn(
          owner,
          'elasticloadbalancing',
          region,
          `loadbalancer/${kind}/${name}/${hexFrom(name, 16)}`,
        ),
        DNSName: `${name}-1.${region}.elb.amazonaws.com`,
        CreatedTime: ago(200 * 24 * 60),
        Scheme: 'internet-facing' as const,
        Type: 'application' as const,
        State: { Code: 'active' as const },
        ...it,
        attributes: { ...balancerAttributes, ...it.attributes },
        listeners: it.listeners ?? [],
      };
    }),
    restApis: restApis.map((it) => ({
      createdDate: ago(200 * 24 * 60),
      endpointConfiguration: { types: ['REGIONAL' as const] },
      ...it,
      id: it.id ?? hexFrom(`${owner.id} ${it.name}`, 10),
      stages: it.stages ?? [],
    })),
    httpApis: httpApis.map((it) => {
      const ApiId = it.ApiId ?? hexFrom(`${owner.id} ${it.Name}`, 10);
      return {
        ...over<typeof it>(it, {
          ApiEndpoint: `https://${ApiId}.execute-api.${region}.amazonaws.com`,
          CreatedDate: ago(200 * 24 * 60),
          ProtocolType: 'HTTP',
          RouteSelectionExpression: '$request.method $request.path',
        }),
        ApiId,
        stages: it.stages ?? [],
      };
    }),
    deliverySources: deliverySources.map((it) => ({
      arn: arn(owner, 'logs', region, `delivery-source:${it.name}`),
      logType: 'ACCESS_LOGS',
      ...it,
      deliveries: (it.deliveries ?? []).map((delivery) => completeDelivery(owner, region, it.name, delivery)),
    })),
    graphqlApis: graphqlApis.map((it) => {
      const apiId = it.apiId ?? hexFrom(`${owner.id} ${it.name}`, 26);
      return {
        arn: arn(owner, 'appsync', region, `apis/${apiId}`),
        visibility: 'GLOBAL' as const,
        apiType: 'GRAPHQL' as const,
        ...it,
        apiId,
      };
    }),
    userPools: userPools.map((it) => {
      const id = it.Id ?? `${region}_${hexFrom(`${owner.id} ${it.Name}`, 9)}`;
      return {
        Arn: arn(owner, 'cognito-idp', region, `userpool/${id}`),
        CreationDate: ago(200 * 24 * 60),
        ...it,
        Id: id,
      };
    }),
  };
}

/** What AWS answers of a load balancer nobody changed. */
const balancerAttributes = {
  'access_logs.s3.enabled': 'false',
  'access_logs.s3.bucket': '',
  'access_logs.s3.prefix': '',
  'deletion_protection.enabled': 'false',
};

function completeDelivery(
  owner: Owner,
  region: string,
  source: string | undefined,
  delivery: Delivery,
): Delivery {
  const id = delivery.id ?? hexFrom(`${owner.id} ${source} ${delivery.deliveryDestinationArn}`, 16);
  return {
    arn: arn(owner, 'logs', region, `delivery:${id}`),
    deliveryDestinationArn: arn(owner, 'logs', region, 'delivery-destination:access-logs'),
    deliveryDestinationType: 'S3',
    ...delivery,
    id,
    ...(source && { deliverySourceName: source }),
  };
}
