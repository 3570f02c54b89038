import type { Check } from '../check.ts';
import type { Cloud } from './collected.ts';
import { scanned } from './judged.ts';

type Account = NonNullable<Exclude<Cloud, string>['accounts']>[number];
type Region = NonNullable<Account['resources']>[string];
export type BucketInput = NonNullable<Region['buckets']>[number];
export type TrailInput = NonNullable<Region['trails']>[number];

export const bucketAccountId = '111111111111';

/** An account with a trail `main` into the bucket `acme-trail`, here as described. */
export function bucketCloud(
  bucket: Partial<BucketInput> | null,
  more: {
    trail?: Partial<TrailInput>;
    trails?: TrailInput[];
    buckets?: BucketInput[];
  } & Partial<Account> = {},
): Exclude<Cloud, string> {
  const { trail, trails = [], buckets = [], ...account } = more;
  return {
    accounts: [
      {
        id: bucketAccountId,
        name: 'payments-prod',
        regions: ['eu-north-1', 'us-east-1'],
        resources: {
          'eu-north-1': {
            trails: [
              { Name: 'main', S3BucketName: 'acme-trail', IsMultiRegionTrail: true, ...trail },
              ...trails,
            ],
            buckets: [...(bucket ? [{ Name: 'acme-trail', ...bucket }] : []), ...buckets],
          },
        },
        ...account,
      },
    ],
  };
}

export async function verdictOn(check: Check, cloud: Cloud, accountId = bucketAccountId) {
  const judged = await scanned(cloud, [accountId]);
  return judged.verdict(accountId, check);
}
