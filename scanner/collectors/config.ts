import type {
  ConfigServiceClient,
  DescribeDeliveryChannelStatusCommandOutput,
} from '@aws-sdk/client-config-service';
import { z } from 'zod';
import { flagOr, optionalText, promised, promisedItems, texts } from '../aws/answers.ts';
import { inParallel } from '../aws/in-parallel.ts';
import { readItems } from '../aws/read-items.ts';
import type { Collector, CollectSession } from '../collector.ts';
import type { ConfigChannelFact, ConfigRecorderFact, ConfigRegionFact } from '../facts/logging.ts';
import type { Source } from '../snapshot.ts';
import { regionsOpenToExempt } from './open-regions.ts';

const topic = 'config.regions';

export const config: Collector = {
  name: 'AWS Config',
  fills: [topic],
  readsWanted: false,
  permissions: [
    { action: 'config:DescribeConfigurationRecorders', why: 'Which resource types Config records.' },
    { action: 'config:DescribeConfigurationRecorderStatus', why: 'Whether the recorder is recording.' },
    {
      action: 'config:DescribeDeliveryChannelStatus',
      why: 'Whether the last delivery of Config’s records worked.',
      isSecondary: true,
    },
    { action: 'config:DescribeDeliveryChannels', why: 'Whether Config delivers its records anywhere.' },
  ],

  async collect(session) {
    const read = await inParallel(regionsOpenToExempt(session), 8, (region) => readRegion(session, region));
    return { [topic]: read.flatMap((it) => (it ? [it] : [])) };
  },
};

const RecordersAnswer = z.object({ ConfigurationRecorders: promisedItems });
const Recorder = z.object({
  name: z.string(),
  servicePrincipal: optionalText,
  arn: optionalText,
  recordingScope: optionalText,
  recordingGroup: z
    .object({
      allSupported: z.boolean().nullish(),
      includeGlobalResourceTypes: flagOr(false),
      resourceTypes: texts,
      exclusionByResourceTypes: z.object({ resourceTypes: texts }).nullish(),
      recordingStrategy: z.object({ useOnly: optionalText }).nullish(),
    })
    .nullish(),
  recordingMode: z
    .object({
      recordingFrequency: optionalText,
      recordingModeOverrides: z
        .array(z.object({ resourceTypes: texts, recordingFrequency: optionalText }))
        .nullish(),
    })
    .nullish(),
});

async function readRegion(session: CollectSession, region: string): Promise<ConfigRegionFact | null> {
  const sdk = await import('@aws-sdk/client-config-service');
  const client = session.client(sdk.ConfigServiceClient, region);
  const answer = await session.ask({
    topic,
    api: 'config:DescribeConfigurationRecorders',
    region,
    answer: RecordersAnswer,
    send: (options) => client.send(new sdk.DescribeConfigurationRecordersCommand({}), options),
  });
  if (!answer.isAnswered) return null;
  const { source } = answer;
  const found = readItems(
    answer.value.ConfigurationRecorders,
    Recorder,
    { topic, source, nameField: 'name' },
    session.addGap,
  );
  const hasOwn = found.some((it) => !isServiceLinked(it));
  if (!hasOwn)
    return { source, region, recorders: found.map((it) => recorderFact(it, null)), channels: null };
  const [statuses, channels] = await Promise.all([
    readStatuses(session, client, region),
    readChannels(session, client, region),
  ]);
  return {
    source,
    region,
    recorders: found.map((it) => recorderFact(it, statuses?.get(it.name) ?? null)),
    channels,
  };
}

function isServiceLinked(recorder: z.infer<typeof Recorder>): boolean {
  return recorder.servicePrincipal !== null || recorder.recordingScope === 'INTERNAL';
}

/** Recorded once for the account: leaving them out in the other regions is AWS's own advice. */
const globalTypes = new Set(['AWS::IAM::User', 'AWS::IAM::Group', 'AWS::IAM::Role', 'AWS::IAM::Policy']);

/** AWS's default group is all supported types; global ones belong to it only where asked for. */
function recorderFact(
  recorder: z.infer<typeof Recorder>,
  status: ConfigRecorderFact['status'],
): ConfigRecorderFact {
  const group = recorder.recordingGroup;
  const excludedTypes = group?.exclusionByResourceTypes?.resourceTypes ?? [];
  const strategy = group?.recordingStrategy?.useOnly ?? null;
  const recordsAllTypes = group?.allSupported ?? (!group || group.resourceTypes.length === 0);
  const isExclusion = strategy === 'EXCLUSION_BY_RESOURCE_TYPES';
  return {
    name: recorder.name,
    isServiceLinked: isServiceLinked(recorder),
    recordsAllTypes: isExclusion ? excludedTypes.every((it) => globalTypes.has(it)) : recordsAllTypes,
    recordsGlobalTypes: isExclusion
      ? !excludedTypes.some((it) => globalTypes.has(it))
      : (group?.includeGlobalResourceTypes ?? false),
    excludedTypes: isExclusion ? excludedTypes : [],
    isDaily: recorder.recordingMode?.recordingFrequency === 'DAILY',
    dailyTypes: (recorder.recordingMode?.recordingModeOverrides ?? [])
      .filter((it) => it.recordingFrequency === 'DAILY')
      .flatMap((it) => it.resourceTypes),
    status,
  };
}

