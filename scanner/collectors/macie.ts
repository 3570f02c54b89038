import { GetMacieSessionCommand, Macie2Client } from '@aws-sdk/client-macie2';
import { z } from 'zod';
import { inParallel } from '../aws/in-parallel.ts';
import type { Collector, CollectSession } from '../collector.ts';
import type { MacieRegionFact } from '../facts/services.ts';
import { openRegions } from './open-regions.ts';

const topic = 'macie.regions';

export const macie: Collector = {
  name: 'Macie',
  fills: [topic],
  readsWanted: false,
  permissions: [
    { action: 'macie2:GetMacieSession', why: 'Whether Macie is on in the regions that hold buckets.' },
  ],

  async collect(session) {
    const regions = openRegions(session).filter((it) => mayHoldBuckets(session, it));
    const read = await inParallel(regions, 8, (region) => readRegion(session, region));
    return { [topic]: read.flatMap((it) => (it ? [it] : [])) };
  },
};

/** While the list, or one bucket's region, is unread, every region may hold one. */
function mayHoldBuckets(session: CollectSession, region: string): boolean {
  const list = session.known['s3.bucket-list'];
  return !list || list.buckets.some((it) => it.region === region || it.region === null);
}

const SessionAnswer = z.object({ status: z.enum(['ENABLED', 'PAUSED']) });

async function readRegion(session: CollectSession, region: string): Promise<MacieRegionFact | null> {
  const client = session.client(Macie2Client, region);
  const answer = await session.tryAsk({
    topic,
    api: 'macie2:GetMacieSession',
    region,
    answer: SessionAnswer,
    send: (options) => client.send(new GetMacieSessionCommand({}), options),
  });
  if (answer.isAnswered) return { source: answer.source, region, status: answer.value.status };
  if (isNotEnabled(answer.gap.message)) {
    return { source: { api: answer.gap.api, region, at: answer.gap.at }, region, status: 'OFF' };
  }
  session.addGap(answer.gap);
  return null;
}

/** Macie answers "not enabled" with the code of a denial; only the words differ. */
function isNotEnabled(message: string): boolean {
  return /macie is not enabled/i.test(message);
}
