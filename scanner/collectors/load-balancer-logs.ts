import type { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { z } from 'zod';
import { optionalText, promised } from '../aws/answers.ts';
import { askPages } from '../aws/ask-pages.ts';
import { inParallel } from '../aws/in-parallel.ts';
import type { CollectSession } from '../collector.ts';
import type { AccessLogFact } from '../facts/logging.ts';
import type { Gap } from '../snapshot.ts';
import { accessLogTopic, type OwnLog, withDeliveries } from './access-logs.ts';
import { absentField } from './open-regions.ts';

type Balancer = Omit<AccessLogFact, 'log'>;

/** A network load balancer logs TLS requests only; one without a TLS listener has nothing to log and is left out. */
export async function balancerLogs(
  session: CollectSession,
  region: string,
  balancers: readonly Balancer[],
): Promise<AccessLogFact[]> {
  const asked = await inParallel(balancers, 4, async (it) => {
    const own = await ownLog(session, it);
    if (own.to !== null || it.kind === 'load-balancer') return [own];
    const tls = await hasTlsListener(session, it);
    if (tls === false) return [];
    return [tls === true ? own : { ...own, gaps: [...own.gaps, tls] }];
  });
  return withDeliveries(session, region, asked.flat());
}

const AttributesAnswer = z.object({
  Attributes: z.array(z.object({ Key: z.string(), Value: optionalText })).nullish(),
});

async function ownLog(session: CollectSession, balancer: Balancer): Promise<OwnLog> {
  const { DescribeLoadBalancerAttributesCommand } = await import('@aws-sdk/client-elastic-load-balancing-v2');
  const client = await clientIn(session, balancer.region);
  const answer = await session.tryAsk({
    topic: accessLogTopic,
    api: 'elasticloadbalancing:DescribeLoadBalancerAttributes',
    region: balancer.region,
    resource: balancer.arn,
    answer: AttributesAnswer,
    send: (options) =>
      client.send(new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn: balancer.arn }), options),
  });
  if (!answer.isAnswered) return { ...balancer, to: null, sources: [], gaps: [answer.gap] };
  const { source } = answer;
  const values = new Map(answer.value.Attributes?.map((it) => [it.Key, it.Value]));
  const isEnabled = values.get('access_logs.s3.enabled');
  const to = isEnabled === 'true' ? `s3://${values.get('access_logs.s3.bucket') ?? ''}` : null;
  const gaps = isEnabled ? [] : [absentField(accessLogTopic, source, balancer.arn, 'access_logs.s3.enabled')];
  return { ...balancer, to, sources: [source], gaps };
}

const ListenersAnswer = z.object({
  Listeners: promised(z.object({ Protocol: optionalText })),
  NextMarker: optionalText,
});

/** A gap leaves it open. */
async function hasTlsListener(session: CollectSession, balancer: Balancer): Promise<boolean | Gap> {
  const { DescribeListenersCommand } = await import('@aws-sdk/client-elastic-load-balancing-v2');
  const client = await clientIn(session, balancer.region);
  const hasTls = (page: z.infer<typeof ListenersAnswer>) =>
    page.Listeners.some((it) => it.Protocol === 'TLS');
  const { pages, failure } = await askPages(session, {
    topic: accessLogTopic,
    api: 'elasticloadbalancing:DescribeListeners',
    region: balancer.region,
    resource: balancer.arn,
    answer: ListenersAnswer,
    send: (Marker, options) =>
      client.send(
        new DescribeListenersCommand({ LoadBalancerArn: balancer.arn, ...(Marker && { Marker }) }),
        options,
      ),
    next: (page) => page.NextMarker,
    isEnough: hasTls,
  });
  if (pages.some((it) => hasTls(it.value))) return true;
  return failure?.gap ?? false;
}

async function clientIn(session: CollectSession, region: string): Promise<ElasticLoadBalancingV2Client> {
  const sdk = await import('@aws-sdk/client-elastic-load-balancing-v2');
  return session.client(sdk.ElasticLoadBalancingV2Client, region);
}
