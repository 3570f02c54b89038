import { EventBridgeClient, ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
import { z } from 'zod';
import { optionalText, promised } from '../aws/answers.ts';
import { askPages } from '../aws/ask-pages.ts';
import { inParallel } from '../aws/in-parallel.ts';
import { globalRegionOf } from '../aws/partitions.ts';
import { readItems } from '../aws/read-items.ts';
import type { Collector, CollectSession } from '../collector.ts';
import { parseArn } from '../link/arn.ts';
import type { EventRuleFact } from '../snapshot.ts';
import { listRules } from './list-rules.ts';

const topic = 'events.rules';

export const eventBridge: Collector = {
  name: 'EventBridge',
  fills: [topic],
  readsWanted: true,
  permissions: [
    {
      action: 'events:ListRules',
      why: 'Event rules that report an API call instead of a metric filter.',
      isSecondary: true,
    },
    { action: 'events:ListTargetsByRule', why: 'Whom such a rule tells.', isSecondary: true },
  ],

  async collect(session) {
    if ((session.known['cloudtrail.trails'] ?? []).length === 0) return {};
    return { [topic]: await rulesWhereNeeded(session) };
  },
};

interface Bus {
  name: string;
  region: string;
}

/**
 * Rules that take CloudTrail's events. Global services' events arrive in one region, the rest where they happen,
 * so the other regions are asked only when the first ones hold such a rule.
 */
async function rulesWhereNeeded(session: CollectSession): Promise<EventRuleFact[]> {
  const trails = session.known['cloudtrail.trails'] ?? [];
  const own = trails.filter((it) => it.ownerAccountId === session.accountId);
  const global = globalRegionOf(session.partition);
  const first = [
    ...new Set([...(session.regions.includes(global) ? [global] : []), ...own.map((it) => it.homeRegion)]),
  ];
  const found = await rulesOf(session, first.map(defaultBus));
  const wanted = session.wanted.flatMap(busOf);
  if (found.length === 0 && wanted.length === 0) return found;

  const others = session.regions.filter((it) => !first.includes(it));
  const further = found.length > 0 ? await rulesOf(session, others.map(defaultBus)) : [];
  const forwardedTo = [...found, ...further]
    .flatMap((it) => it.targets?.map((target) => target.arn) ?? [])
    .filter((it) => parseArn(it)?.accountId === session.accountId)
    .flatMap(busOf);
  const isRead = (bus: Bus) => bus.name === 'default' && (first.includes(bus.region) || further.length > 0);
  const buses = [...wanted, ...forwardedTo].filter((it) => !isRead(it));
  const unique = [...new Map(buses.map((it) => [`${it.region} ${it.name}`, it])).values()];
  return [...found, ...further, ...(await rulesOf(session, unique))];
}

function defaultBus(region: string): Bus {
  return { name: 'default', region };
}

function busOf(arn: string): Bus[] {
  const parsed = parseArn(arn);
  if (parsed?.service !== 'events' || !parsed.resource.startsWith('event-bus/')) return [];
  return [{ name: parsed.resource.slice('event-bus/'.length), region: parsed.region }];
}

async function rulesOf(session: CollectSession, buses: readonly Bus[]): Promise<EventRuleFact[]> {
  const read = await inParallel(buses, 8, (bus) => readRules(session, bus));
  return read.flat();
}

const Rule = z.object({
  Arn: z.string(),
  Name: z.string(),
  State: z.string(),
  EventPattern: optionalText,
  EventBusName: optionalText,
  ManagedBy: optionalText,
});

async function readRules(session: CollectSession, bus: Bus): Promise<EventRuleFact[]> {
  const { pages, failure } = await listRules(session, bus, { topic, isSecondary: true });
  if (failure && failure.code !== 'ResourceNotFoundException') session.addGap(failure.gap);
  const rules = pages.flatMap((page) =>
    readItems(
      page.value.Rules,
      Rule,
      { topic, source: page.source, nameField: 'Arn', isSecondary: true },
      session.addGap,
    )
      .filter(takesCloudTrailEvents)
      .map((it) => ({ ...it, source: page.source })),
  );
  return inParallel(rules, 4, async (it) => ({
    source: it.source,
    arn: it.Arn,
    name: it.Name,
    region: bus.region,
    eventBusName: it.EventBusName ?? bus.name,
    state: it.State,
    pattern: it.EventPattern,
    targets: it.State === 'DISABLED' ? [] : await readTargets(session, bus, it.Arn, it.Name),
  }));
}

/** Rules AWS services keep for themselves tell nobody. */
function takesCloudTrailEvents(rule: z.infer<typeof Rule>): boolean {
  if (rule.ManagedBy !== null || rule.EventPattern === null) return false;
  return rule.EventPattern.includes('CloudTrail') || !rule.EventPattern.includes('"detail-type"');
}

const TargetsAnswer = z.object({
  Targets: promised(z.object({ Id: optionalText, Arn: z.string() })),
  NextToken: z.string().nullish(),
});

async function readTargets(
  session: CollectSession,
  bus: Bus,
  arn: string,
  rule: string,
): Promise<EventRuleFact['targets']> {
  const client = session.client(EventBridgeClient, bus.region);
  const { pages, failure } = await askPages(session, {
    topic,
    api: 'events:ListTargetsByRule',
    region: bus.region,
    resource: arn,
    isSecondary: true,
    answer: TargetsAnswer,
    send: (NextToken, options) =>
      client.send(
        new ListTargetsByRuleCommand({
          Rule: rule,
          ...(bus.name !== 'default' && { EventBusName: bus.name }),
          ...(NextToken && { NextToken }),
        }),
        options,
      ),
    next: (page) => page.NextToken,
  });
  if (failure) {
    session.addGap(failure.gap);
    return null;
  }
  return pages.flatMap((page) => page.value.Targets.map((it) => ({ id: it.Id ?? it.Arn, arn: it.Arn })));
}
