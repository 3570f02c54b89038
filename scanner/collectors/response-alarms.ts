import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { z } from 'zod';
import { flagOr, optionalText, promisedItems, rawItems, texts } from '../aws/answers.ts';
import { askPages } from '../aws/ask-pages.ts';
import { readItems } from '../aws/read-items.ts';
import type { CollectSession } from '../collector.ts';
import type { ResponseAlarmFact } from '../facts/services.ts';
import { runsSomething } from '../link/automation.ts';

const topic = 'cloudwatch.response-alarms';

const AlarmsAnswer = z.object({
  MetricAlarms: promisedItems,
  CompositeAlarms: rawItems,
  NextToken: z.string().nullish(),
});
const Alarm = z.object({
  AlarmName: z.string(),
  AlarmArn: optionalText,
  ActionsEnabled: flagOr(true),
  AlarmActions: texts,
});

/** Alarms that run something, in a region whose alarms nobody else reads. The first page that has one is enough. */
export async function readResponseAlarms(
  session: CollectSession,
  region: string,
): Promise<ResponseAlarmFact[]> {
  const client = session.client(CloudWatchClient, region);
  const { pages, failure } = await askPages(session, {
    topic,
    api: 'cloudwatch:DescribeAlarms',
    region,
    answer: AlarmsAnswer,
    send: (NextToken, options) =>
      client.send(
        new DescribeAlarmsCommand({
          AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
          MaxRecords: 100,
          ...(NextToken && { NextToken }),
        }),
        options,
      ),
    next: (page) => page.NextToken,
    isEnough: (page) => alarmsIn(page).some((it) => actionOf(Alarm.safeParse(it).data) !== undefined),
  });
  if (failure) session.addGap(failure.gap);
  return pages.flatMap(({ value, source }) =>
    readItems(alarmsIn(value), Alarm, { topic, source, nameField: 'AlarmName' }, session.addGap).flatMap(
      (it) => {
        const actionArn = actionOf(it);
        return actionArn
          ? [{ source, arn: it.AlarmArn ?? it.AlarmName, name: it.AlarmName, region, actionArn }]
          : [];
      },
    ),
  );
}

function alarmsIn(page: z.infer<typeof AlarmsAnswer>): unknown[] {
  return [...page.MetricAlarms, ...page.CompositeAlarms];
}

function actionOf(alarm: z.infer<typeof Alarm> | undefined): string | undefined {
  return alarm?.ActionsEnabled ? alarm.AlarmActions.find(runsSomething) : undefined;
}
