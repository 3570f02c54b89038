import { CloudTrailClient, DescribeTrailsCommand, ListTrailsCommand } from '@aws-sdk/client-cloudtrail';
import { z } from 'zod';
import { flagOr, optionalText, promised, promisedItems } from '../aws/answers.ts';
import { askPages } from '../aws/ask-pages.ts';
import { inParallel } from '../aws/in-parallel.ts';
import { readItems } from '../aws/read-items.ts';
import type { CollectSession } from '../collector.ts';
import { logGroupArnOf, parseArn } from '../link/arn.ts';
import type { Gap, Source, TrailFact } from '../snapshot.ts';

export type TrailSettings = Omit<TrailFact, 'status' | 'selectors'>;

const topic = 'cloudtrail.trails';

/**
 * Every trail that records this account. ListTrails names the trails of all regions, but may leave out an
 * organization's; DescribeTrails shows shadow copies, but only one region: the union is complete.
 * @returns null when neither call was answered.
 */
export async function listTrails(session: CollectSession): Promise<TrailSettings[] | null> {
  const [listed, described] = await Promise.all([
    inSomeRegion(session, (region) => namesInAllRegions(session, region)),
    inSomeRegion(session, (region) => describeIn(session, region, { includeShadowTrails: true })),
  ]);
  const trails = new Map((described.trails ?? []).map((it) => [it.arn, it]));
  const elsewhere = listed.names
    ? await describeListed(session, listed.names, trails, described)
    : await describeEveryRegion(session);
  for (const gap of elsewhere.gaps) session.addGap(gap);
  for (const trail of elsewhere.trails) trails.set(trail.arn, trail);
  const isRecordedEverywhere = [...trails.values()].some((it) => it.isMultiRegion);
  if (!isRecordedEverywhere && listed.names && described.trails) {
    for (const trail of await secondLook(session, trails)) trails.set(trail.arn, trail);
  }

  if (listed.gap && elsewhere.gaps.length > 0) session.addGap(listed.gap);
  if (described.gap) session.addGap(described.gap);
  if (!described.trails && !listed.names && elsewhere.trails.length === 0) return null;
  return [...trails.values()].sort((a, b) => a.arn.localeCompare(b.arn));
}

/** Asks in the home region, and in two more when an organization's policy or the network closes that one. */
async function inSomeRegion<Result extends { gap: Gap | null }>(
  session: CollectSession,
  askIn: (region: string) => Promise<Result>,
): Promise<Result> {
  const first = await askIn(session.homeRegion);
  if (!isRegionClosed(first.gap)) return first;
  for (const region of session.regions.filter((it) => it !== session.homeRegion).slice(0, 2)) {
    const other = await askIn(region);
    if (!isRegionClosed(other.gap)) return other;
  }
  return first;
}

function isRegionClosed(gap: Gap | null): boolean {
  return gap?.kind === 'region-off' || gap?.kind === 'unreachable' || gap?.deniedBy === 'scp';
}

const ListTrailsAnswer = z.object({
  Trails: promised(z.object({ TrailARN: z.string(), HomeRegion: optionalText })),
  NextToken: z.string().nullish(),
});

interface TrailName {
  arn: string;
  homeRegion: string;
}

async function namesInAllRegions(
  session: CollectSession,
  region: string,
): Promise<{ names: TrailName[]; gap: null } | { names: null; gap: Gap }> {
  const client = session.client(CloudTrailClient, region);
  const { pages, failure } = await askPages(session, {
    topic,
    api: 'cloudtrail:ListTrails',
    region,
    answer: ListTrailsAnswer,
    send: (NextToken, options) => client.send(new ListTrailsCommand(NextToken ? { NextToken } : {}), options),
    next: (page) => page.NextToken,
  });
  if (failure) return { names: null, gap: failure.gap };
  const names = pages.flatMap((page) =>
    page.value.Trails.map((it) => ({
      arn: it.TrailARN,
      homeRegion: it.HomeRegion ?? parseArn(it.TrailARN)?.region ?? region,
    })),
  );
  return { names, gap: null };
}

const TrailAnswer = z.object({
  TrailARN: z.string().refine((it) => parseArn(it) !== null, 'no ARN'),
  Name: optionalText,
  HomeRegion: optionalText,
  IsMultiRegionTrail: flagOr(false),
  IsOrganizationTrail: flagOr(false),
  IncludeGlobalServiceEvents: flagOr(true),
  LogFileValidationEnabled: flagOr(false),
  S3BucketName: optionalText,
  S3KeyPrefix: optionalText,
  KmsKeyId: optionalText,
  CloudWatchLogsLogGroupArn: optionalText,
});
const DescribeTrailsAnswer = z.object({ trailList: promisedItems });

