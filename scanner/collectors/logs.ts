import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  DescribeMetricFiltersCommand,
  GetTransformerCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { z } from 'zod';
import { flagOr, optionalText, promisedItems, texts } from '../aws/answers.ts';
import { askPages } from '../aws/ask-pages.ts';
import { inParallel } from '../aws/in-parallel.ts';
import { readItems } from '../aws/read-items.ts';
import type { Collector, CollectSession } from '../collector.ts';
import type { LogGroupFact, MetricFilterFact, Source } from '../snapshot.ts';
import { type LogGroupRef, trailLogGroups } from './trail-log-groups.ts';

export const cloudWatchLogs: Collector = {
  name: 'CloudWatch Logs',
  fills: ['logs.groups', 'logs.metric-filters'],
  readsWanted: true,
  permissions: [
    {
      action: 'logs:DescribeLogGroups',
      why: 'The log group a trail delivers to: its class and retention.',
      topics: ['logs.groups'],
    },
    {
      action: 'logs:DescribeMetricFilters',
      why: 'The metric filters on that log group.',
      topics: ['logs.metric-filters'],
    },
    {
      action: 'logs:GetTransformer',
      why: 'What a transformer changes before a filter reads the events.',
      isSecondary: true,
    },
  ],

  async collect(session) {
    const read = await inParallel(trailLogGroups(session), 4, (group) => readGroup(session, group));
    return {
      'logs.groups': read.flatMap((it) => (it.group ? [it.group] : [])),
      'logs.metric-filters': read.flatMap((it) => it.filters),
    };
  },
};

interface ReadGroup {
  group: LogGroupFact | null;
  filters: MetricFilterFact[];
}

async function readGroup(session: CollectSession, ref: LogGroupRef): Promise<ReadGroup> {
  const group = await findGroup(session, ref);
  if (group === 'gone') return { group: null, filters: [] };
  const filters = await readFilters(session, ref);
  if (!group || !filters.some((it) => it.isAppliedOnTransformedLogs)) return { group, filters };
  const transformer = await readTransformer(session, ref);
  return { group: transformer === undefined ? group : { ...group, transformer }, filters };
}

const LogGroupAnswer = z.object({
  logGroupName: z.string(),
  logGroupClass: z
    .enum(['STANDARD', 'INFREQUENT_ACCESS', 'DELIVERY'])
    .nullish()
    .transform((it) => it ?? 'STANDARD'),
  retentionInDays: z
    .number()
    .nullish()
    .transform((it) => it ?? null),
  kmsKeyId: optionalText,
});
const LogGroupsAnswer = z.object({ logGroups: promisedItems, nextToken: z.string().nullish() });
const JustName = z.object({ logGroupName: z.string() });

/** @returns null when unread. The prefix search lists the exact name first, so one page is the rule. */
async function findGroup(session: CollectSession, ref: LogGroupRef): Promise<LogGroupFact | 'gone' | null> {
  const client = session.client(CloudWatchLogsClient, ref.region);
  const isWanted = (item: unknown) => JustName.safeParse(item).data?.logGroupName === ref.name;
  const { pages, failure } = await askPages(session, {
    topic: 'logs.groups',
    api: 'logs:DescribeLogGroups',
    region: ref.region,
    resource: ref.arn,
    answer: LogGroupsAnswer,
    send: (nextToken, options) =>
      client.send(
        new DescribeLogGroupsCommand({
          logGroupNamePrefix: ref.name,
          limit: 50,
          ...(nextToken && { nextToken }),
        }),
        options,
      ),
    next: (page) => page.nextToken,
    isEnough: (page) => page.logGroups.some(isWanted),
  });
  const page = pages.find((it) => it.value.logGroups.some(isWanted));
  if (!page) {
    if (failure) session.addGap(failure.gap);
    return failure ? null : 'gone';
  }
  const [found] = readItems(
    page.value.logGroups.filter(isWanted),
    LogGroupAnswer,
    { topic: 'logs.groups', source: page.source, nameField: 'logGroupName' },
    (gap) => session.addGap({ ...gap, resource: ref.arn }),
  );
  if (!found) return null;
  return {
    source: page.source,
    arn: ref.arn,
    name: ref.name,
    region: ref.region,
    logGroupClass: found.logGroupClass,
    retentionDays: found.retentionInDays,
    kmsKeyId: found.kmsKeyId,
  };
}

