import { z } from 'zod';
import { optionalText, promisedItems } from '../aws/answers.ts';
import { askPages } from '../aws/ask-pages.ts';
import { readItems } from '../aws/read-items.ts';
import type { CollectSession } from '../collector.ts';
import type { AccessLogFact } from '../facts/logging.ts';
import type { Gap } from '../snapshot.ts';
import { accessLogTopic, addListGap } from './access-logs.ts';
import { balancerLogs } from './load-balancer-logs.ts';
import { absentField } from './open-regions.ts';
import { type Exposed, topic } from './web-acl-of.ts';

const BalancersAnswer = z.object({ LoadBalancers: promisedItems, NextMarker: optionalText });
const Balancer = z.object({
  LoadBalancerArn: z.string(),
  LoadBalancerName: optionalText,
  Scheme: optionalText,
  Type: optionalText,
});

/** Those that face the internet: WAF guards application load balancers only, access logs are of network ones too. */
export async function loadBalancers(
  session: CollectSession,
  region: string,
): Promise<{ exposed: Exposed[]; accessLogs: AccessLogFact[] }> {
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
  const addGap = (gap: Gap) => addListGap(session, gap);
  if (failure) addGap(failure.gap);
  const facing = pages.flatMap(({ value, source }) =>
    readItems(value.LoadBalancers, Balancer, { topic, source, nameField: 'LoadBalancerArn' }, addGap)
      .filter((it) => it.Type !== 'gateway' && it.Scheme !== 'internal')
      .filter((it) => {
        if (it.Scheme !== null) return true;
        const gap = absentField(accessLogTopic, source, it.LoadBalancerArn, 'Scheme');
        if (it.Type === 'network') session.addGap(gap);
        else addGap(gap);
        return false;
      })
      .map((it) => ({
        source,
        kind: it.Type === 'network' ? ('network-load-balancer' as const) : ('load-balancer' as const),
        arn: it.LoadBalancerArn,
        name: it.LoadBalancerName ?? it.LoadBalancerArn,
        region,
      })),
  );
  const exposed = facing.flatMap(({ kind, ...it }) =>
    kind === 'load-balancer' ? [{ ...it, kind, knownWebAcl: undefined }] : [],
  );
  const balancers = facing.map(({ kind, arn, name }) => ({ kind, arn, name, region }));
  return { exposed, accessLogs: await balancerLogs(session, region, balancers) };
}