interface Described {
  trails: TrailSettings[] | null;
  gap: Gap | null;
}

async function describeIn(
  session: CollectSession,
  region: string,
  which: { includeShadowTrails: boolean } | { trailNameList: string[] },
): Promise<Described> {
  const client = session.client(CloudTrailClient, region);
  const answer = await session.tryAsk({
    topic,
    api: 'cloudtrail:DescribeTrails',
    region,
    answer: DescribeTrailsAnswer,
    send: (options) => client.send(new DescribeTrailsCommand(which), options),
  });
  if (!answer.isAnswered) return { trails: null, gap: answer.gap };
  const { source } = answer;
  const items = readItems(
    answer.value.trailList,
    TrailAnswer,
    { topic, source, nameField: 'TrailARN' },
    session.addGap,
  );
  return { trails: items.map((it) => settingsOf(it, source)), gap: null };
}

function settingsOf(answer: z.infer<typeof TrailAnswer>, source: Source): TrailSettings {
  const arn = parseArn(answer.TrailARN);
  return {
    source,
    arn: answer.TrailARN,
    name: answer.Name ?? arn?.resource.replace(/^trail\//, '') ?? answer.TrailARN,
    ownerAccountId: arn?.accountId ?? '',
    homeRegion: answer.HomeRegion ?? arn?.region ?? source.region,
    isMultiRegion: answer.IsMultiRegionTrail,
    isOrganizationTrail: answer.IsOrganizationTrail,
    includesGlobalServiceEvents: answer.IncludeGlobalServiceEvents,
    bucketName: answer.S3BucketName,
    keyPrefix: answer.S3KeyPrefix,
    kmsKeyId: answer.KmsKeyId,
    logGroupArn: answer.CloudWatchLogsLogGroupArn ? logGroupArnOf(answer.CloudWatchLogsLogGroupArn) : null,
    isLogFileValidationEnabled: answer.LogFileValidationEnabled,
  };
}

interface Elsewhere {
  trails: TrailSettings[];
  gaps: Gap[];
}

/** Settings of listed trails that the home region's answer does not show: single-region trails elsewhere. */
async function describeListed(
  session: CollectSession,
  names: readonly TrailName[],
  known: ReadonlyMap<string, unknown>,
  home: Described,
): Promise<Elsewhere> {
  const missing = names.filter((it) => !known.has(it.arn));
  const regions = [...new Set(missing.map((it) => it.homeRegion))].filter(
    (it) => home.trails !== null || it !== session.homeRegion,
  );
  const answers = await inParallel(regions, 8, (region) =>
    describeIn(session, region, {
      trailNameList: missing.filter((it) => it.homeRegion === region).map((it) => it.arn),
    }),
  );
  return together(answers);
}

/** The fallback when ListTrails is refused. */
async function describeEveryRegion(session: CollectSession): Promise<Elsewhere> {
  return describeRegions(session, otherRegions(session));
}

/**
 * AWS lists the trails of all regions; AWS-compatible endpoints may list those of the asked region only. So one
 * more region is asked before single-region trails count as all there are, and every region before there is none.
 */
async function secondLook(
  session: CollectSession,
  known: ReadonlyMap<string, unknown>,
): Promise<TrailSettings[]> {
  const others = otherRegions(session);
  if (known.size === 0) return (await describeRegions(session, others)).trails;
  const { trails } = await describeRegions(session, others.slice(0, 1));
  if (trails.every((it) => known.has(it.arn))) return [];
  const rest = await describeRegions(session, others.slice(1));
  for (const gap of rest.gaps) session.addGap(gap);
  return [...trails, ...rest.trails];
}

function otherRegions(session: CollectSession): string[] {
  return session.regions.filter((it) => it !== session.homeRegion);
}

async function describeRegions(session: CollectSession, regions: readonly string[]): Promise<Elsewhere> {
  const answers = await inParallel(regions, 8, (region) =>
    describeIn(session, region, { includeShadowTrails: false }),
  );
  return together(answers);
}

function together(answers: readonly Described[]): Elsewhere {
  return {
    trails: answers.flatMap((it) => it.trails ?? []),
    gaps: answers.flatMap((it) => (it.gap ? [it.gap] : [])),
  };
}
