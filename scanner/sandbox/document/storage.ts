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
  acl: awsShape<AccessControlPolicy>(AccessControlPolicy$).optional(),
  policy: textOrJson.optional(),
  policyStatus: awsShape<PolicyStatus>(PolicyStatus$).optional(),
  publicAccessBlock: z.union([PublicAccessBlock, z.literal(false)]).optional(),
  logging: awsShape<LoggingEnabled>(LoggingEnabled$).optional(),
  versioning: awsShape<GetBucketVersioningOutput>(GetBucketVersioningOutput$).optional(),
  objectLock: awsShape<ObjectLockConfiguration>(ObjectLockConfiguration$).optional(),
  encryption: awsShape<ServerSideEncryptionConfiguration>(ServerSideEncryptionConfiguration$).optional(),
  lifecycle: z.array(awsShape<LifecycleRule>(LifecycleRule$)).optional(),
});
export type BucketDocument = z.infer<typeof BucketDocument>;

export const storageSections = { buckets: z.array(BucketDocument).optional() };
