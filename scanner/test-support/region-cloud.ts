import type { WorkspacePolicy } from '#lib/posture/workspace-policy.ts';
import type { Check } from '../check.ts';
import { type AccountInput, type RegionInput, testAccountId } from './bucket-cloud.ts';
import { scanned } from './judged.ts';

/** A check's verdict on an account of two regions, described as `eu` and `us`. */
export async function verdictIn(
  check: Check,
  { eu = {}, us = {}, ...account }: { eu?: RegionInput; us?: RegionInput } & Partial<AccountInput>,
  policy?: WorkspacePolicy,
) {
  const cloud = {
    accounts: [
      {
        id: testAccountId,
        name: 'payments-prod',
        regions: ['eu-north-1', 'us-east-1'],
        resources: { 'eu-north-1': eu, 'us-east-1': us },
        ...account,
      },
    ],
  };
  const judged = await scanned(cloud, [testAccountId]);
  return judged.verdict(testAccountId, check, policy);
}
