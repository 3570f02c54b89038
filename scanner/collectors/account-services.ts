import { GetSubscriptionStateCommand, ShieldClient } from '@aws-sdk/client-shield';
import {
  DescribeTrustedAdvisorCheckSummariesCommand,
  DescribeTrustedAdvisorChecksCommand,
  SupportClient,
} from '@aws-sdk/client-support';
import { z } from 'zod';
import { optionalText, promisedItems } from '../aws/answers.ts';
import { globalRegionOf } from '../aws/partitions.ts';
import { readItems } from '../aws/read-items.ts';
import type { Collector, CollectSession } from '../collector.ts';
import type { ShieldFact, TrustedAdvisorFact } from '../facts/services.ts';

export const shield: Collector = {
  name: 'Shield',
  fills: ['shield.subscription'],
  readsWanted: false,
  permissions: [{ action: 'shield:GetSubscriptionState', why: 'Whether Shield Advanced is subscribed.' }],

  async collect(session) {
    const fact = await readShield(session);
    return fact ? { 'shield.subscription': fact } : {};
  },
};

/** AWS offers Shield Advanced in its commercial partition only. */
async function readShield(session: CollectSession): Promise<ShieldFact | null> {
  if (session.partition !== 'aws') return null;
  const region = globalRegionOf(session.partition);
  const client = session.client(ShieldClient, region);
  const answer = await session.ask({
    topic: 'shield.subscription',
    api: 'shield:GetSubscriptionState',
    region,
    answer: z.object({ SubscriptionState: z.enum(['ACTIVE', 'INACTIVE']) }),
    send: (options) => client.send(new GetSubscriptionStateCommand({}), options),
  });
  return answer.isAnswered
    ? { source: answer.source, isSubscribed: answer.value.SubscriptionState === 'ACTIVE' }
    : null;
}

export const trustedAdvisor: Collector = {
  name: 'Trusted Advisor',
  fills: ['support.trusted-advisor'],
  readsWanted: false,
  permissions: [
    { action: 'support:DescribeTrustedAdvisorChecks', why: 'Which security checks Trusted Advisor runs.' },
    { action: 'support:DescribeTrustedAdvisorCheckSummaries', why: 'Which of them are red or yellow.' },
  ],

  async collect(session) {
    const fact = await readAdvisor(session);
    return fact ? { 'support.trusted-advisor': fact } : {};
  },
};

const ChecksAnswer = z.object({ checks: promisedItems });
const AdvisorCheck = z.object({ id: z.string(), name: optionalText, category: z.string() });

async function readAdvisor(session: CollectSession): Promise<TrustedAdvisorFact | null> {
  const topic = 'support.trusted-advisor';
  const region = globalRegionOf(session.partition);
  const client = session.client(SupportClient, region);
  const answer = await session.tryAsk({
    topic,
    api: 'support:DescribeTrustedAdvisorChecks',
    region,
    answer: ChecksAnswer,
    send: (options) => client.send(new DescribeTrustedAdvisorChecksCommand({ language: 'en' }), options),
  });
  if (!answer.isAnswered) {
    if (answer.code === 'SubscriptionRequiredException') {
      const source = { api: answer.gap.api, region, at: answer.gap.at };
      return { source, isSubscribed: false, checks: null };
    }
    session.addGap(answer.gap);
    return null;
  }
  const { source } = answer;
  const security = readItems(
    answer.value.checks,
    AdvisorCheck,
    { topic, source, nameField: 'id' },
    session.addGap,
  ).filter((it) => it.category === 'security');
  const names = new Map(security.map((it) => [it.id, it.name ?? it.id]));
  const checks = names.size > 0 ? await readSummaries(session, names) : { source, items: [] };
  return { source, isSubscribed: true, checks };
}

const SummariesAnswer = z.object({ summaries: promisedItems });
const Summary = z.object({
  checkId: z.string(),
  status: z.string(),
  resourcesSummary: z.object({ resourcesFlagged: z.number().nullish() }).nullish(),
});

async function readSummaries(
  session: CollectSession,
  names: ReadonlyMap<string, string>,
): Promise<TrustedAdvisorFact['checks']> {
  const topic = 'support.trusted-advisor';
  const region = globalRegionOf(session.partition);
  const client = session.client(SupportClient, region);
  const answer = await session.ask({
    topic,
    api: 'support:DescribeTrustedAdvisorCheckSummaries',
    region,
    answer: SummariesAnswer,
    send: (options) =>
      client.send(new DescribeTrustedAdvisorCheckSummariesCommand({ checkIds: [...names.keys()] }), options),
  });
  if (!answer.isAnswered) return null;
  const { source } = answer;
  const items = readItems(
    answer.value.summaries,
    Summary,
    { topic, source, nameField: 'checkId' },
    session.addGap,
  ).map((it) => ({
    id: it.checkId,
    name: names.get(it.checkId) ?? it.checkId,
    status: it.status,
    flaggedResources: it.resourcesSummary?.resourcesFlagged ?? 0,
  }));
  return { source, items };
}
