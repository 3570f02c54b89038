import { type RestApi, RestApi$, type Stage, Stage$ } from '@aws-sdk/client-api-gateway';
import { type Api, Api$, type Stage as ApiStage, Stage$ as ApiStage$ } from '@aws-sdk/client-apigatewayv2';
import { type GraphqlApi, GraphqlApi$ } from '@aws-sdk/client-appsync';
import {
  type DistributionSummary,
  DistributionSummary$,
  type LoggingConfig,
  LoggingConfig$,
} from '@aws-sdk/client-cloudfront';
import {
  type Delivery,
  Delivery$,
  type DeliverySource,
  DeliverySource$,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  type UserPoolDescriptionType,
  UserPoolDescriptionType$,
} from '@aws-sdk/client-cognito-identity-provider';
import { type FlowLog, FlowLog$, type Instance, Instance$, type Vpc, Vpc$ } from '@aws-sdk/client-ec2';
import { type Repository, Repository$ } from '@aws-sdk/client-ecr';
import {
  type Listener,
  Listener$,
  type LoadBalancer,
  LoadBalancer$,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { type FunctionConfiguration, FunctionConfiguration$ } from '@aws-sdk/client-lambda';
import { type Subscription, Subscription$ } from '@aws-sdk/client-shield';
import {
  type TrustedAdvisorCheckDescription,
  TrustedAdvisorCheckDescription$,
  type TrustedAdvisorCheckResult,
  TrustedAdvisorCheckResult$,
} from '@aws-sdk/client-support';
import { type WebACLSummary, WebACLSummary$ } from '@aws-sdk/client-wafv2';
import { z } from 'zod';
import { awsShape, awsStruct, text } from './shape.ts';
import { PublicAccessBlock } from './storage.ts';
import { strict } from './strict.ts';

const WebAcl = awsStruct<WebACLSummary>(WebACLSummary$).with({ resources: z.array(text).optional() });

const Balancer = awsStruct<LoadBalancer>(LoadBalancer$).with({
  /** By AWS's own keys, such as `access_logs.s3.enabled`. */
  attributes: z.record(z.string(), text).optional(),
  listeners: z.array(awsShape<Listener>(Listener$)).optional(),
});

const StagedRestApi = awsStruct<RestApi>(RestApi$).with({
  stages: z.array(awsShape<Stage>(Stage$)).optional(),
});

const HttpApi = awsStruct<Api>(Api$).with({ stages: z.array(awsShape<ApiStage>(ApiStage$)).optional() });

const LogSource = awsStruct<DeliverySource>(DeliverySource$).with({
  deliveries: z.array(awsShape<Delivery>(Delivery$)).optional(),
});

const UserPool = awsStruct<UserPoolDescriptionType>(UserPoolDescriptionType$).with({ Arn: text.optional() });

export const exposureSections = {
  vpcs: z.array(awsShape<Vpc>(Vpc$)).optional(),
  flowLogs: z.array(awsShape<FlowLog>(FlowLog$)).optional(),
  instances: z.array(awsShape<Instance>(Instance$)).optional(),
  repositories: z.array(awsShape<Repository>(Repository$)).optional(),
  functions: z.array(awsShape<FunctionConfiguration>(FunctionConfiguration$)).optional(),
  webAcls: z.array(WebAcl).optional(),
  loadBalancers: z.array(Balancer).optional(),
  restApis: z.array(StagedRestApi).optional(),
  httpApis: z.array(HttpApi).optional(),
  graphqlApis: z.array(awsShape<GraphqlApi>(GraphqlApi$)).optional(),
  userPools: z.array(UserPool).optional(),
  deliverySources: z.array(LogSource).optional(),
};

const AdvisorCheck = awsStruct<TrustedAdvisorCheckDescription>(TrustedAdvisorCheckDescription$).with({
  result: awsShape<TrustedAdvisorCheckResult>(TrustedAdvisorCheckResult$).optional(),
});

const Distribution = awsStruct<DistributionSummary>(DistributionSummary$).with({
  Logging: awsShape<LoggingConfig>(LoggingConfig$).optional(),
});

/** What an account has once, whatever the region asked. */
export const GlobalBlock = strict({
  publicAccessBlock: PublicAccessBlock.optional(),
  distributions: z.array(Distribution).optional(),
  webAcls: z.array(WebAcl).optional(),
  shield: awsShape<Subscription>(Subscription$).optional(),
  trustedAdvisor: z.array(AdvisorCheck).optional(),
});
export type GlobalBlock = z.infer<typeof GlobalBlock>;
