import {
  CloudWatchLogsClient,
  DescribeDeliveriesCommand,
  DescribeDeliverySourcesCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { z } from 'zod';
import { optionalText, promisedItems, texts } from '../aws/answers.ts';
import { askPages } from '../aws/ask-pages.ts';
import { readItems } from '../aws/read-items.ts';
import type { CollectSession } from '../collector.ts';
import type { Gap, Source, TopicName } from '../snapshot.ts';

interface LogDeliveries {
  /** ARN of the resource → ARN of the destination. */
  destinations: Map<string, string>;
  sources: Source[];
  gaps: Gap[];
}

const accessLogTypes = ['ACCESS_LOGS', 'ALB_ACCESS_LOGS', 'NLB_ACCESS_LOGS'];
const SourcesAnswer = z.object({ deliverySources: promisedItems, nextToken: optionalText });
const DeliverySource = z.object({
  name: z.string(),
  resourceArns: texts,
  logType: z.string(),
  status: optionalText,
});
const DeliveriesAnswer = z.object({ deliveries: promisedItems, nextToken: optionalText });
const Delivery = z.object({ deliverySourceName: z.string(), deliveryDestinationArn: z.string() });

/** Access logs CloudWatch Logs delivers. A source alone sends nothing: a delivery joins it to a destination. */
export async function readLogDeliveries(
  session: CollectSession,
  topic: TopicName,
  region: string,
  wanted: ReadonlySet<string>,
): Promise<LogDeliveries> {
  const gaps: Gap[] = [];
  const addGap = (gap: Gap) => gaps.push(gap);
  const client = session.client(CloudWatchLogsClient, region);
  const listed = await askPages(session, {
    topic,
    api: 'logs:DescribeDeliverySources',
    region,
    answer: SourcesAnswer,
    send: (nextToken, options) =>
      client.send(new DescribeDeliverySourcesCommand(nextToken ? { nextToken } : {}), options),
    next: (page) => page.nextToken,
  });
  if (listed.failure) addGap(listed.failure.gap);
  const resourceOf = new Map(
    listed.pages
      .flatMap(({ value, source }) =>
        readItems(value.deliverySources, DeliverySource, { topic, source, nameField: 'name' }, addGap),
      )
      .filter((it) => accessLogTypes.includes(it.logType) && it.status !== 'INACTIVE')
      .flatMap((it) => it.resourceArns.filter((arn) => wanted.has(arn)).map((arn) => [it.name, arn])),
  );
  const sources = listed.pages.slice(0, 1).map((it) => it.source);
  if (resourceOf.size === 0) return { destinations: new Map(), sources, gaps };
  const joined = await askPages(session, {
    topic,
    api: 'logs:DescribeDeliveries',
    region,
    answer: DeliveriesAnswer,
    send: (nextToken, options) =>
      client.send(new DescribeDeliveriesCommand(nextToken ? { nextToken } : {}), options),
    next: (page) => page.nextToken,
  });
  if (joined.failure) addGap(joined.failure.gap);
  const destinations = new Map(
    joined.pages
      .flatMap(({ value, source }) =>
        readItems(value.deliveries, Delivery, { topic, source, nameField: 'id' }, addGap),
      )
      .flatMap((it) => {
        const resource = resourceOf.get(it.deliverySourceName);
        return resource ? [[resource, it.deliveryDestinationArn]] : [];
      }),
  );
  return { destinations, sources: [...sources, ...joined.pages.slice(0, 1).map((it) => it.source)], gaps };
}
