import {
  GetDetectorCommand,
  GetFindingsCommand,
  GuardDutyClient,
  ListDetectorsCommand,
  ListFindingsCommand,
} from '@aws-sdk/client-guardduty';
import { z } from 'zod';
import { optionalText, optionalTime, rawItems, texts } from '../aws/answers.ts';

import { inParallel } from '../aws/in-parallel.ts';
import { readItems } from '../aws/read-items.ts';
import type { Collector, CollectSession } from '../collector.ts';
import type { GuardDutyDetectorFact, GuardDutyRegionFact } from '../facts/services.ts';
import { openRegions } from './open-regions.ts';

const topic = 'guardduty.regions';

export const guardDuty: Collector = {
  name: 'GuardDuty',
  fills: [topic],
  readsWanted: false,
  permissions: [
    { action: 'guardduty:ListDetectors', why: 'Whether GuardDuty is on in each region.' },
    {
      action: 'guardduty:GetDetector',
      why: 'Whether the detector is enabled, and which protections are on.',
    },
    { action: 'guardduty:ListFindings', why: 'Which high and critical findings are still active.' },
    { action: 'guardduty:GetFindings', why: 'Type, severity and age of those findings.' },
  ],

  async collect(session) {
    const read = await inParallel(openRegions(session), 8, (region) => readRegion(session, region));
    return { [topic]: read.flatMap((it) => (it ? [it] : [])) };
  },
};

const DetectorsAnswer = z.object({ DetectorIds: texts, NextToken: optionalText });

async function readRegion(session: CollectSession, region: string): Promise<GuardDutyRegionFact | null> {
  const client = session.client(GuardDutyClient, region);
  const answer = await session.ask({
    topic,
    api: 'guardduty:ListDetectors',
    region,
    answer: DetectorsAnswer,
    send: (options) => client.send(new ListDetectorsCommand({}), options),
  });
  if (!answer.isAnswered) return null;
  const detectors = await inParallel(answer.value.DetectorIds, 2, (id) => readDetector(session, region, id));
  return { source: answer.source, region, detectors: detectors.flatMap((it) => (it ? [it] : [])) };
}

const DetectorAnswer = z.object({
  Status: z.string(),
  Features: z
    .array(z.object({ Name: optionalText, Status: optionalText }))
    .nullish()
    .transform((it) => it ?? []),
});

async function readDetector(
  session: CollectSession,
  region: string,
  id: string,
): Promise<GuardDutyDetectorFact | null> {
  const client = session.client(GuardDutyClient, region);
  const answer = await session.ask({
    topic,
    api: 'guardduty:GetDetector',
    region,
    resource: id,
    answer: DetectorAnswer,
    send: (options) => client.send(new GetDetectorCommand({ DetectorId: id }), options),
  });
  if (!answer.isAnswered) return null;
  const isEnabled = answer.value.Status === 'ENABLED';
  return {
    source: answer.source,
    id,
    isEnabled,
    features: answer.value.Features.flatMap((it) =>
      it.Name ? [{ name: it.Name, isEnabled: it.Status === 'ENABLED' }] : [],
    ),
    findings: isEnabled ? await readFindings(session, region, id) : null,
  };
}

const FindingIdsAnswer = z.object({ FindingIds: texts, NextToken: optionalText });
const FindingsAnswer = z.object({ Findings: rawItems });
const Finding = z.object({
  Id: z.string(),
  Type: z.string(),
  Title: optionalText,
  Severity: z.number(),
  CreatedAt: optionalTime,
});

/** Oldest first and at most 50: one old finding decides, and those are the oldest. */
async function readFindings(
  session: CollectSession,
  region: string,
  detectorId: string,
): Promise<GuardDutyDetectorFact['findings']> {
  const client = session.client(GuardDutyClient, region);
  const ids = await session.ask({
    topic,
    api: 'guardduty:ListFindings',
    region,
    resource: detectorId,
    answer: FindingIdsAnswer,
    send: (options) =>
      client.send(
        new ListFindingsCommand({
          DetectorId: detectorId,
          MaxResults: 50,
          FindingCriteria: {
            Criterion: { severity: { GreaterThanOrEqual: 7 }, 'service.archived': { Equals: ['false'] } },
          },
          SortCriteria: { AttributeName: 'createdAt', OrderBy: 'ASC' },
        }),
        options,
      ),
  });
  if (!ids.isAnswered) return null;
  if (ids.value.FindingIds.length === 0) return { source: ids.source, items: [] };
  const found = await session.ask({
    topic,
    api: 'guardduty:GetFindings',
    region,
    resource: detectorId,
    answer: FindingsAnswer,
    send: (options) =>
      client.send(
        new GetFindingsCommand({ DetectorId: detectorId, FindingIds: ids.value.FindingIds }),
        options,
      ),
  });
  if (!found.isAnswered) return null;
  const items = readItems(
    found.value.Findings,
    Finding,
    { topic, source: found.source, nameField: 'Id' },
    session.addGap,
  ).map((it) => ({
    id: it.Id,
    type: it.Type,
    title: it.Title,
    severity: it.Severity,
    createdAt: it.CreatedAt,
  }));
  items.sort((a, b) => (a.createdAt ?? '').localeCompare(b.createdAt ?? ''));
  return { source: found.source, items };
}
