import { z } from 'zod';
import { optionalText, rawItems, texts } from '../aws/answers.ts';
import { askPages } from '../aws/ask-pages.ts';
import { inParallel } from '../aws/in-parallel.ts';
import { globalRegionOf } from '../aws/partitions.ts';
import { readItems } from '../aws/read-items.ts';
import type { Collector, CollectSession } from '../collector.ts';
import type { ExposedResourceFact } from '../facts/services.ts';
import { absentField, openRegions } from './open-regions.ts';
import { exposedStages } from './rest-api-stages.ts';
import { type Exposed, protectedBy, topic } from './web-acl-of.ts';

export const exposedResources: Collector = {
  name: 'Internet-facing resources',
  fills: [topic],
  readsWanted: false,
  permissions: [
    { action: 'elasticloadbalancing:DescribeLoadBalancers', why: 'Which load balancers face the internet.' },
    { action: 'apigateway:GET', why: 'Which REST API stages face the internet, and their web ACLs.' },
    { action: 'appsync:ListGraphqlApis', why: 'Which GraphQL APIs face the internet.' },
    { action: 'cognito-idp:ListUserPools', why: 'Which Cognito user pools there are.' },
    {
      action: 'cloudfront:ListDistributions',
      why: 'Which CloudFront distributions there are, and their web ACLs.',
    },
    { action: 'wafv2:GetWebACLForResource', why: 'Which web ACL protects an internet-facing resource.' },
  ],

  async collect(session) {
    const regional = await inParallel(openRegions(session), 8, (region) => readRegion(session, region));
    const distributions = await readDistributions(session);
    return { [topic]: [...regional.flat(), ...distributions] };
  },
};

async function readRegion(session: CollectSession, region: string): Promise<ExposedResourceFact[]> {
  const found = await Promise.all([
    loadBalancers(session, region),
    exposedStages(session, region),
    graphqlApis(session, region),
    userPools(session, region),
  ]);
  return inParallel(found.flat(), 4, (it) => protectedBy(session, it));
}

const BalancersAnswer = z.object({ LoadBalancers: rawItems, NextMarker: optionalText });
const Balancer = z.object({
  LoadBalancerArn: z.string(),
  LoadBalancerName: optionalText,
  Scheme: optionalText,
  Type: optionalText,
});

async function loadBalancers(session: CollectSession, region: string): Promise<Exposed[]> {
  const { DescribeLoadBalancersCommand, ElasticLoadBalancingV2Client } = await import(
    '@aws-sdk/client-elastic-load-balancing-v2'
  );
  const client = session.client(ElasticLoadBalancingV2Client, region);
  const { pages, failure } = await askPages(session, {
    topic,
    api: 'elasticloadbalancing:DescribeLoadBalancers',
    region,
    answer: BalancersAnswer,
    send: (Marker, options) =>
      client.send(new DescribeLoadBalancersCommand(Marker ? { Marker } : {}), options),
    next: (page) => page.NextMarker,
  });
  if (failure) session.addGap(failure.gap);
  return pages.flatMap((page) =>
    readItems(
      page.value.LoadBalancers,
      Balancer,
      { topic, source: page.source, nameField: 'LoadBalancerArn' },
      session.addGap,
    )
      .filter((it) => it.Type !== 'network' && it.Type !== 'gateway' && it.Scheme !== 'internal')
      .filter((it) => {
        if (it.Scheme === null) session.addGap(absentField(topic, page.source, it.LoadBalancerArn, 'Scheme'));
        return it.Scheme !== null;
      })
      .map((it) => ({
        source: page.source,
        kind: 'load-balancer' as const,
        arn: it.LoadBalancerArn,
        name: it.LoadBalancerName ?? it.LoadBalancerArn,
        region,
        knownWebAcl: undefined,
      })),
  );
}

const ApisAnswer = z.object({ graphqlApis: rawItems, nextToken: optionalText });
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

const PoolsAnswer = z.object({ UserPools: rawItems, NextToken: optionalText });
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

const DistributionsAnswer = z.object({
  DistributionList: z.object({ Items: rawItems, NextMarker: optionalText }).nullish(),
});
const Distribution = z.object({
  ARN: z.string(),
  Id: z.string(),
  DomainName: optionalText,
  Enabled: z.boolean().nullish(),
  /** '' where there is none. */
  WebACLId: z.string(),
  Aliases: z.object({ Items: texts }).nullish(),
});

/** Distributions belong to the whole account; the list itself names their web ACLs. */
async function readDistributions(session: CollectSession): Promise<ExposedResourceFact[]> {
  if (session.partition === 'aws-us-gov') return [];
  const { CloudFrontClient, ListDistributionsCommand } = await import('@aws-sdk/client-cloudfront');
  const region = globalRegionOf(session.partition);
  const client = session.client(CloudFrontClient, region);
  const { pages, failure } = await askPages(session, {
    topic,
    api: 'cloudfront:ListDistributions',
    region,
    answer: DistributionsAnswer,
    send: (Marker, options) => client.send(new ListDistributionsCommand(Marker ? { Marker } : {}), options),
    next: (page) => page.DistributionList?.NextMarker,
  });
  if (failure) session.addGap(failure.gap);
  return pages.flatMap(({ value, source }) =>
    readItems(
      value.DistributionList?.Items ?? [],
      Distribution,
      { topic, source, nameField: 'ARN' },
      session.addGap,
    )
      .filter((it) => it.Enabled !== false)
      .map((it) => ({
        source,
        kind: 'distribution' as const,
        arn: it.ARN,
        name: it.Aliases?.Items[0] ?? it.DomainName ?? it.Id,
        region: 'global',
        webAcl: { source, arn: it.WebACLId || null },
      })),
  );
}
