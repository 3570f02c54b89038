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

/** ARNs outside an account that its snapshot names, with the account that owns each; empty for a bucket. */
export function namedElsewhere(snapshot: AccountSnapshot): { arn: string; ownerAccountId: string }[] {
  const owned = [...referencesOf(snapshot)].flatMap(([ownerAccountId, arns]) =>
    arns.map((arn) => ({ arn, ownerAccountId })),
  );
  const buckets = new Set(bucketsElsewhere(snapshot));
  return [...owned, ...[...buckets].map((arn) => ({ arn, ownerAccountId: '' }))];
}

/** What a list of snapshots names, each with the accounts that name it. */
interface Named {
  byOwner: Map<string, Map<string, Set<string>>>;
  buckets: Map<string, Set<string>>;
}

const namedIn = new WeakMap<readonly AccountSnapshot[], Named>();

/** What other accounts' snapshots name in this account, sorted. Cheap to ask of one list for account after account. */
export function wantedOf(accountId: string, others: readonly AccountSnapshot[]): string[] {
  const { byOwner, buckets } = namedIn.get(others) ?? indexNamed(others);
  const wanted: string[] = [];
  for (const named of [byOwner.get(accountId), buckets]) {
    for (const [arn, by] of named ?? []) if (by.size > 1 || !by.has(accountId)) wanted.push(arn);
  }
  return [...new Set(wanted)].sort();
}

function indexNamed(snapshots: readonly AccountSnapshot[]): Named {
  const named: Named = { byOwner: new Map(), buckets: new Map() };
  const note = (arns: Map<string, Set<string>>, arn: string, by: string): void => {
    arns.set(arn, (arns.get(arn) ?? new Set()).add(by));
  };
  for (const snapshot of snapshots) {
    for (const { arn, ownerAccountId } of namedElsewhere(snapshot)) {
      const ofOwner = named.byOwner.get(ownerAccountId) ?? new Map<string, Set<string>>();
      named.byOwner.set(ownerAccountId, ofOwner);
      note(ownerAccountId === '' ? named.buckets : ofOwner, arn, snapshot.account.accountId);
    }
  }
  namedIn.set(snapshots, named);
  return named;
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
