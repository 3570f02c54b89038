import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { GetPublicAccessBlockCommand } from '@aws-sdk/client-s3-control';
import { z } from 'zod';
import { optionalText, promisedItems } from '../aws/answers.ts';
import { askPages } from '../aws/ask-pages.ts';
import { inParallel } from '../aws/in-parallel.ts';
import { globalRegionOf } from '../aws/partitions.ts';
import { readItems } from '../aws/read-items.ts';
import type { Collector, CollectSession } from '../collector.ts';
import type { BucketListFact, PublicAccessBlock, TrailBucketFact } from '../facts/storage.ts';
import { parseArn } from '../link/arn.ts';
import { PublicAccessBlockAnswer, publicAccessBlockOf, readBucketSettings } from './bucket-settings.ts';
import { findBucket } from './find-bucket.ts';
import { HostAgnosticS3ControlClient, PathStyleS3Client } from './s3-clients.ts';

export const s3: Collector = {
  name: 'S3',
  fills: ['s3.bucket-list', 's3.trail-buckets', 's3.account-public-access-block'],
  readsWanted: true,
  permissions: [
    { action: 's3:ListAllMyBuckets', why: 'Which buckets the account owns, and in which regions they are.' },
    { action: 's3:GetBucketLocation', why: 'Whether the bucket a trail names exists.' },
    { action: 's3:GetBucketAcl', why: 'Whether the trail bucket is open through its ACL.' },
    {
      action: 's3:GetBucketPolicy',
      why: 'Whether the trail bucket is open, and to whom CloudTrail may write.',
    },
    { action: 's3:GetBucketPublicAccessBlock', why: 'Whether public access to the trail bucket is blocked.' },
    { action: 's3:GetAccountPublicAccessBlock', why: 'Whether public access is blocked account-wide.' },
    { action: 's3:GetBucketLogging', why: 'Whether access to the trail bucket is logged.' },
    { action: 's3:GetBucketVersioning', why: 'Versioning and MFA delete of the trail bucket.' },
    { action: 's3:GetBucketObjectLockConfiguration', why: 'Object Lock of the trail bucket.' },
    { action: 's3:GetEncryptionConfiguration', why: 'Default encryption of the trail bucket.' },
    { action: 's3:GetLifecycleConfiguration', why: 'How long the trail bucket keeps logs.' },
  ],

  async collect(session) {
    const list = session.isFirstRead ? await listBuckets(session) : null;
    const buckets = await inParallel(namesToRead(session, list), 4, (name) =>
      readBucket(session, name, list),
    );
    const read = buckets.flatMap((it) => (it ? [it] : []));
    const isOpen = read.some((it) => it.settings && !isClosed(it.settings.publicAccessBlock?.block));
    const account = isOpen ? await readAccountBlock(session) : {};
    return { ...(list && { 's3.bucket-list': list }), 's3.trail-buckets': read, ...account };
  },
};

/** A bucket that blocks everything itself leaves nothing for the account's setting to change. */
function isClosed(block: PublicAccessBlock | null | undefined): boolean {
  return block?.ignorePublicAcls === true && block.restrictPublicBuckets;
}

/**
 * Buckets of trails this account owns, and buckets of this account that other trails name. Another trail's
 * bucket elsewhere is asked about by the trail's owner.
 */
function namesToRead(session: CollectSession, list: BucketListFact | null): string[] {
  const trails = session.known['cloudtrail.trails'] ?? [];
  const owned = new Set((list?.buckets ?? []).map((it) => it.name));
  const ofTrails = trails.flatMap((it) => {
    if (!it.bucketName) return [];
    const isOwn = it.ownerAccountId === session.accountId || !list || owned.has(it.bucketName);
    return isOwn ? [it.bucketName] : [];
  });
  const wanted = session.wanted.flatMap((it) => {
    const arn = parseArn(it);
    if (arn?.service !== 's3' || arn.resource === '') return [];
    return !list || owned.has(arn.resource) ? [arn.resource] : [];
  });
  return [...new Set([...ofTrails, ...wanted])].sort();
}

const BucketsAnswer = z.object({ Buckets: promisedItems, ContinuationToken: z.string().nullish() });
const Bucket = z.object({ Name: z.string(), BucketRegion: optionalText });

async function listBuckets(session: CollectSession): Promise<BucketListFact | null> {
  const topic = 's3.bucket-list';
  const client = session.client(PathStyleS3Client, session.homeRegion);
  const { pages, failure } = await askPages(session, {
    topic,
    api: 's3:ListAllMyBuckets',
    region: session.homeRegion,
    answer: BucketsAnswer,
    send: (ContinuationToken, options) =>
      client.send(
        new ListBucketsCommand({ MaxBuckets: 1000, ...(ContinuationToken && { ContinuationToken }) }),
        options,
      ),
    next: (page) => page.ContinuationToken,
  });
  if (failure) session.addGap(failure.gap);
  const [first] = pages;
  if (failure || !first) return null;
  const buckets = pages.flatMap((page) =>
    readItems(page.value.Buckets, Bucket, { topic, source: page.source, nameField: 'Name' }, session.addGap),
  );
  return {
    source: first.source,
    buckets: buckets.map((it) => ({ name: it.Name, region: it.BucketRegion })),
  };
}

async function readBucket(
  session: CollectSession,
  name: string,
  list: BucketListFact | null,
): Promise<TrailBucketFact | null> {
  const listed = list?.buckets.find((it) => it.name === name);
  const found =
    list && listed?.region
      ? { source: list.source, existence: 'own' as const, region: listed.region }
      : await findBucket(session, name, list);
  if (!found) return null;
  const { source, existence, region } = found;
  if (existence !== 'own' || region === null) return { source, name, region, existence, settings: null };
  const names = new Set(list?.buckets.map((it) => it.name));
  const settings = await readBucketSettings(session, { name, region }, list ? names : null);
  return { source, name, region, existence, settings };
}

const AccountBlock = z.object({ PublicAccessBlockConfiguration: PublicAccessBlockAnswer });

async function readAccountBlock(session: CollectSession) {
  const region = globalRegionOf(session.partition);
  const client = session.client(HostAgnosticS3ControlClient, region);
  const answer = await session.tryAsk({
    topic: 's3.account-public-access-block',
    api: 's3:GetAccountPublicAccessBlock',
    region,
    answer: AccountBlock,
    send: (options) =>
      client.send(new GetPublicAccessBlockCommand({ AccountId: session.accountId }), options),
  });
  if (answer.isAnswered) {
    const block = publicAccessBlockOf(answer.value.PublicAccessBlockConfiguration);
    return { 's3.account-public-access-block': { source: answer.source, block } };
  }
  if (answer.code !== 'NoSuchPublicAccessBlockConfiguration') {
    session.addGap(answer.gap);
    return {};
  }
  const source = { api: answer.gap.api, region, at: answer.gap.at };
  return { 's3.account-public-access-block': { source, block: null } };
}
