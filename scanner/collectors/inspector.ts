import { BatchGetAccountStatusCommand, Inspector2Client } from '@aws-sdk/client-inspector2';
import { z } from 'zod';
import { optionalText } from '../aws/answers.ts';
import { inParallel } from '../aws/in-parallel.ts';
import type { Collector, CollectSession } from '../collector.ts';
import type { InspectorKind, InspectorRegionFact } from '../facts/services.ts';
import { absentField, openRegions } from './open-regions.ts';
import { hasScannable } from './scannable.ts';

const topic = 'inspector.regions';

export const inspector: Collector = {
  name: 'Inspector',
  fills: [topic],
  readsWanted: false,
  permissions: [
    { action: 'inspector2:BatchGetAccountStatus', why: 'Which scans Inspector runs in each region.' },
    { action: 'ec2:DescribeInstances', why: 'Whether there are instances, where EC2 scanning is off.' },
    {
      action: 'ecr:DescribeRepositories',
      why: 'Whether there are image repositories, where ECR scanning is off.',
    },
    { action: 'lambda:ListFunctions', why: 'Whether there are functions, where Lambda scanning is off.' },
  ],

  async collect(session) {
    const read = await inParallel(openRegions(session), 8, (region) => readRegion(session, region));
    return { [topic]: read.flatMap((it) => (it ? [it] : [])) };
  },
};

const State = z.object({ status: optionalText }).nullish();
const StatusAnswer = z.object({
  accounts: z
    .array(
      z.object({
        accountId: z.string(),
        resourceState: z.object({ ec2: State, ecr: State, lambda: State }).nullish(),
      }),
    )
    .nullish(),
});

const kinds: readonly InspectorKind[] = ['ec2', 'ecr', 'lambda'];

async function readRegion(session: CollectSession, region: string): Promise<InspectorRegionFact | null> {
  const client = session.client(Inspector2Client, region);
  const answer = await session.ask({
    topic,
    api: 'inspector2:BatchGetAccountStatus',
    region,
    answer: StatusAnswer,
    send: (options) =>
      client.send(new BatchGetAccountStatusCommand({ accountIds: [session.accountId] }), options),
  });
  if (!answer.isAnswered) return null;
  const { source } = answer;
  const state = answer.value.accounts?.find((it) => it.accountId === session.accountId)?.resourceState;
  if (!state) {
    session.addGap(absentField(topic, source, null, 'resourceState'));
    return null;
  }
  const unsaid = kinds.find((it) => state[it] && !state[it].status);
  if (unsaid) {
    session.addGap(absentField(topic, source, null, `resourceState.${unsaid}.status`));
    return null;
  }
  const scans = { ec2: scan(state.ec2), ecr: scan(state.ecr), lambda: scan(state.lambda) };
  const off = kinds.filter((it) => !scans[it].isOn);
  return { source, region, scans, resources: await unscanned(session, region, off) };
}

/** What the region has of kinds that are not scanned. The first one found decides: no other is looked for. */
async function unscanned(
  session: CollectSession,
  region: string,
  off: readonly InspectorKind[],
): Promise<InspectorRegionFact['resources']> {
  const resources: InspectorRegionFact['resources'] = {};
  for (const kind of off) {
    resources[kind] = await hasScannable(session, region, kind);
    if (resources[kind]?.exists) break;
  }
  return resources;
}

/** A kind Inspector does not mention it does not scan. */
function scan(state: z.infer<typeof State>): { status: string; isOn: boolean } {
  const status = state?.status ?? 'DISABLED';
  return { status, isOn: status === 'ENABLED' || status === 'ENABLING' };
}
