import { AccountClient, ListRegionsCommand } from '@aws-sdk/client-account';
import { z } from 'zod';
import type { Asking } from '../aws/ask.ts';
import { askPages } from '../aws/ask-pages.ts';
import { isInPartition, otherRegions, partitionOf } from '../aws/partitions.ts';
import type { Permission } from '../collector.ts';
import type { Gap } from '../snapshot.ts';

export const regionPermissions: readonly Permission[] = [
  { action: 'account:ListRegions', why: 'Which regions are enabled.' },
  { action: 'ec2:DescribeRegions', why: 'Which regions are enabled, where account:ListRegions is refused.' },
];

/** Both sorted. */
export interface Regions {
  enabled: string[];
  /** Those of them that are to be read. */
  regions: string[];
  /** One that answered: the home region, unless an organization's policy closes that. */
  answeredBy: string;
}

/**
 * Enabled regions of the account. A call that its fallback answered leaves no gap. Emulators also list regions of
 * other partitions, which no account can have.
 * @param scope narrows what is read; stands in for the list when neither call answers.
 */
export async function readRegions(
  asking: Asking,
  homeRegion: string,
  scope: readonly string[] | null,
  addGap: (gap: Gap) => void,
): Promise<Regions> {
  const within = (found: readonly string[], answeredBy = homeRegion): Regions => {
    const enabled = found.filter((it) => isInPartition(it, partitionOf(homeRegion))).sort();
    return { enabled, regions: enabled.filter((it) => !scope || scope.includes(it)), answeredBy };
  };
  const listed = await listRegions(asking, homeRegion);
  if (Array.isArray(listed)) return within(listed);
  const described = await describeRegions(asking, homeRegion);
  if (Array.isArray(described)) return within(described);
  if (described.deniedBy === 'scp') {
    for (const region of otherRegions(homeRegion)) {
      const elsewhere = await describeRegions(asking, region);
      if (Array.isArray(elsewhere)) return within(elsewhere, region);
    }
  }
  addGap(listed);
  addGap(described);
  const regions = [...(scope ?? [homeRegion])].sort();
  return { enabled: regions, regions, answeredBy: homeRegion };
}

const ListRegionsAnswer = z.object({
  Regions: z.array(z.object({ RegionName: z.string() })),
  NextToken: z.string().nullish(),
});

async function listRegions(asking: Asking, region: string): Promise<string[] | Gap> {
  const client = asking.client(AccountClient, region);
  const { pages, failure } = await askPages(asking, {
    topic: 'account.regions',
    api: 'account:ListRegions',
    region,
    answer: ListRegionsAnswer,
    send: (NextToken, options) =>
      client.send(
        new ListRegionsCommand({
          RegionOptStatusContains: ['ENABLED', 'ENABLED_BY_DEFAULT'],
          MaxResults: 50,
          ...(NextToken && { NextToken }),
        }),
        options,
      ),
    next: (page) => page.NextToken,
  });
  return failure ? failure.gap : pages.flatMap((it) => it.value.Regions.map((found) => found.RegionName));
}

const DescribeRegionsAnswer = z.object({
  Regions: z.array(z.object({ RegionName: z.string(), OptInStatus: z.string().nullish() })),
});

/** Without AllRegions the answer holds enabled regions only, so an absent opt-in status is not "off". */
async function describeRegions(asking: Asking, region: string): Promise<string[] | Gap> {
  const { DescribeRegionsCommand, EC2Client } = await import('@aws-sdk/client-ec2');
  const client = asking.client(EC2Client, region);
  const answer = await asking.tryAsk({
    topic: 'account.regions',
    api: 'ec2:DescribeRegions',
    region,
    answer: DescribeRegionsAnswer,
    send: (options) => client.send(new DescribeRegionsCommand({}), options),
  });
  if (!answer.isAnswered) return answer.gap;
  return answer.value.Regions.filter((it) => it.OptInStatus !== 'not-opted-in').map((it) => it.RegionName);
}
