import { type AlarmType, CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { z } from 'zod';
import { promisedItems, rawItems } from '../aws/answers.ts';
import { askPages } from '../aws/ask-pages.ts';
import { inParallel } from '../aws/in-parallel.ts';
import { readItems } from '../aws/read-items.ts';
import type { Collector, CollectSession } from '../collector.ts';
import type { AlarmFact, CompositeAlarmFact, Gap, LogAlarmFact, Source } from '../snapshot.ts';
import {
  CompositeAlarmAnswer,
  compositeAlarmOf,
  LogAlarmAnswer,
  logAlarmOf,
  MetricAlarmAnswer,
  metricAlarmOf,
  WatchesMetric,
} from './alarm-answers.ts';
import { readMuteRules } from './mute-rules.ts';
import { alarmRegions } from './trail-log-groups.ts';

export const cloudWatch: Collector = {
  name: 'CloudWatch',
  fills: [
    'cloudwatch.alarms',
    'cloudwatch.composite-alarms',
    'cloudwatch.log-alarms',
    'cloudwatch.mute-rules',
  ],
  readsWanted: true,
  permissions: [
    { action: 'cloudwatch:DescribeAlarms', why: 'Which alarms watch the metrics, and what they do.' },
    { action: 'cloudwatch:ListAlarmMuteRules', why: 'Whether an alarm is muted now.', isSecondary: true },
    {
      action: 'cloudwatch:GetAlarmMuteRule',
      why: 'Which alarms a mute rule silences, and until when.',
      isSecondary: true,
    },
  ],

  async collect(session) {
    const regions = alarmRegions(session);
    const read = await inParallel(regions, 4, (region) => readAlarms(session, region));
    const withAlarms = regions.filter((_, index) => (read[index]?.metric.length ?? 0) > 0);
    const muteRules = await inParallel(withAlarms, 4, (region) => readMuteRules(session, region));
    return {
      'cloudwatch.alarms': read.flatMap((it) => it.metric),
      'cloudwatch.composite-alarms': read.flatMap((it) => it.composite),
      'cloudwatch.log-alarms': read.flatMap((it) => it.log),
      'cloudwatch.mute-rules': muteRules.flat(),
    };
  },
};

interface Alarms {
  metric: AlarmFact[];
  composite: CompositeAlarmFact[];
  log: LogAlarmFact[];
}

const AlarmsAnswer = z.object({
  MetricAlarms: promisedItems,
  CompositeAlarms: rawItems,
  LogAlarms: rawItems,
  NextToken: z.string().nullish(),
});

/** Asked by name: without AlarmTypes AWS answers metric alarms only. Servers that know fewer kinds get fewer. */
const kinds: readonly AlarmType[][] = [
  ['MetricAlarm', 'CompositeAlarm', 'LogAlarm'],
  ['MetricAlarm', 'CompositeAlarm'],
  [],
];

async function readAlarms(session: CollectSession, region: string): Promise<Alarms> {
  let firstGap: Gap | null = null;
  for (const alarmTypes of kinds) {
    const { pages, failure } = await askAlarms(session, region, alarmTypes);
    firstGap ??= failure?.gap ?? null;
    if (pages.length === 0 && failure && isAboutRequest(failure.gap)) continue;
    if (failure) session.addGap(failure.gap);
    if (!failure && alarmTypes.length === 0 && firstGap) noteUnseenKinds(session, firstGap);
    return joined(pages.map((page) => alarmsOf(session, region, page.value, page.source)));
  }
  if (firstGap) session.addGap(firstGap);
  return { metric: [], composite: [], log: [] };
}

/** A refusal of the request itself, not of us: another wording may be answered. */
function isAboutRequest(gap: Gap): boolean {
  return gap.kind === 'error' || gap.kind === 'unsupported' || gap.kind === 'malformed';
}

function noteUnseenKinds(session: CollectSession, gap: Gap): void {
  for (const topic of ['cloudwatch.composite-alarms', 'cloudwatch.log-alarms'] as const) {
    session.addGap({ ...gap, topic, isSecondary: true });
  }
}

function askAlarms(session: CollectSession, region: string, alarmTypes: AlarmType[]) {
  const client = session.client(CloudWatchClient, region);
  return askPages(session, {
    topic: 'cloudwatch.alarms',
    api: 'cloudwatch:DescribeAlarms',
    region,
    answer: AlarmsAnswer,
    send: (NextToken, options) =>
      client.send(
        new DescribeAlarmsCommand({
          MaxRecords: 100,
          ...(alarmTypes.length > 0 && { AlarmTypes: alarmTypes }),
          ...(NextToken && { NextToken }),
        }),
        options,
      ),
    next: (page) => page.NextToken,
  });
}

function alarmsOf(
  session: CollectSession,
  region: string,
  page: z.infer<typeof AlarmsAnswer>,
  source: Source,
): Alarms {
  const place = { accountId: session.accountId, partition: session.partition, region };
  const read = <Fact>(
    items: readonly unknown[],
    shape: z.ZodType<Fact>,
    topic: Gap['topic'],
    isSecondary = false,
  ) => readItems(items, shape, { topic, source, nameField: 'AlarmArn', isSecondary }, session.addGap);
  const metricAlarms = page.MetricAlarms.filter(watchesMetric);
  return {
    metric: read(metricAlarms, MetricAlarmAnswer, 'cloudwatch.alarms').map((it) =>
      metricAlarmOf(it, source, place),
    ),
    composite: read(page.CompositeAlarms, CompositeAlarmAnswer, 'cloudwatch.composite-alarms').map((it) =>
      compositeAlarmOf(it, source, place),
    ),
    log: read(page.LogAlarms, LogAlarmAnswer, 'cloudwatch.log-alarms', true).map((it) =>
      logAlarmOf(it, source, place),
    ),
  };
}

function watchesMetric(item: unknown): boolean {
  const parsed = WatchesMetric.safeParse(item);
  return !parsed.success || Boolean(parsed.data.MetricName) || (parsed.data.Metrics?.length ?? 0) > 0;
}

function joined(parts: readonly Alarms[]): Alarms {
  return {
    metric: parts.flatMap((it) => it.metric),
    composite: parts.flatMap((it) => it.composite),
    log: parts.flatMap((it) => it.log),
  };
}
