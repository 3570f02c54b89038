import type { Source } from './source.ts';

/** The account's buckets: who owns which name, and where. */
export interface BucketListFact {
  source: Source;
  /** `region` is null where neither the list nor the bucket said. */
  buckets: { name: string; region: string | null }[];
}

export interface PublicAccessBlock {
  blockPublicAcls: boolean;
  ignorePublicAcls: boolean;
  blockPublicPolicy: boolean;
  restrictPublicBuckets: boolean;
}

export interface AccountPublicAccessBlockFact {
  source: Source;
  /** null: the account has none. */
  block: PublicAccessBlock | null;
}

/** A bucket that a trail names, as this account sees it. */
export interface TrailBucketFact {
  source: Source;
  name: string;
  region: string | null;
  /** `elsewhere`: it exists, in an account that S3 does not name. */
  existence: 'own' | 'elsewhere' | 'gone';
  /** null unless the bucket is this account's own. */
  settings: BucketSettings | null;
}

/** Each part is null where it was asked and not answered: the reason stands in the gaps. */
export interface BucketSettings {
  /** null: unread, or not asked because the bucket ignores public ACLs. */
  acl: { source: Source; grants: BucketGrant[] } | null;
  /** `text` null: the bucket has no policy. */
  policy: { source: Source; text: string | null } | null;
  publicAccessBlock: { source: Source; block: PublicAccessBlock | null } | null;
  /** `targetBucket` null: access is not logged. */
  logging: { source: Source; targetBucket: string | null; isTargetGone: boolean | null } | null;
  versioning: { source: Source; status: string | null; mfaDelete: string | null } | null;
  objectLock: {
    source: Source;
    isEnabled: boolean;
    /** null: no default retention. */
    defaultRetention: { mode: 'COMPLIANCE' | 'GOVERNANCE'; days: number } | null;
  } | null;
  /** `algorithm` null: S3 encrypts with its own keys, as it always does. */
  encryption: { source: Source; algorithm: string | null; kmsKeyId: string | null } | null;
  lifecycle: { source: Source; rules: LifecycleRuleFact[] } | null;
}

export interface BucketGrant {
  /** The group's URI, or null for one named account. */
  groupUri: string | null;
  permission: string;
}

export interface LifecycleRuleFact {
  id: string | null;
  isEnabled: boolean;
  /** Objects whose key starts so; '' for all. */
  prefix: string;
  /** Log files have no tags. They come in every size, so a size spares only some of them. */
  hasTagFilter: boolean;
  expiresAfterDays: number | null;
  /** ISO 8601 UTC of a fixed expiry date. */
  expiresAt: string | null;
}
