import type { Verdict } from '#lib/posture/verdict.ts';
import type { Linked } from './linked.ts';

type Cause = NonNullable<Verdict['cause']>;

/** No trail records the account: the same cause for every trail and alarm check. */
export function noTrailCause({ account, organization }: Linked): Cause {
  const organizationId = organization.state === 'found' ? organization.fact.organization?.id : null;
  // One organization trail would record every member that has none.
  const key = organizationId ? `organization-trail:${organizationId}` : `trail:${account.accountId}`;
  return { key, text: 'No trail records this account.' };
}

/** A trail that is stopped: the same cause for `trail-exists` and for the alarms behind the trail. */
export function stoppedTrailCause({ name, arn }: { name: string; arn: string }): Cause {
  return { key: arn, text: `The trail ${name} is not logging.` };
}

/** The bucket a trail delivers to is gone: the same cause for the bucket's checks and its trails'. */
export function goneBucketCause(bucketName: string): Cause {
  return { key: `bucket:${bucketName}`, text: `Bucket ${bucketName} does not exist.` };
}
