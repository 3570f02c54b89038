import { z } from 'zod';
import { optionalText } from '../aws/answers.ts';
import { inParallel } from '../aws/in-parallel.ts';
import { globalRegionOf } from '../aws/partitions.ts';
import type { CollectSession } from '../collector.ts';
import type { AccessLogFact } from '../facts/logging.ts';
import type { Source } from '../snapshot.ts';
import { accessLogTopic, type OwnLog, withDeliveries } from './access-logs.ts';
import { absentField } from './open-regions.ts';

interface Distribution {
  arn: string;
  id: string;
  name: string;
  /** The real-time log of each cache behavior, the default one first. */
  realTimeLogs: readonly (string | null)[];
  /** The answer that listed it. */
  source: Source;
}

export async function distributionLogs(
  session: CollectSession,
  distributions: readonly Distribution[],
): Promise<AccessLogFact[]> {
  const own = await inParallel(distributions, 4, (it) => ownLog(session, it));
  return withDeliveries(session, globalRegionOf(session.partition), own);
}

const ConfigAnswer = z.object({
  DistributionConfig: z.object({
    Logging: z.object({ Enabled: z.boolean().nullish(), Bucket: optionalText }).nullish(),
  }),
});

async function ownLog(
  session: CollectSession,
  { arn, id, name, realTimeLogs, source: listed }: Distribution,
): Promise<OwnLog> {
  const distribution = { kind: 'distribution' as const, arn, name, region: 'global' };
  const [anyLog] = realTimeLogs.flatMap((it) => it ?? []);
  if (anyLog && !realTimeLogs.includes(null))
    return { ...distribution, realTime: 'all', to: anyLog, sources: [listed], gaps: [] };
  const partly = { ...distribution, ...(anyLog && { realTime: 'some' as const }) };
  const { CloudFrontClient, GetDistributionConfigCommand } = await import('@aws-sdk/client-cloudfront');
  const region = globalRegionOf(session.partition);
  const client = session.client(CloudFrontClient, region);
  const answer = await session.tryAsk({
    topic: accessLogTopic,
    api: 'cloudfront:GetDistributionConfig',
    region,
    resource: arn,
    answer: ConfigAnswer,
    send: (options) => client.send(new GetDistributionConfigCommand({ Id: id }), options),
  });
  if (!answer.isAnswered) return { ...partly, to: null, sources: [], gaps: [answer.gap] };
  const { source } = answer;
  const { Enabled: isEnabled, Bucket } = answer.value.DistributionConfig.Logging ?? {};
  const isSaid = typeof isEnabled === 'boolean';
  const gaps = isSaid ? [] : [absentField(accessLogTopic, source, arn, 'Logging.Enabled')];
  return { ...partly, to: isEnabled ? `s3://${Bucket ?? ''}` : null, sources: [source], gaps };
}