const MetricFilterAnswer = z.object({
  filterName: z.string(),
  filterPattern: z
    .string()
    .nullish()
    .transform((it) => it ?? ''),
  metricTransformations: z.array(
    z.object({
      metricName: z.string(),
      metricNamespace: z.string(),
      metricValue: z.string(),
      defaultValue: z
        .number()
        .nullish()
        .transform((it) => it ?? null),
      dimensions: z
        .record(z.string(), z.string())
        .nullish()
        .transform((it) => it ?? {}),
      unit: optionalText.transform((it) => it ?? 'None'),
    }),
  ),
  applyOnTransformedLogs: flagOr(false),
  fieldSelectionCriteria: optionalText,
  emitSystemFieldDimensions: texts,
});
const MetricFiltersAnswer = z.object({ metricFilters: promisedItems, nextToken: z.string().nullish() });

async function readFilters(session: CollectSession, ref: LogGroupRef): Promise<MetricFilterFact[]> {
  const client = session.client(CloudWatchLogsClient, ref.region);
  const { pages, failure } = await askPages(session, {
    topic: 'logs.metric-filters',
    api: 'logs:DescribeMetricFilters',
    region: ref.region,
    resource: ref.arn,
    answer: MetricFiltersAnswer,
    send: (nextToken, options) =>
      client.send(
        new DescribeMetricFiltersCommand({
          logGroupName: ref.name,
          limit: 50,
          ...(nextToken && { nextToken }),
        }),
        options,
      ),
    next: (page) => page.nextToken,
  });
  if (failure && failure.code !== 'ResourceNotFoundException') session.addGap(failure.gap);
  return pages.flatMap((page) => filtersOf(session, ref, page.value.metricFilters, page.source));
}

function filtersOf(
  session: CollectSession,
  ref: LogGroupRef,
  items: readonly unknown[],
  source: Source,
): MetricFilterFact[] {
  const read = readItems(
    items,
    MetricFilterAnswer,
    { topic: 'logs.metric-filters', source, nameField: 'filterName' },
    (gap) => session.addGap({ ...gap, resource: `${ref.arn}:metric-filter:${gap.resource ?? ''}` }),
  );
  return read.map((it) => ({
    source,
    name: it.filterName,
    logGroupName: ref.name,
    logGroupArn: ref.arn,
    region: ref.region,
    pattern: it.filterPattern,
    transformations: it.metricTransformations,
    fieldSelectionCriteria: it.fieldSelectionCriteria,
    isAppliedOnTransformedLogs: it.applyOnTransformedLogs,
    emitSystemFieldDimensions: it.emitSystemFieldDimensions,
  }));
}

const TransformerAnswer = z.object({ transformerConfig: z.array(z.unknown()).nullish() });

/** @returns null: the log group has no transformer; undefined: unread. */
async function readTransformer(
  session: CollectSession,
  ref: LogGroupRef,
): Promise<unknown[] | null | undefined> {
  const client = session.client(CloudWatchLogsClient, ref.region);
  const answer = await session.tryAsk({
    topic: 'logs.groups',
    api: 'logs:GetTransformer',
    region: ref.region,
    resource: ref.arn,
    isSecondary: true,
    answer: TransformerAnswer,
    send: (options) => client.send(new GetTransformerCommand({ logGroupIdentifier: ref.name }), options),
  });
  if (answer.isAnswered) return answer.value.transformerConfig ?? null;
  if (answer.code === 'ResourceNotFoundException') return null;
  session.addGap(answer.gap);
  return undefined;
}
