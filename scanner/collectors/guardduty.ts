import { GetDetectorCommand, GuardDutyClient, ListDetectorsCommand } from '@aws-sdk/client-guardduty';
import { z } from 'zod';
import { optionalText, promised } from '../aws/answers.ts';
import { inParallel } from '../aws/in-parallel.ts';
import type { Collector, CollectSession } from '../collector.ts';
import type { GuardDutyDetectorFact, GuardDutyRegionFact } from '../facts/services.ts';
import { readFindings } from './guardduty-findings.ts';
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

const DetectorsAnswer = z.object({ DetectorIds: promised(z.string()), NextToken: optionalText });

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
  return { source: answer.source, region, detectors };
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
): Promise<GuardDutyDetectorFact> {
  const client = session.client(GuardDutyClient, region);
  const [answer, findings] = await Promise.all([
    session.ask({
      topic,
      api: 'guardduty:GetDetector',
      region,
      resource: id,
      answer: DetectorAnswer,
      send: (options) => client.send(new GetDetectorCommand({ DetectorId: id }), options),
    }),
    readFindings(session, region, id),
  ]);
  if (!answer.isAnswered) {
    const source = { api: answer.gap.api, region, at: answer.gap.at };
    return { source, id, isEnabled: null, features: [], findings };
  }
  return {
    source: answer.source,
    id,
    isEnabled: answer.value.Status === 'ENABLED',
    features: answer.value.Features.flatMap((it) =>
      it.Name ? [{ name: it.Name, isEnabled: it.Status === 'ENABLED' }] : [],
    ),
    findings,
  };
}
