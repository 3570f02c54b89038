import { z } from 'zod';
import type { Answer } from '../aws/ask.ts';
import type { CollectSession } from '../collector.ts';
import type { ClosedRegionFact } from '../facts/logging.ts';
import type { Gap } from '../snapshot.ts';

/**
 * A refusal by one service may be about that service. When services as unlike as these refuse as well, the region is
 * closed: one gap stands for all that could be asked there. Policies that close regions often exempt what works across
 * regions, Config among it; what they exempt is asked all the same.
 * @returns null: the region is open.
 */
export async function closedRegion(
  session: CollectSession,
  region: string,
  gap: Gap,
): Promise<ClosedRegionFact | null> {
  const why = refusalOf(gap);
  if (why === null) return null;
  if (!isRefused(await listDetectors(session, region))) return null;
  if (!isRefused(await describeLoadBalancers(session, region))) return null;
  const isWhole = isRefused(await describeRecorders(session, region));
  session.addGap({ ...gap, topic: 'account.closed-regions' });
  return {
    source: { api: gap.api, region, at: gap.at },
    region,
    why,
    ...(!isWhole && { isExempting: true }),
  };
}

function refusalOf(gap: Gap): ClosedRegionFact['why'] | null {
  if (gap.kind === 'region-off') return 'region-off';
  return gap.deniedBy === 'scp' ? 'scp' : null;
}

function isRefused(answer: Answer<unknown>): boolean {
  return !answer.isAnswered && refusalOf(answer.gap) !== null;
}

async function listDetectors(session: CollectSession, region: string): Promise<Answer<unknown>> {
  const { GuardDutyClient, ListDetectorsCommand } = await import('@aws-sdk/client-guardduty');
  const client = session.client(GuardDutyClient, region);
  return session.tryAsk({
    topic: 'guardduty.regions',
    api: 'guardduty:ListDetectors',
    region,
    answer: z.unknown(),
    send: (options) => client.send(new ListDetectorsCommand({}), options),
  });
}

async function describeLoadBalancers(session: CollectSession, region: string): Promise<Answer<unknown>> {
  const { DescribeLoadBalancersCommand, ElasticLoadBalancingV2Client } = await import(
    '@aws-sdk/client-elastic-load-balancing-v2'
  );
  const client = session.client(ElasticLoadBalancingV2Client, region);
  return session.tryAsk({
    topic: 'waf.exposed-resources',
    api: 'elasticloadbalancing:DescribeLoadBalancers',
    region,
    answer: z.unknown(),
    send: (options) => client.send(new DescribeLoadBalancersCommand({ PageSize: 1 }), options),
  });
}

async function describeRecorders(session: CollectSession, region: string): Promise<Answer<unknown>> {
  const { ConfigServiceClient, DescribeConfigurationRecordersCommand } = await import(
    '@aws-sdk/client-config-service'
  );
  const client = session.client(ConfigServiceClient, region);
  return session.tryAsk({
    topic: 'config.regions',
    api: 'config:DescribeConfigurationRecorders',
    region,
    answer: z.unknown(),
    send: (options) => client.send(new DescribeConfigurationRecordersCommand({}), options),
  });
}
