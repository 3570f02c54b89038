import {
  CloudTrailClient,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
} from '@aws-sdk/client-cloudtrail';
import { z } from 'zod';
import { flagOr, notSent, optionalText, optionalTime, texts } from '../aws/answers.ts';
import { inParallel } from '../aws/in-parallel.ts';
import type { Collector, CollectSession } from '../collector.ts';
import type { TrailFact, TrailSelectorsFact, TrailStatusFact } from '../snapshot.ts';
import { listTrails, type TrailSettings } from './trail-list.ts';

const topic = 'cloudtrail.trails';

export const cloudTrail: Collector = {
  name: 'CloudTrail',
  fills: [topic],
  readsWanted: false,
  permissions: [
    { action: 'cloudtrail:ListTrails', why: 'Which trails exist, in every region.' },
    { action: 'cloudtrail:DescribeTrails', why: 'What each trail records and where it delivers.' },
    { action: 'cloudtrail:GetTrailStatus', why: 'Whether a trail is logging, and its delivery errors.' },
    { action: 'cloudtrail:GetEventSelectors', why: 'Which events a trail records.' },
  ],

  async collect(session) {
    const trails = await listTrails(session);
    if (!trails) return {};
    return { [topic]: await inParallel(trails, 4, (trail) => readTrail(session, trail)) };
  },
};

/**
 * Another account's trail is read in that account: its owner answers for it, and for its verdicts. What a stopped
 * trail would record changes no verdict.
 */
async function readTrail(session: CollectSession, trail: TrailSettings): Promise<TrailFact> {
  if (trail.ownerAccountId !== session.accountId) return { ...trail, status: null, selectors: null };
  const status = await readStatus(session, trail);
  const isStopped = status?.isLogging === false;
  return { ...trail, status, selectors: isStopped ? null : await readSelectors(session, trail) };
}

const StatusAnswer = z.object({
  IsLogging: z.boolean().nullish(),
  LatestDeliveryTime: optionalTime,
  LatestDeliveryError: optionalText,
  LatestDigestDeliveryError: optionalText,
  LatestNotificationError: optionalText,
  LatestCloudWatchLogsDeliveryTime: optionalTime,
  LatestCloudWatchLogsDeliveryError: optionalText,
});

async function readStatus(session: CollectSession, trail: TrailSettings): Promise<TrailStatusFact | null> {
  const client = session.client(CloudTrailClient, trail.homeRegion);
  const asked = {
    topic,
    api: 'cloudtrail:GetTrailStatus',
    region: trail.homeRegion,
    resource: trail.arn,
  } as const;
  const answer = await session.ask({
    ...asked,
    answer: StatusAnswer,
    send: (options) => client.send(new GetTrailStatusCommand({ Name: trail.arn }), options),
  });
  if (!answer.isAnswered) return null;
  const { value, source } = answer;
  if (typeof value.IsLogging !== 'boolean') {
    session.addGap({
      ...asked,
      kind: 'absent-field',
      message: 'The answer has no IsLogging.',
      at: source.at,
      isSecondary: false,
    });
    return null;
  }
  return {
    source,
    isLogging: value.IsLogging,
    latestDeliveryAt: value.LatestDeliveryTime,
    latestDeliveryError: value.LatestDeliveryError,
    latestDigestDeliveryError: value.LatestDigestDeliveryError,
    latestNotificationError: value.LatestNotificationError,
    latestCloudWatchLogsDeliveryAt: value.LatestCloudWatchLogsDeliveryTime,
    latestCloudWatchLogsDeliveryError: value.LatestCloudWatchLogsDeliveryError,
  };
}

const SelectorsAnswer = z
  .object({
    TrailARN: optionalText,
    EventSelectors: z
      .array(
        z.object({
          ReadWriteType: z
            .enum(['All', 'ReadOnly', 'WriteOnly'])
            .nullish()
            .transform((it) => it ?? 'All'),
          IncludeManagementEvents: flagOr(true),
          ExcludeManagementEventSources: texts,
          DataResources: z
            .array(z.object({ Type: z.string(), Values: texts }))
            .nullish()
            .transform((it) => it ?? []),
        }),
      )
      .nullish(),
    AdvancedEventSelectors: z
      .array(
        z.object({
          Name: optionalText,
          FieldSelectors: z.array(
            z.object({
              Field: z.string(),
              Equals: texts,
              StartsWith: texts,
              EndsWith: texts,
              NotEquals: texts,
              NotStartsWith: texts,
              NotEndsWith: texts,
            }),
          ),
        }),
      )
      .nullish(),
  })
  .refine((it) => it.TrailARN ?? it.EventSelectors ?? it.AdvancedEventSelectors, {
    path: ['TrailARN'],
    error: notSent,
  });

/** What AWS documents for a trail without selectors of its own. */
const allManagementEvents: TrailSelectorsFact['classic'] = [
  { readWriteType: 'All', includesManagementEvents: true, excludedSources: [], dataResources: [] },
];

async function readSelectors(
  session: CollectSession,
  trail: TrailSettings,
): Promise<TrailSelectorsFact | null> {
  const client = session.client(CloudTrailClient, trail.homeRegion);
  const answer = await session.ask({
    topic,
    api: 'cloudtrail:GetEventSelectors',
    region: trail.homeRegion,
    resource: trail.arn,
    answer: SelectorsAnswer,
    send: (options) => client.send(new GetEventSelectorsCommand({ TrailName: trail.arn }), options),
  });
  if (!answer.isAnswered) return null;
  const classic = (answer.value.EventSelectors ?? []).map((it) => ({
    readWriteType: it.ReadWriteType,
    includesManagementEvents: it.IncludeManagementEvents,
    excludedSources: it.ExcludeManagementEventSources,
    dataResources: it.DataResources.map((data) => ({ type: data.Type, values: data.Values })),
  }));
  const advanced = (answer.value.AdvancedEventSelectors ?? []).map((it) => ({
    name: it.Name,
    fields: it.FieldSelectors.map((field) => ({
      field: field.Field,
      equals: field.Equals,
      startsWith: field.StartsWith,
      endsWith: field.EndsWith,
      notEquals: field.NotEquals,
      notStartsWith: field.NotStartsWith,
      notEndsWith: field.NotEndsWith,
    })),
  }));
  const hasOwn = classic.length > 0 || advanced.length > 0;
  return { source: answer.source, classic: hasOwn ? classic : allManagementEvents, advanced };
}
