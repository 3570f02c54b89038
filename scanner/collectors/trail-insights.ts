import { CloudTrailClient, GetInsightSelectorsCommand } from '@aws-sdk/client-cloudtrail';
import { z } from 'zod';
import { notSent, optionalText } from '../aws/answers.ts';
import { inParallel } from '../aws/in-parallel.ts';
import type { Collector, CollectSession } from '../collector.ts';
import type { TrailInsightsFact } from '../facts/services.ts';
import type { TrailFact } from '../snapshot.ts';

const topic = 'cloudtrail.insights';

export const trailInsights: Collector = {
  name: 'CloudTrail Insights',
  fills: [topic],
  readsWanted: false,
  permissions: [{ action: 'cloudtrail:GetInsightSelectors', why: 'Whether CloudTrail Insights is on.' }],

  async collect(session) {
    const own = (session.known['cloudtrail.trails'] ?? []).filter(
      (it) => it.ownerAccountId === session.accountId && it.status?.isLogging !== false,
    );
    const read = await inParallel(own, 4, (trail) => readInsights(session, trail));
    return { [topic]: read.flatMap((it) => (it ? [it] : [])) };
  },
};

const InsightsAnswer = z
  .object({
    TrailARN: optionalText,
    InsightSelectors: z.array(z.object({ InsightType: optionalText })).nullish(),
  })
  .refine((it) => it.TrailARN ?? it.InsightSelectors, { path: ['InsightSelectors'], error: notSent });

async function readInsights(session: CollectSession, trail: TrailFact): Promise<TrailInsightsFact | null> {
  const client = session.client(CloudTrailClient, trail.homeRegion);
  const answer = await session.tryAsk({
    topic,
    api: 'cloudtrail:GetInsightSelectors',
    region: trail.homeRegion,
    resource: trail.arn,
    answer: InsightsAnswer,
    send: (options) => client.send(new GetInsightSelectorsCommand({ TrailName: trail.arn }), options),
  });
  if (answer.isAnswered) {
    const insightTypes = (answer.value.InsightSelectors ?? []).flatMap((it) => it.InsightType ?? []);
    return { source: answer.source, trailArn: trail.arn, insightTypes };
  }
  if (answer.code === 'InsightNotEnabledException') {
    const source = { api: answer.gap.api, region: trail.homeRegion, at: answer.gap.at };
    return { source, trailArn: trail.arn, insightTypes: [] };
  }
  session.addGap(answer.gap);
  return null;
}
