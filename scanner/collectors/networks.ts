import { z } from 'zod';
import { optionalText, promisedItems } from '../aws/answers.ts';
import { askPages } from '../aws/ask-pages.ts';
import { inParallel } from '../aws/in-parallel.ts';
import { readItems } from '../aws/read-items.ts';
import type { Collector, CollectSession } from '../collector.ts';
import type { ClosedRegionFact, VpcRegionFact } from '../facts/logging.ts';
import { closedRegion } from './closed-region.ts';

const topic = 'ec2.vpcs';

/** The first to ask in every region, so it also finds the regions that refuse everything. */
export const networks: Collector = {
  name: 'EC2 networks',
  fills: [topic, 'account.closed-regions'],
  readsWanted: false,
  permissions: [
    { action: 'ec2:DescribeVpcs', why: 'Which VPCs exist in each region.' },
    { action: 'ec2:DescribeFlowLogs', why: 'Which VPCs have a flow log.' },
  ],

  async collect(session) {
    const read = await inParallel(session.regions, 8, (region) => readRegion(session, region));
    return {
      [topic]: read.flatMap((it) => ('vpcs' in it ? [it] : [])),
      'account.closed-regions': read.flatMap((it) => ('why' in it ? [it] : [])),
    };
  },
};

const VpcsAnswer = z.object({ Vpcs: promisedItems, NextToken: z.string().nullish() });
const Tags = z.array(z.object({ Key: optionalText, Value: optionalText })).nullish();
const Vpc = z.object({ VpcId: z.string(), OwnerId: optionalText, Tags });

async function readRegion(
  session: CollectSession,
  region: string,
): Promise<VpcRegionFact | ClosedRegionFact | { unread: true }> {
  const { DescribeVpcsCommand, EC2Client } = await import('@aws-sdk/client-ec2');
  const client = session.client(EC2Client, region);
  const { pages, failure } = await askPages(session, {
    topic,
    api: 'ec2:DescribeVpcs',
    region,
    answer: VpcsAnswer,
    send: (NextToken, options) =>
      client.send(new DescribeVpcsCommand(NextToken ? { NextToken } : {}), options),
    next: (page) => page.NextToken,
  });
  if (failure) {
    const closed = await closedRegion(session, region, failure.gap);
    if (!closed) session.addGap(failure.gap);
    return closed ?? { unread: true };
  }
  const [first] = pages;
  if (!first) return { unread: true };
  const vpcs = pages
    .flatMap((page) =>
      readItems(page.value.Vpcs, Vpc, { topic, source: page.source, nameField: 'VpcId' }, session.addGap),
    )
    .filter((it) => it.OwnerId === null || it.OwnerId === session.accountId)
    .map((it) => ({ id: it.VpcId, name: it.Tags?.find((tag) => tag.Key === 'Name')?.Value ?? null }));
  const flowLogs = vpcs.length > 0 ? await readFlowLogs(session, region) : null;
  return { source: first.source, region, vpcs, flowLogs };
}

const FlowLogsAnswer = z.object({ FlowLogs: promisedItems, NextToken: z.string().nullish() });
const FlowLog = z.object({
  FlowLogId: optionalText,
  ResourceId: z.string(),
  FlowLogStatus: optionalText,
  TrafficType: optionalText,
  DeliverLogsStatus: optionalText,
  DeliverLogsErrorMessage: optionalText,
});

async function readFlowLogs(session: CollectSession, region: string): Promise<VpcRegionFact['flowLogs']> {
  const { DescribeFlowLogsCommand, EC2Client } = await import('@aws-sdk/client-ec2');
  const client = session.client(EC2Client, region);
  const { pages, failure } = await askPages(session, {
    topic,
    api: 'ec2:DescribeFlowLogs',
    region,
    answer: FlowLogsAnswer,
    send: (NextToken, options) =>
      client.send(new DescribeFlowLogsCommand(NextToken ? { NextToken } : {}), options),
    next: (page) => page.NextToken,
  });
  if (failure) session.addGap(failure.gap);
  const [first] = pages;
  if (!first || failure) return null;
  const items = pages.flatMap((page) =>
    readItems(
      page.value.FlowLogs,
      FlowLog,
      { topic, source: page.source, nameField: 'FlowLogId' },
      session.addGap,
    ).map((it) => ({
      id: it.FlowLogId ?? it.ResourceId,
      resourceId: it.ResourceId,
      status: it.FlowLogStatus ?? 'ACTIVE',
      trafficType: it.TrafficType ?? 'ALL',
      deliverStatus: it.DeliverLogsStatus,
      deliverError: it.DeliverLogsErrorMessage,
    })),
  );
  return { source: first.source, items };
}
