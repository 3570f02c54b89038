import {
  CloudWatchClient,
  GetAlarmMuteRuleCommand,
  ListAlarmMuteRulesCommand,
} from '@aws-sdk/client-cloudwatch';
import { z } from 'zod';
import { optionalTime, promisedItems, texts } from '../aws/answers.ts';
import { askPages } from '../aws/ask-pages.ts';
import { inParallel } from '../aws/in-parallel.ts';
import { readItems } from '../aws/read-items.ts';
import type { CollectSession } from '../collector.ts';
import type { MuteRuleFact } from '../snapshot.ts';

const topic = 'cloudwatch.mute-rules';

const ListAnswer = z.object({ AlarmMuteRuleSummaries: promisedItems, NextToken: z.string().nullish() });
const Summary = z.object({ AlarmMuteRuleArn: z.string() });
const RuleAnswer = z.object({
  MuteTargets: z.object({ AlarmNames: texts }).nullish(),
  ExpireDate: optionalTime,
});

/** Rules that mute alarms in this region now. Secondary: unread, the verdict stands with a note. */
export async function readMuteRules(session: CollectSession, region: string): Promise<MuteRuleFact[]> {
  const client = session.client(CloudWatchClient, region);
  const { pages, failure } = await askPages(session, {
    topic,
    api: 'cloudwatch:ListAlarmMuteRules',
    region,
    isSecondary: true,
    answer: ListAnswer,
    send: (NextToken, options) =>
      client.send(
        new ListAlarmMuteRulesCommand({ Statuses: ['ACTIVE'], ...(NextToken && { NextToken }) }),
        options,
      ),
    next: (page) => page.NextToken,
  });
  if (failure) session.addGap(failure.gap);
  const arns = pages.flatMap((page) =>
    readItems(
      page.value.AlarmMuteRuleSummaries,
      Summary,
      { topic, source: page.source, nameField: 'AlarmMuteRuleArn', isSecondary: true },
      session.addGap,
    ).map((it) => it.AlarmMuteRuleArn),
  );
  const rules = await inParallel(arns, 4, (arn) => readMuteRule(session, region, arn));
  return rules.flat();
}

async function readMuteRule(session: CollectSession, region: string, arn: string): Promise<MuteRuleFact[]> {
  const client = session.client(CloudWatchClient, region);
  const name = arn.split(':').slice(6).join(':');
  const answer = await session.ask({
    topic,
    api: 'cloudwatch:GetAlarmMuteRule',
    region,
    resource: arn,
    isSecondary: true,
    answer: RuleAnswer,
    send: (options) => client.send(new GetAlarmMuteRuleCommand({ AlarmMuteRuleName: name }), options),
  });
  if (!answer.isAnswered) return [];
  return [
    {
      source: answer.source,
      arn,
      name,
      region,
      alarmNames: answer.value.MuteTargets?.AlarmNames ?? [],
      isActive: true,
      endsAt: answer.value.ExpireDate,
    },
  ];
}
