import type { Check } from '../check.ts';
import type { Cloud } from './collected.ts';
import { scanned } from './judged.ts';

export type AccountInput = NonNullable<Exclude<Cloud, string>['accounts']>[number];
export type RegionInput = NonNullable<AccountInput['resources']>[string];
export type BucketInput = NonNullable<RegionInput['buckets']>[number];
export type TrailInput = NonNullable<RegionInput['trails']>[number];

export const testAccountId = '111111111111';

/** An account with a trail `main` into the bucket `acme-trail`, here as described. */
export function bucketCloud(
  bucket: Partial<BucketInput> | null,
  more: {
    trail?: Partial<TrailInput>;
    trails?: TrailInput[];
    buckets?: BucketInput[];
  } & Partial<AccountInput> = {},
): Exclude<Cloud, string> {
  const { trail, trails = [], buckets = [], ...account } = more;
  return {
    accounts: [
      {
        id: testAccountId,
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

export async function verdictOn(check: Check, cloud: Cloud, accountId = testAccountId) {
  const judged = await scanned(cloud, [accountId]);
  return judged.verdict(accountId, check);
}
