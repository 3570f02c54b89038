import { GetBucketLocationCommand } from '@aws-sdk/client-s3';
import { z } from 'zod';
import { optionalText } from '../aws/answers.ts';
import { globalRegionOf } from '../aws/partitions.ts';
import type { CollectSession } from '../collector.ts';
import type { BucketListFact, TrailBucketFact } from '../facts/storage.ts';
import type { Source } from '../snapshot.ts';
import { PathStyleS3Client } from './s3-clients.ts';

const LocationAnswer = z.object({ LocationConstraint: optionalText });

type Found = { source: Source } & Pick<TrailBucketFact, 'existence' | 'region'>;

/**
 * Whether a bucket exists and whose it is. With `ExpectedBucketOwner` S3 refuses a bucket of another account,
 * which tells "ours" from "somebody's" where the account's own list could not be read.
 * @returns null when it stays open; the gap says why.
 */
export async function findBucket(
  session: CollectSession,
  name: string,
  list: BucketListFact | null,
): Promise<Found | null> {
  const region = session.homeRegion;
  const client = session.client(PathStyleS3Client, region);
  const isListed = list?.buckets.some((it) => it.name === name) ?? null;
  const answer = await session.tryAsk({
    topic: 's3.trail-buckets',
    api: 's3:GetBucketLocation',
    region,
    resource: bucketArn(session.partition, name),
    answer: LocationAnswer,
    send: (options) =>
      client.send(
        new GetBucketLocationCommand({
          Bucket: name,
          ...(isListed === null && { ExpectedBucketOwner: session.accountId }),
        }),
        options,
      ),
  });
  if (answer.isAnswered) {
    return {
      source: answer.source,
      existence: isListed === false ? 'elsewhere' : 'own',
      region: regionOf(answer.value.LocationConstraint, session.partition),
    };
  }
  const source = { api: answer.gap.api, region, at: answer.gap.at };
  if (answer.code === 'NoSuchBucket') return { source, existence: 'gone', region: null };
  if (isListed === false && isRefusedByOwner(answer.gap.deniedBy)) {
    return { source, existence: 'elsewhere', region: null };
  }
  session.addGap(answer.gap);
  return null;
}

/** Any refusal that is not of our own making says that the bucket is another account's. */
function isRefusedByOwner(deniedBy: string | undefined): boolean {
  return deniedBy === 'unstated' || deniedBy === 'resource-policy' || deniedBy === 'rcp';
}

/** The oldest regions answer nothing or `EU`. */
function regionOf(constraint: string | null, partition: string): string {
  if (constraint === 'EU') return 'eu-west-1';
  return constraint ?? globalRegionOf(partition);
}

export function bucketArn(partition: string, name: string): string {
  return `arn:${partition}:s3:::${name}`;
}
