import { EventBridgeClient, ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
import { z } from 'zod';
import { optionalText, promised } from '../aws/answers.ts';
import { inParallel } from '../aws/in-parallel.ts';
import { globalRegionOf } from '../aws/partitions.ts';
import { readItems } from '../aws/read-items.ts';
import type { Collector, CollectSession } from '../collector.ts';
import type { ResponseAlarmFact, ResponseRuleFact } from '../facts/services.ts';
import { isSecurityPattern, runsSomething } from '../link/automation.ts';
import type { Topics } from '../snapshot.ts';
import { listRules } from './list-rules.ts';
import { openRegions } from './open-regions.ts';
import { readResponseAlarms } from './response-alarms.ts';
import { alarmRegions } from './trail-log-groups.ts';

const topic = 'events.response-rules';
const alarmTopic = 'cloudwatch.response-alarms';

export const responseRules: Collector = {
  name: 'Automated responses',
  fills: [topic, alarmTopic],
  readsWanted: false,
  permissions: [
    { action: 'events:ListRules', why: 'Event rules that answer a finding or a call by themselves.' },
    { action: 'events:ListTargetsByRule', why: 'What such a rule runs.' },
    {
      action: 'cloudwatch:DescribeAlarms',
      why: 'Alarms that run something, in an account whose trails have no log group.',
    },
  ],

  async collect(session) {
    const rules: ResponseRuleFact[] = [];
    const alarms: ResponseAlarmFact[] = [];
    if (isAnswered(session.known)) return { [topic]: rules, [alarmTopic]: alarms };
    const trails = session.known['cloudtrail.trails'];
    // A member behind an organization's trail is not asked in every region: ten calls are all its chain takes.
    const isMember = trails?.some((it) => it.ownerAccountId !== session.accountId);
    const skipsAlarms = trails === undefined || isMember || alarmRegions(session).length > 0;
    for (const regions of inTurn(session)) {
      const found = await inParallel(regions, 8, (region) => readRules(session, region));
      rules.push(...found.flat());
      if (rules.some((it) => it.targetArns?.some(runsSomething))) break;
      if (skipsAlarms) continue;
      alarms.push(...(await inParallel(regions, 8, (region) => readResponseAlarms(session, region))).flat());
      if (alarms.length > 0) break;
    }
    return { [topic]: rules, [alarmTopic]: alarms };
  },
};

/** Where a response most likely is comes first: beside the account's own trails, and where global events arise. */
function inTurn(session: CollectSession): string[][] {
  const open = openRegions(session);
  const homes = (session.known['cloudtrail.trails'] ?? []).map((it) => it.homeRegion);
  const likely = new Set([...homes, globalRegionOf(session.partition)]);
  const turns = [open.filter((it) => likely.has(it)), open.filter((it) => !likely.has(it))];
  return turns.filter((it) => it.length > 0);
}

/** One automated response is enough: where one is known, nothing more is asked. */
function isAnswered(known: Partial<Topics>): boolean {
  const byAlarm = [...(known['cloudwatch.alarms'] ?? []), ...(known['cloudwatch.composite-alarms'] ?? [])];
  const byRule = (known['events.rules'] ?? []).filter(
    (it) => it.state !== 'DISABLED' && isSecurityPattern(it.pattern ?? ''),
  );
  return (
    byAlarm.some((it) => it.isActionsEnabled && it.alarmActions.some(runsSomething)) ||
    byRule.some((it) => it.targets?.some((target) => runsSomething(target.arn)))
  );
}

const Rule = z.object({
  Arn: z.string(),
  Name: z.string(),
  State: optionalText,
  EventPattern: optionalText,
  ManagedBy: optionalText,
});

async function readRules(session: CollectSession, region: string): Promise<ResponseRuleFact[]> {
  const bus = { name: 'default', region };
  const { pages, failure } = await listRules(session, bus, { topic, isSecondary: false });
  if (failure) session.addGap(failure.gap);
  const rules = pages.flatMap((page) =>
    readItems(page.value.Rules, Rule, { topic, source: page.source, nameField: 'Arn' }, session.addGap)
      .filter((it) => it.State !== 'DISABLED' && !it.ManagedBy && isSecurityPattern(it.EventPattern ?? ''))
      .map((it) => ({ source: page.source, arn: it.Arn, name: it.Name, region })),
  );
  return inParallel(rules, 4, async (it) => ({ ...it, targetArns: await readTargets(session, it) }));
}

const TargetsAnswer = z.object({ Targets: promised(z.object({ Arn: z.string() })) });

async function readTargets(
  session: CollectSession,
  rule: { arn: string; name: string; region: string },
): Promise<string[] | null> {
  const client = session.client(EventBridgeClient, rule.region);
  const answer = await session.ask({
    topic,
    api: 'events:ListTargetsByRule',
    region: rule.region,
    resource: rule.arn,
    answer: TargetsAnswer,
    send: (options) => client.send(new ListTargetsByRuleCommand({ Rule: rule.name }), options),
  });
  return answer.isAnswered ? answer.value.Targets.map((it) => it.Arn) : null;
}
