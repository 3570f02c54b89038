import * as apigatewayModule from '@aws-sdk/client-api-gateway';
import * as apiGatewayV2Module from '@aws-sdk/client-apigatewayv2';
import * as appsyncModule from '@aws-sdk/client-appsync';
import * as cognitoModule from '@aws-sdk/client-cognito-identity-provider';
import * as elbModule from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Call } from '../call.ts';
import { without } from '../cloud/names.ts';
import { paginate } from '../paginate.ts';
import { AwsError } from '../wire/aws-error.ts';
import { defineService, operation } from '../wire/service.ts';

export const elasticLoadBalancing = defineService({
  name: 'elasticloadbalancing',
  signingName: 'elasticloadbalancing',
  client: new elbModule.ElasticLoadBalancingV2Client({ region: 'us-east-1' }),
  module: elbModule,
  operations: {
    DescribeLoadBalancers: operation<
      elbModule.DescribeLoadBalancersInput,
      elbModule.DescribeLoadBalancersOutput
    >((input, { here }) => {
      const { LoadBalancerArns: arns, Names: names } = input;
      const wanted = (here.loadBalancers ?? [])
        .filter((it) => !arns || arns.includes(it.LoadBalancerArn ?? ''))
        .filter((it) => !names || names.includes(it.LoadBalancerName ?? ''));
      const size = input.PageSize ?? 400;
      const page = paginate(wanted, {
        of: 'load-balancers',
        size,
        token: input.Marker,
        invalid: 'ValidationError',
      });
      return {
        LoadBalancers: page.items.map((it) => without(it, 'attributes', 'listeners')),
        NextMarker: page.next,
      };
    }),
    DescribeLoadBalancerAttributes: operation<
      elbModule.DescribeLoadBalancerAttributesInput,
      elbModule.DescribeLoadBalancerAttributesOutput
    >((input, call) => ({
      Attributes: Object.entries(balancerOf(call, input.LoadBalancerArn).attributes ?? {}).map(
        ([Key, Value]) => ({ Key, Value }),
      ),
    })),
    DescribeListeners: operation<elbModule.DescribeListenersInput, elbModule.DescribeListenersOutput>(
      (input, call) => ({ Listeners: balancerOf(call, input.LoadBalancerArn).listeners ?? [] }),
    ),
  },
});

function balancerOf({ here }: Call, wanted: string | undefined) {
  const found = (here.loadBalancers ?? []).find((it) => it.LoadBalancerArn === wanted);
  if (!found) throw new AwsError('LoadBalancerNotFound', `Load balancers '[${wanted}]' not found`);
  return found;
}

export const apiGateway = defineService({
  name: 'apigateway',
  signingName: 'apigateway',
  client: new apigatewayModule.APIGatewayClient({ region: 'us-east-1' }),
  module: apigatewayModule,
  operations: {
    GetRestApis: operation<apigatewayModule.GetRestApisRequest, apigatewayModule.RestApis>(
      (input, { here }) => {
        const apis = (here.restApis ?? []).map((api) => without(api, 'stages'));
        const size = input.limit ?? 25;
        const page = paginate(apis, {
          of: 'apis',
          size,
          token: input.position,
          invalid: 'BadRequestException',
        });
        return { items: page.items, position: page.next };
      },
      'apigateway:GET',
    ),
    GetStages: operation<apigatewayModule.GetStagesRequest, apigatewayModule.Stages>((input, { here }) => {
      const api = (here.restApis ?? []).find((it) => it.id === input.restApiId);
      if (!api) throw new AwsError('NotFoundException', 'Invalid API identifier specified');
      return { item: api.stages ?? [] };
    }, 'apigateway:GET'),
  },
});

export const apiGatewayV2 = defineService({
  name: 'apigatewayv2',
  signingName: 'apigateway',
  pathPrefix: '/v2/',
  client: new apiGatewayV2Module.ApiGatewayV2Client({ region: 'us-east-1' }),
  module: apiGatewayV2Module,
  operations: {
    GetApis: operation<apiGatewayV2Module.GetApisRequest, apiGatewayV2Module.GetApisResponse>(
      (input, { here }) => {
        const apis = (here.httpApis ?? []).map((api) => without(api, 'stages'));
        const page = paginate(apis, { of: 'http apis', ...pageOf(input) });
        return { Items: page.items, NextToken: page.next };
      },
      'apigateway:GET',
    ),
    GetStages: operation<apiGatewayV2Module.GetStagesRequest, apiGatewayV2Module.GetStagesResponse>(
      (input, { here }) => {
        const api = (here.httpApis ?? []).find((it) => it.ApiId === input.ApiId);
        if (!api) throw new AwsError('NotFoundException', 'Invalid API identifier specified');
        const page = paginate(api.stages ?? [], { of: `stages ${api.ApiId}`, ...pageOf(input) });
        return { Items: page.items, NextToken: page.next };
      },
      'apigateway:GET',
    ),
  },
});

function pageOf(input: { MaxResults?: string | undefined; NextToken?: string | undefined }) {
  const { MaxResults = '25', NextToken: token } = input;
  return { size: Number(MaxResults), token, invalid: 'BadRequestException' };
}

export const appsync = defineService({
  name: 'appsync',
  signingName: 'appsync',
  client: new appsyncModule.AppSyncClient({ region: 'us-east-1' }),
  module: appsyncModule,
  operations: {
    ListGraphqlApis: operation<appsyncModule.ListGraphqlApisRequest, appsyncModule.ListGraphqlApisResponse>(
      (input, { here }) => {
        const size = input.maxResults ?? 25;
        const page = paginate(here.graphqlApis ?? [], {
          of: 'graphql',
          size,
          token: input.nextToken,
          invalid: 'BadRequestException',
        });
        return { graphqlApis: page.items, nextToken: page.next };
      },
    ),
  },
});

export const cognito = defineService({
  name: 'cognito-idp',
  signingName: 'cognito-idp',
  client: new cognitoModule.CognitoIdentityProviderClient({ region: 'us-east-1' }),
  module: cognitoModule,
  operations: {
    ListUserPools: operation<cognitoModule.ListUserPoolsRequest, cognitoModule.ListUserPoolsResponse>(
      (input, { here }) => {
        const size = input.MaxResults ?? 60;
        if (size < 1 || size > 60)
          throw new AwsError('InvalidParameterException', 'MaxResults must be between 1 and 60');
        const pools = (here.userPools ?? []).map((pool) => without(pool, 'Arn'));
        const page = paginate(pools, {
          of: 'pools',
          size,
          token: input.NextToken,
          invalid: 'InvalidParameterException',
        });
        return { UserPools: page.items, NextToken: page.next };
      },
    ),
  },
});
