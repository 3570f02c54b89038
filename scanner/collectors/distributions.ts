import { z } from 'zod';
import { optionalText, rawItems, texts } from '../aws/answers.ts';
import { askPages } from '../aws/ask-pages.ts';
import { globalRegionOf } from '../aws/partitions.ts';
import { readItems } from '../aws/read-items.ts';
import type { CollectSession } from '../collector.ts';
import type { AccessLogFact } from '../facts/logging.ts';
import type { ExposedResourceFact } from '../facts/services.ts';
import type { Gap } from '../snapshot.ts';
import { addListGap } from './access-logs.ts';
import { distributionLogs } from './distribution-logs.ts';
import { absentField } from './open-regions.ts';
import { topic } from './web-acl-of.ts';

const DistributionsAnswer = z.object({
  /** S3-style XML leaves an empty list of items out; the count is always there. */
  DistributionList: z.object({ Quantity: z.number(), Items: rawItems, NextMarker: optionalText }),
});
const Behavior = z.object({ RealtimeLogConfigArn: optionalText });
const Distribution = z.object({
  ARN: z.string(),
  Id: z.string(),
  DomainName: optionalText,
  Enabled: z.boolean().nullish(),
  /** '' where there is none. */
  WebACLId: z.string().nullish(),
  Aliases: z.object({ Items: texts }).nullish(),
  DefaultCacheBehavior: Behavior.nullish(),
  CacheBehaviors: z.object({ Items: z.array(Behavior).nullish() }).nullish(),
});

/** Distributions belong to the whole account; the list itself names their web ACLs and real-time logs. */
export async function readDistributions(
  session: CollectSession,
): Promise<{ exposed: ExposedResourceFact[]; accessLogs: AccessLogFact[] }> {
  if (session.partition === 'aws-us-gov') return { exposed: [], accessLogs: [] };
  const { CloudFrontClient, ListDistributionsCommand } = await import('@aws-sdk/client-cloudfront');
  const region = globalRegionOf(session.partition);
  const client = session.client(CloudFrontClient, region);
  const { pages, failure } = await askPages(session, {
    topic,
    api: 'cloudfront:ListDistributions',
    region,
    answer: DistributionsAnswer,
    send: (Marker, options) => client.send(new ListDistributionsCommand(Marker ? { Marker } : {}), options),
    next: (page) => page.DistributionList.NextMarker,
  });
  const addGap = (gap: Gap) => addListGap(session, gap);
  if (failure) addGap(failure.gap);
  const enabled = pages.flatMap(({ value, source }) =>
    readItems(value.DistributionList.Items, Distribution, { topic, source, nameField: 'ARN' }, addGap)
      .filter((it) => it.Enabled !== false)
      .map(({ ARN: arn, Id: id, DomainName, Aliases, ...it }) => {
        const behaviors = [it.DefaultCacheBehavior, ...(it.CacheBehaviors?.Items ?? [])];
        return {
          source,
          arn,
          id,
          name: Aliases?.Items[0] ?? DomainName ?? id,
          webAcl: it.WebACLId,
          realTimeLogs: behaviors.map((behavior) => behavior?.RealtimeLogConfigArn ?? null),
        };
      }),
  );
  const exposed = enabled.flatMap(({ source, arn, name, webAcl }) => {
    const isSaid = typeof webAcl === 'string';
    if (!isSaid) session.addGap(absentField(topic, source, arn, 'WebACLId'));
    return isSaid
      ? [
          {
            source,
            kind: 'distribution' as const,
            arn,
            name,
            region: 'global',
            webAcl: { source, arn: webAcl || null },
          },
        ]
      : [];
  });
  return { exposed, accessLogs: await distributionLogs(session, enabled) };
}
