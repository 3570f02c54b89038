import {
  type AccessControlPolicy,
  AccessControlPolicy$,
  type Bucket,
  Bucket$,
  type GetBucketVersioningOutput,
  GetBucketVersioningOutput$,
  type LifecycleRule,
  LifecycleRule$,
  type LoggingEnabled,
  LoggingEnabled$,
  type ObjectLockConfiguration,
  ObjectLockConfiguration$,
  type PolicyStatus,
  PolicyStatus$,
  type PublicAccessBlockConfiguration,
  PublicAccessBlockConfiguration$,
  type ServerSideEncryptionConfiguration,
  ServerSideEncryptionConfiguration$,
} from '@aws-sdk/client-s3';
import { z } from 'zod';
import { awsShape, awsStruct, textOrJson } from './shape.ts';

export const PublicAccessBlock = awsShape<PublicAccessBlockConfiguration>(PublicAccessBlockConfiguration$);

export const BucketDocument = awsStruct<Bucket>(Bucket$).with({
  acl: awsShape<AccessControlPolicy>(AccessControlPolicy$).nullish(),
  policy: textOrJson.nullish(),
  policyStatus: awsShape<PolicyStatus>(PolicyStatus$).nullish(),
  publicAccessBlock: z.union([PublicAccessBlock, z.literal(false)]).nullish(),
  logging: awsShape<LoggingEnabled>(LoggingEnabled$).nullish(),
  versioning: awsShape<GetBucketVersioningOutput>(GetBucketVersioningOutput$).nullish(),
  objectLock: awsShape<ObjectLockConfiguration>(ObjectLockConfiguration$).nullish(),
  encryption: awsShape<ServerSideEncryptionConfiguration>(ServerSideEncryptionConfiguration$).nullish(),
  lifecycle: z.array(awsShape<LifecycleRule>(LifecycleRule$)).nullish(),
});
export type BucketDocument = z.infer<typeof BucketDocument>;

export const storageSections = { buckets: z.array(BucketDocument).optional() };
