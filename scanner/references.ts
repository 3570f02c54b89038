import { relevantAlarms } from './collectors/relevant-alarms.ts';
import { parseArn } from './link/arn.ts';
import type { AccountSnapshot } from './snapshot.ts';

/** ARNs in other accounts that this account's chain runs through, by the account that owns them. */
function referencesOf(snapshot: AccountSnapshot): Map<string, string[]> {
  const { topics, account } = snapshot;
  const trails = topics['cloudtrail.trails'] ?? [];
  const ownTrails = trails.filter((it) => it.ownerAccountId === account.accountId);
  const named = [
    ...trails.map((it) => it.logGroupArn),
    ...ownTrails.map((it) => it.kmsKeyId),
    ...relevantAlarms(topics).flatMap((it) => it.alarmActions),
    ...(topics['events.rules'] ?? []).flatMap((it) => it.targets?.map((target) => target.arn) ?? []),
    ...(topics['sns.topics'] ?? []).map((it) => it.attributes?.kmsKeyId ?? null),
  ];
  const byOwner = new Map<string, string[]>();
  for (const text of new Set(named)) {
    const arn = text ? parseArn(text) : null;
    if (!text || !arn || arn.accountId === '' || arn.accountId === account.accountId) continue;
    if (!['logs', 'kms', 'sns', 'events'].includes(arn.service)) continue;
    byOwner.set(arn.accountId, [...(byOwner.get(arn.accountId) ?? []), text]);
  }
  return byOwner;
}

/** Buckets of this account's trails that it does not own. A bucket's ARN names no account, so any may be meant. */
function bucketsElsewhere({ account, topics }: AccountSnapshot): string[] {
  const read = (topics['s3.trail-buckets'] ?? []).filter((it) => it.existence === 'own');
  const own = new Set([...(topics['s3.bucket-list']?.buckets ?? []), ...read].map((it) => it.name));
  return (topics['cloudtrail.trails'] ?? []).flatMap((it) =>
    it.ownerAccountId === account.accountId && it.bucketName && !own.has(it.bucketName)
      ? [`arn:${account.partition}:s3:::${it.bucketName}`]
      : [],
  );
}

/** What other accounts' snapshots name in this account, sorted. */
export function wantedOf(accountId: string, others: Iterable<AccountSnapshot>): string[] {
  const wanted = [...others].flatMap((it) =>
    it.account.accountId === accountId
      ? []
      : [...(referencesOf(it).get(accountId) ?? []), ...bucketsElsewhere(it)],
  );
  return [...new Set(wanted)].sort();
}

/** Of these, what the snapshot neither holds nor asked for. */
export function unreadOf(snapshot: AccountSnapshot, wanted: readonly string[]): string[] {
  const { topics } = snapshot;
  const held = new Set([
    ...(snapshot.wanted ?? []),
    ...(topics['logs.groups'] ?? []).map((it) => it.arn),
    ...(topics['cloudtrail.trails'] ?? []).flatMap((it) => (it.logGroupArn ? [it.logGroupArn] : [])),
    ...(topics['sns.topics'] ?? []).map((it) => it.arn),
    ...(topics['kms.keys'] ?? []).flatMap((it) => [it.arn, ...it.requestedAs]),
  ]);
  const read = new Set((topics['s3.trail-buckets'] ?? []).map((it) => it.name));
  const list = topics['s3.bucket-list'];
  const owned = new Set(list?.buckets.map((it) => it.name));
  return wanted.filter((it) => {
    const arn = parseArn(it);
    // Without its list, only the bucket itself can tell whether it is this account's.
    if (arn?.service !== 's3' || !list) return !held.has(it) && !read.has(arn?.resource ?? '');
    return owned.has(arn.resource) && !read.has(arn.resource);
  });
}
