import { z } from 'zod';
import { optionalText, promisedItems } from '../aws/answers.ts';
import { askPages } from '../aws/ask-pages.ts';
import { inParallel } from '../aws/in-parallel.ts';
import { readItems } from '../aws/read-items.ts';
import type { Collector, CollectSession } from '../collector.ts';
import { accessLogTopic } from './access-logs.ts';
import { readDistributions } from './distributions.ts';
import { httpApiStages } from './http-api-stages.ts';
import { loadBalancers } from './load-balancers.ts';
import { openRegions } from './open-regions.ts';
import { exposedStages } from './rest-api-stages.ts';
import { type Exposed, protectedBy, topic } from './web-acl-of.ts';

export const exposedResources: Collector = {
  name: 'Internet-facing resources',
  fills: [topic, accessLogTopic],
  readsWanted: false,
  permissions: [
    { action: 'elasticloadbalancing:DescribeLoadBalancers', why: 'Which load balancers face the internet.' },
    {
      action: 'elasticloadbalancing:DescribeLoadBalancerAttributes',
      why: 'Whether a load balancer writes access logs.',
      topics: [accessLogTopic],
    },
    {
      action: 'elasticloadbalancing:DescribeListeners',
      why: 'Whether a network load balancer has TLS requests to log.',
      topics: [accessLogTopic],
    },
    {
      action: 'apigateway:GET',
      why: 'Which API stages face the internet, their web ACLs and access logs.',
    },
    { action: 'appsync:ListGraphqlApis', why: 'Which GraphQL APIs face the internet.', topics: [topic] },
    { action: 'cognito-idp:ListUserPools', why: 'Which Cognito user pools there are.', topics: [topic] },
    {
      action: 'cloudfront:ListDistributions',
      why: 'Which CloudFront distributions there are, their web ACLs and real-time logs.',
    },
    {
      action: 'cloudfront:GetDistributionConfig',
      why: 'Whether a distribution writes access logs.',
      topics: [accessLogTopic],
    },
    {
      action: 'logs:DescribeDeliverySources',
      why: 'Which resources CloudWatch Logs delivers access logs of.',
      topics: [accessLogTopic],
    },
    {
      action: 'logs:DescribeDeliveries',
      why: 'Where CloudWatch Logs delivers access logs to.',
      topics: [accessLogTopic],
    },
    {
      action: 'wafv2:GetWebACLForResource',
      why: 'Which web ACL protects an internet-facing resource.',
      topics: [topic],
    },
    {
      action: 'wafv2:GetWebACL',
      why: 'AWS WAF demands it before it names the web ACL of a resource.',
      topics: [topic],
    },
    {
      action: 'cognito-idp:GetWebACLForResource',
      why: 'AWS WAF demands it before it names the web ACL of a user pool.',
      topics: [topic],
    },
  ],

  async collect(session) {
    const regional = await inParallel(openRegions(session), 8, (region) => readRegion(session, region));
    const distributions = await readDistributions(session);
    return {
      [topic]: [...regional.flatMap((it) => it.exposed), ...distributions.exposed],
      [accessLogTopic]: [...regional.flatMap((it) => it.accessLogs), ...distributions.accessLogs],
    };
  },
};

async function readRegion(session: CollectSession, region: string) {
  const [balancers, stages, httpStages, ...others] = await Promise.all([
    loadBalancers(session, region),
    exposedStages(session, region),
    httpApiStages(session, region),
    graphqlApis(session, region),
    userPools(session, region),
  ]);
  const found = [...balancers.exposed, ...stages.map((it) => it.exposed), ...others.flat()];
  return {
    exposed: await inParallel(found, 4, (it) => protectedBy(session, it)),
    accessLogs: [...balancers.accessLogs, ...stages.map((it) => it.accessLog), ...httpStages],
  };
}

const ApisAnswer = z.object({ graphqlApis: promisedItems, nextToken: optionalText });
const Api = z.object({
  arn: z.string(),
  name: optionalText,
  visibility: optionalText,
  wafWebAclArn: optionalText,
});

async function graphqlApis(session: CollectSession, region: string): Promise<Exposed[]> {
  const { AppSyncClient, ListGraphqlApisCommand } = await import('@aws-sdk/client-appsync');
  const client = session.client(AppSyncClient, region);
  const { pages, failure } = await askPages(session, {
    topic,
    api: 'appsync:ListGraphqlApis',
    region,
    answer: ApisAnswer,
    send: (nextToken, options) =>
      client.send(new ListGraphqlApisCommand({ maxResults: 25, ...(nextToken && { nextToken }) }), options),
    next: (page) => page.nextToken,
  });
  if (failure) session.addGap(failure.gap);
  return pages.flatMap((page) =>
    readItems(page.value.graphqlApis, Api, { topic, source: page.source, nameField: 'arn' }, session.addGap)
      .filter((it) => it.visibility !== 'PRIVATE')
      .map((it) => ({
        source: page.source,
        kind: 'graphql-api' as const,
        arn: it.arn,
        name: it.name ?? it.arn,
        region,
        knownWebAcl: it.wafWebAclArn ?? undefined,
      })),
  );
}

const PoolsAnswer = z.object({ UserPools: promisedItems, NextToken: optionalText });
const Pool = z.object({ Id: z.string(), Name: optionalText });

async function userPools(session: CollectSession, region: string): Promise<Exposed[]> {
  const { CognitoIdentityProviderClient, ListUserPoolsCommand } = await import(
    '@aws-sdk/client-cognito-identity-provider'
  );
  const client = session.client(CognitoIdentityProviderClient, region);
  const { pages, failure } = await askPages(session, {
    topic,
    api: 'cognito-idp:ListUserPools',
    region,
    answer: PoolsAnswer,
    send: (NextToken, options) =>
      client.send(new ListUserPoolsCommand({ MaxResults: 60, ...(NextToken && { NextToken }) }), options),
    next: (page) => page.NextToken,
  });
  if (failure) session.addGap(failure.gap);
  return pages.flatMap((page) =>
    readItems(
      page.value.UserPools,
      Pool,
      { topic, source: page.source, nameField: 'Id' },
      session.addGap,
    ).map((it) => ({
      source: page.source,
      kind: 'user-pool' as const,
      arn: `arn:${session.partition}:cognito-idp:${region}:${session.accountId}:userpool/${it.Id}`,
      name: it.Name ?? it.Id,
      region,
      knownWebAcl: undefined,
    })),
  );
}
