import type { TrailBucketFact } from '../facts/storage.ts';
import type { AccountSnapshot } from '../snapshot.ts';
import type { World } from '../world.ts';

interface BucketIndex {
  /** Bucket name → the onboarded account that owns it. */
  owners: ReadonlyMap<string, string>;
  /** Bucket name → accounts whose own trails deliver to it. */
  users: ReadonlyMap<string, ReadonlySet<string>>;
  /** Account → its buckets that trails deliver to, sorted. */
  used: ReadonlyMap<string, readonly string[]>;
}

const indexes = new WeakMap<World, BucketIndex>();

/** The onboarded account that owns a bucket; null where none does. S3 itself does not tell an owner. */
export function bucketOwner(world: World, name: string): string | null {
  return indexOf(world).owners.get(name) ?? null;
}

/** Buckets of this account that any onboarded account's trail delivers to. */
export function bucketsUsedByTrails(world: World, accountId: string): readonly string[] {
  return indexOf(world).used.get(accountId) ?? [];
}

/** Onboarded accounts whose own trails deliver to the bucket. */
export function bucketUsers(world: World, name: string): readonly string[] {
  return [...(indexOf(world).users.get(name) ?? [])].sort();
}

/** What one account's scan saw of a bucket. */
export function bucketFactOf(snapshot: AccountSnapshot | null, name: string): TrailBucketFact | null {
  return snapshot?.topics['s3.trail-buckets']?.find((it) => it.name === name) ?? null;
}

function indexOf(world: World): BucketIndex {
  const known = indexes.get(world);
  if (known) return known;
  const owners = new Map<string, string>();
  const users = new Map<string, Set<string>>();
  for (const { accountId, snapshot } of world.accounts.values()) {
    for (const { name } of snapshot?.topics['s3.bucket-list']?.buckets ?? []) owners.set(name, accountId);
    for (const bucket of snapshot?.topics['s3.trail-buckets'] ?? []) {
      if (bucket.existence === 'own') owners.set(bucket.name, accountId);
    }
    for (const trail of snapshot?.topics['cloudtrail.trails'] ?? []) {
      if (trail.ownerAccountId !== accountId || !trail.bucketName) continue;
      users.set(trail.bucketName, (users.get(trail.bucketName) ?? new Set()).add(accountId));
    }
  }
  const used = new Map<string, string[]>();
  for (const name of [...users.keys()].sort()) {
    const owner = owners.get(name);
    if (owner === undefined) continue;
    const known = used.get(owner);
    if (known) known.push(name);
    else used.set(owner, [name]);
  }
  const index = { owners, users, used };
  indexes.set(world, index);
  return index;
}