const StatusesAnswer = z.object({ ConfigurationRecordersStatus: promisedItems });
const Status = z.object({
  name: z.string(),
  recording: z.boolean(),
  lastStatus: optionalText,
  lastErrorCode: optionalText,
  lastErrorMessage: optionalText,
});

async function readStatuses(
  session: CollectSession,
  client: ConfigServiceClient,
  region: string,
): Promise<Map<string, NonNullable<ConfigRecorderFact['status']>> | null> {
  const { DescribeConfigurationRecorderStatusCommand } = await import('@aws-sdk/client-config-service');
  const answer = await session.ask({
    topic,
    api: 'config:DescribeConfigurationRecorderStatus',
    region,
    answer: StatusesAnswer,
    send: (options) => client.send(new DescribeConfigurationRecorderStatusCommand({}), options),
  });
  if (!answer.isAnswered) return null;
  const { source } = answer;
  const items = readItems(
    answer.value.ConfigurationRecordersStatus,
    Status,
    { topic, source, nameField: 'name' },
    session.addGap,
  );
  return new Map(
    items.map((it) => [
      it.name,
      {
        source,
        isRecording: it.recording,
        lastStatus: it.lastStatus,
        lastError: it.lastErrorMessage ?? it.lastErrorCode,
      },
    ]),
  );
}

const Delivery = z
  .object({ lastStatus: optionalText, lastErrorCode: optionalText, lastErrorMessage: optionalText })
  .nullish();
const ChannelStatusesAnswer = z.object({ DeliveryChannelsStatus: promisedItems });
const ChannelStatus = z.object({
  name: z.string(),
  configHistoryDeliveryInfo: Delivery,
  configSnapshotDeliveryInfo: Delivery,
  configStreamDeliveryInfo: Delivery,
});
const ChannelsAnswer = z.object({ DeliveryChannels: promised(z.object({ name: optionalText })) });

/**
 * The status list names every channel, so one call answers both questions. Where it is refused, or names none,
 * the plain list decides whether there is a channel at all.
 */
async function readChannels(
  session: CollectSession,
  client: ConfigServiceClient,
  region: string,
): Promise<ConfigRegionFact['channels']> {
  const sdk = await import('@aws-sdk/client-config-service');
  const statuses = await session.tryAsk({
    topic,
    api: 'config:DescribeDeliveryChannelStatus',
    region,
    isSecondary: true,
    answer: ChannelStatusesAnswer,
    send: (options): Promise<DescribeDeliveryChannelStatusCommandOutput> =>
      client.send(new sdk.DescribeDeliveryChannelStatusCommand({}), options),
  });
  if (statuses.isAnswered) {
    const items = channelsOf(session, statuses.value.DeliveryChannelsStatus, statuses.source);
    if (items.length > 0) return { source: statuses.source, items };
  }
  const listed = await session.tryAsk({
    topic,
    api: 'config:DescribeDeliveryChannels',
    region,
    answer: ChannelsAnswer,
    send: (options) => client.send(new sdk.DescribeDeliveryChannelsCommand({}), options),
  });
  if (!statuses.isAnswered) session.addGap(statuses.gap);
  if (!listed.isAnswered) {
    session.addGap(listed.gap);
    return null;
  }
  return {
    source: listed.source,
    items: listed.value.DeliveryChannels.map((it) => ({ name: it.name ?? 'default' })),
  };
}

function channelsOf(session: CollectSession, items: readonly unknown[], source: Source): ConfigChannelFact[] {
  return readItems(
    items,
    ChannelStatus,
    { topic, source, nameField: 'name', isSecondary: true },
    session.addGap,
  ).map((it) => ({
    name: it.name,
    lastStatus: [
      ...lastOf('history', it.configHistoryDeliveryInfo),
      ...lastOf('snapshot', it.configSnapshotDeliveryInfo),
      ...lastOf('stream', it.configStreamDeliveryInfo),
    ],
  }));
}

function lastOf(kind: 'history' | 'snapshot' | 'stream', info: z.infer<typeof Delivery>) {
  return info?.lastStatus
    ? [{ kind, status: info.lastStatus, error: info.lastErrorMessage ?? info.lastErrorCode }]
    : [];
}
