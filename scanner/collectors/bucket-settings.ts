import {
  GetBucketAclCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLoggingCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import { z } from 'zod';
import { flagOr, optionalText, optionalTime, promised } from '../aws/answers.ts';
import type { SendOptions } from '../aws/ask.ts';
import type { CollectSession } from '../collector.ts';
import type { BucketSettings, LifecycleRuleFact, PublicAccessBlock } from '../facts/storage.ts';
import type { Source } from '../snapshot.ts';
import { bucketArn, findBucket } from './find-bucket.ts';
import { PathStyleS3Client } from './s3-clients.ts';

interface Place {
  name: string;
  region: string;
}

/** @param ownNames the account's bucket names; null when unread. */
export async function readBucketSettings(
  session: CollectSession,
  bucket: Place,
  ownNames: ReadonlySet<string> | null,
): Promise<BucketSettings> {
  const block = readPart(session, bucket, parts.publicAccessBlock);
  const [acl, policy, publicAccessBlock, logging, versioning, objectLock, encryption, lifecycle] =
    await Promise.all([
      block.then((it) => (it?.block?.ignorePublicAcls ? null : readPart(session, bucket, parts.acl))),
      readPart(session, bucket, parts.policy),
      block,
      readPart(session, bucket, parts.logging),
      readPart(session, bucket, parts.versioning),
      readPart(session, bucket, parts.objectLock),
      readPart(session, bucket, parts.encryption),
      readPart(session, bucket, parts.lifecycle),
    ]);
  return {
    acl,
    policy,
    publicAccessBlock,
    logging: logging && {
      ...logging,
      isTargetGone: await isTargetGone(session, bucket, logging.targetBucket, ownNames),
    },
    versioning,
    objectLock,
    encryption,
    lifecycle,
  };
}

/** S3 delivers access logs only to a bucket of the same account. @returns null when that stays open. */
async function isTargetGone(
  session: CollectSession,
  bucket: Place,
  target: string | null,
  ownNames: ReadonlySet<string> | null,
): Promise<boolean | null> {
  if (target === null || target === bucket.name) return false;
  if (ownNames) return !ownNames.has(target);
  const found = await findBucket(session, target, null);
  return found ? found.existence === 'gone' : null;
}

export const PublicAccessBlockAnswer = z.object({
  BlockPublicAcls: flagOr(false),
  IgnorePublicAcls: flagOr(false),
  BlockPublicPolicy: flagOr(false),
  RestrictPublicBuckets: flagOr(false),
});

export function publicAccessBlockOf(answer: z.infer<typeof PublicAccessBlockAnswer>): PublicAccessBlock {
  return {
    blockPublicAcls: answer.BlockPublicAcls,
    ignorePublicAcls: answer.IgnorePublicAcls,
    blockPublicPolicy: answer.BlockPublicPolicy,
    restrictPublicBuckets: answer.RestrictPublicBuckets,
  };
}

/** One question about a bucket. */
interface Part<Answer, Fact> {
  action: string;
  answer: z.ZodType<Answer>;
  send(client: PathStyleS3Client, bucket: string, options: SendOptions): Promise<unknown>;
  fact(answer: Answer): Fact;
  /** Refusals that mean "there is none". */
  none?: { code: RegExp; fact: Fact };
}

async function readPart<Answer, Fact extends object>(
  session: CollectSession,
  bucket: Place,
  part: Part<Answer, Fact>,
): Promise<({ source: Source } & Fact) | null> {
  const { region, name } = bucket;
  const client = session.client(PathStyleS3Client, region);
  const answer = await session.tryAsk({
    topic: 's3.trail-buckets',
    api: part.action,
    region,
    resource: bucketArn(session.partition, name),
    answer: part.answer,
    send: (options) => part.send(client, name, options),
  });
  if (answer.isAnswered) return { source: answer.source, ...part.fact(answer.value) };
  if (part.none?.code.test(answer.code)) {
    return { source: { api: part.action, region, at: answer.gap.at }, ...part.none.fact };
  }
  session.addGap(answer.gap);
  return null;
}

/** Ties a part's answer and fact together; the object below is their list. */
function part<Answer, Fact>(it: Part<Answer, Fact>): Part<Answer, Fact> {
  return it;
}

const daysOf = (days: number | null | undefined, years: number | null | undefined) =>
  (days ?? 0) + (years ?? 0) * 365;

const LifecycleRule = z.object({
  ID: optionalText,
  Status: z.string(),
  Prefix: z.string().nullish(),
  Filter: z
    .object({
      Prefix: z.string().nullish(),
      Tag: z.unknown().optional(),
      And: z.object({ Prefix: z.string().nullish(), Tags: z.array(z.unknown()).nullish() }).nullish(),
    })
    .nullish(),
  Expiration: z.object({ Days: z.number().nullish(), Date: optionalTime }).nullish(),
});

function lifecycleRule(rule: z.infer<typeof LifecycleRule>): LifecycleRuleFact {
  const { Filter: filter } = rule;
  return {
    id: rule.ID,
    isEnabled: rule.Status === 'Enabled',
    prefix: rule.Prefix ?? filter?.Prefix ?? filter?.And?.Prefix ?? '',
    hasTagFilter: Boolean(filter?.Tag) || (filter?.And?.Tags ?? []).length > 0,
    expiresAfterDays: rule.Expiration?.Days ?? null,
    expiresAt: rule.Expiration?.Date ?? null,
  };
}

const ObjectLockAnswer = z.object({
  ObjectLockConfiguration: z.object({
    ObjectLockEnabled: optionalText,
    Rule: z
      .object({
        DefaultRetention: z
          .object({
            Mode: z.enum(['COMPLIANCE', 'GOVERNANCE']).nullish(),
            Days: z.number().nullish(),
            Years: z.number().nullish(),
          })
          .nullish(),
      })
      .nullish(),
  }),
});
const EncryptionAnswer = z.object({
  ServerSideEncryptionConfiguration: z.object({
    Rules: promised(
      z.object({
        ApplyServerSideEncryptionByDefault: z
          .object({ SSEAlgorithm: optionalText, KMSMasterKeyID: optionalText })
          .nullish(),
      }),
    ),
  }),
});

/** S3 keeps no policy without statements: such a text came from elsewhere, and nothing is known of the policy. */
function hasStatement(policy: string): boolean {
  try {
    return z.object({ Statement: z.unknown() }).safeParse(JSON.parse(policy)).data?.Statement !== undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

const parts = {
  acl: part({
    action: 's3:GetBucketAcl',
    answer: z.object({
      Grants: promised(
        z.object({
          Grantee: z.object({ URI: optionalText }).nullish(),
          Permission: z.string().nullish(),
        }),
      ),
    }),
    send: (client, Bucket, options) => client.send(new GetBucketAclCommand({ Bucket }), options),
    fact: (answer) => ({
      grants: answer.Grants.map((it) => ({
        groupUri: it.Grantee?.URI ?? null,
        permission: it.Permission ?? 'UNSTATED',
      })),
    }),
  }),
  policy: part<{ Policy: string }, { text: string | null }>({
    action: 's3:GetBucketPolicy',
    answer: z.object({ Policy: z.string().refine(hasStatement, 'no policy') }),
    send: (client, Bucket, options) => client.send(new GetBucketPolicyCommand({ Bucket }), options),
    fact: (answer) => ({ text: answer.Policy }),
    none: { code: /^NoSuchBucketPolicy$/, fact: { text: null } },
  }),
  publicAccessBlock: part<
    { PublicAccessBlockConfiguration: z.infer<typeof PublicAccessBlockAnswer> },
    { block: PublicAccessBlock | null }
  >({
    action: 's3:GetBucketPublicAccessBlock',
    answer: z.object({ PublicAccessBlockConfiguration: PublicAccessBlockAnswer }),
    send: (client, Bucket, options) => client.send(new GetPublicAccessBlockCommand({ Bucket }), options),
    fact: (answer) => ({ block: publicAccessBlockOf(answer.PublicAccessBlockConfiguration) }),
    none: { code: /^NoSuchPublicAccessBlockConfiguration$/, fact: { block: null } },
  }),
  logging: part({
    action: 's3:GetBucketLogging',
    answer: z.object({ LoggingEnabled: z.object({ TargetBucket: optionalText }).nullish() }),
    send: (client, Bucket, options) => client.send(new GetBucketLoggingCommand({ Bucket }), options),
    fact: (answer) => ({ targetBucket: answer.LoggingEnabled?.TargetBucket ?? null }),
  }),
  versioning: part({
    action: 's3:GetBucketVersioning',
    answer: z.object({ Status: optionalText, MFADelete: optionalText }),
    send: (client, Bucket, options) => client.send(new GetBucketVersioningCommand({ Bucket }), options),
    fact: (answer) => ({ status: answer.Status, mfaDelete: answer.MFADelete }),
  }),
  objectLock: part<
    z.infer<typeof ObjectLockAnswer>,
    Omit<NonNullable<BucketSettings['objectLock']>, 'source'>
  >({
    action: 's3:GetBucketObjectLockConfiguration',
    answer: ObjectLockAnswer,
    send: (client, Bucket, options) =>
      client.send(new GetObjectLockConfigurationCommand({ Bucket }), options),
    fact: ({ ObjectLockConfiguration: lock }) => {
      const retention = lock.Rule?.DefaultRetention;
      return {
        isEnabled: lock.ObjectLockEnabled === 'Enabled',
        defaultRetention: retention?.Mode
          ? { mode: retention.Mode, days: daysOf(retention.Days, retention.Years) }
          : null,
      };
    },
    none: {
      code: /^(ObjectLockConfigurationNotFoundError|NoSuchObjectLockConfiguration)$/,
      fact: { isEnabled: false, defaultRetention: null },
    },
  }),
  encryption: part<z.infer<typeof EncryptionAnswer>, { algorithm: string | null; kmsKeyId: string | null }>({
    action: 's3:GetEncryptionConfiguration',
    answer: EncryptionAnswer,
    send: (client, Bucket, options) => client.send(new GetBucketEncryptionCommand({ Bucket }), options),
    fact: ({ ServerSideEncryptionConfiguration: configuration }) => {
      const rule = configuration.Rules[0]?.ApplyServerSideEncryptionByDefault;
      return { algorithm: rule?.SSEAlgorithm ?? null, kmsKeyId: rule?.KMSMasterKeyID ?? null };
    },
    none: {
      code: /^ServerSideEncryptionConfigurationNotFoundError$/,
      fact: { algorithm: null, kmsKeyId: null },
    },
  }),
  lifecycle: part<{ Rules: z.infer<typeof LifecycleRule>[] }, { rules: LifecycleRuleFact[] }>({
    action: 's3:GetLifecycleConfiguration',
    answer: z.object({ Rules: promised(LifecycleRule) }),
    send: (client, Bucket, options) =>
      client.send(new GetBucketLifecycleConfigurationCommand({ Bucket }), options),
    fact: (answer) => ({ rules: answer.Rules.map(lifecycleRule) }),
    none: { code: /^NoSuchLifecycleConfiguration$/, fact: { rules: [] } },
  }),
};
