import { GetTopicAttributesCommand, ListSubscriptionsByTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { z } from 'zod';
import { optionalText, promisedItems } from '../aws/answers.ts';
import { askPages } from '../aws/ask-pages.ts';
import { inParallel } from '../aws/in-parallel.ts';
import { readItems } from '../aws/read-items.ts';
import type { Collector, CollectSession } from '../collector.ts';
import { parseArn } from '../link/arn.ts';
import type { SnsTopicFact } from '../snapshot.ts';
import { relevantAlarms } from './relevant-alarms.ts';

const topic = 'sns.topics';

export const sns: Collector = {
  name: 'SNS',
  fills: [topic],
  readsWanted: true,
  permissions: [
    {
      action: 'sns:GetTopicAttributes',
      why: 'Whether CloudWatch may publish to the topic an alarm notifies.',
    },
    { action: 'sns:ListSubscriptionsByTopic', why: 'Whether anyone has confirmed a subscription.' },
  ],

  async collect(session) {
    return { [topic]: await inParallel(topicsToRead(session), 8, (arn) => readTopic(session, arn)) };
  },
};

/** Topics of this account that its alarms and event rules notify, or that other accounts' alarms name. */
function topicsToRead(session: CollectSession): string[] {
  const named = [
    ...relevantAlarms(session.known).flatMap((it) => it.alarmActions),
    ...(session.known['events.rules'] ?? []).flatMap((it) => it.targets?.map((target) => target.arn) ?? []),
    ...session.wanted,
  ];
  const own = named.filter((it) => {
    const arn = parseArn(it);
    return arn?.service === 'sns' && arn.accountId === session.accountId && !arn.resource.includes(':');
  });
  return [...new Set(own)].sort();
}

async function readTopic(session: CollectSession, arn: string): Promise<SnsTopicFact> {
  const region = parseArn(arn)?.region ?? session.homeRegion;
  const attributes = await readAttributes(session, arn, region);
  if (attributes === 'gone') {
    const at = new Date().toISOString();
    const source = { api: 'sns:GetTopicAttributes', region, at };
    return { source, arn, region, attributes: null, exists: false, subscriptions: null };
  }
  const subscriptions = await readSubscriptions(session, arn, region);
  const exists = subscriptions !== 'gone';
  return {
    source: attributes?.source ?? {
      api: 'sns:ListSubscriptionsByTopic',
      region,
      at: new Date().toISOString(),
    },
    arn,
    region,
    attributes: attributes?.value ?? null,
    exists,
    subscriptions: exists ? subscriptions : null,
  };
}

const AttributesAnswer = z.object({
  Attributes: z.object({ Policy: optionalText, KmsMasterKeyId: optionalText, Owner: optionalText }),
});

async function readAttributes(session: CollectSession, arn: string, region: string) {
  const client = session.client(SNSClient, region);
  const answer = await session.tryAsk({
    topic,
    api: 'sns:GetTopicAttributes',
    region,
    resource: arn,
    answer: AttributesAnswer,
    send: (options) => client.send(new GetTopicAttributesCommand({ TopicArn: arn }), options),
  });
  if (!answer.isAnswered) {
    if (isGone(answer.code)) return 'gone';
    session.addGap(answer.gap);
    return null;
  }
  const { Policy, KmsMasterKeyId, Owner } = answer.value.Attributes;
  return {
    source: answer.source,
    value: { policy: Policy, kmsKeyId: KmsMasterKeyId, ownerAccountId: Owner },
  };
}

const SubscriptionsAnswer = z.object({ Subscriptions: promisedItems, NextToken: z.string().nullish() });
const Subscription = z.object({
  SubscriptionArn: z.string(),
  Protocol: z
    .string()
    .nullish()
    .transform((it) => it ?? ''),
  Endpoint: z
    .string()
    .nullish()
    .transform((it) => it ?? ''),
});

/** `PendingConfirmation` and `Deleted` stand where a confirmed subscription has its ARN. */
async function readSubscriptions(session: CollectSession, arn: string, region: string) {
  const client = session.client(SNSClient, region);
  const { pages, failure } = await askPages(session, {
    topic,
    api: 'sns:ListSubscriptionsByTopic',
    region,
    resource: arn,
    answer: SubscriptionsAnswer,
    send: (NextToken, options) =>
      client.send(
        new ListSubscriptionsByTopicCommand({ TopicArn: arn, ...(NextToken && { NextToken }) }),
        options,
      ),
    next: (page) => page.NextToken,
    isEnough: (page) =>
      page.Subscriptions.some((it) => isConfirmed(Subscription.safeParse(it).data?.SubscriptionArn)),
  });
  if (failure && isGone(failure.code)) return 'gone';
  if (failure) session.addGap(failure.gap);
  const source = pages[0]?.source;
  if (!source) return null;
  const items = pages.flatMap((page) =>
    readItems(
      page.value.Subscriptions,
      Subscription,
      { topic, source: page.source, nameField: 'SubscriptionArn' },
      (gap) => session.addGap({ ...gap, resource: arn }),
    ),
  );
  return {
    source,
    items: items.map((it) => ({
      protocol: it.Protocol,
      endpoint: it.Endpoint,
      isConfirmed: isConfirmed(it.SubscriptionArn),
    })),
  };
}

function isConfirmed(subscriptionArn: string | undefined): boolean {
  return subscriptionArn?.startsWith('arn:') ?? false;
}

function isGone(code: string): boolean {
  return code === 'NotFound' || code === 'NotFoundException';
}
