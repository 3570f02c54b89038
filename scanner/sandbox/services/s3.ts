import * as module from '@aws-sdk/client-s3';
import { accessDenied } from '../access/denied-codes.ts';
import { denialText } from '../access/permissions.ts';
import type { Call } from '../call.ts';
import type { BucketDocument } from '../document/storage.ts';
import { AwsError } from '../wire/aws-error.ts';
import { defineService, type Operation, operation } from '../wire/service.ts';
import { isPublicPolicy } from './s3-policy-status.ts';

type Named = { Bucket: string | undefined };

export const s3 = defineService({
  name: 's3',
  signingName: 's3',
  client: new module.S3Client({ region: 'us-east-1' }),
  module,
  isGlobal: true,
  operations: {
    ListBuckets: operation<module.ListBucketsRequest, module.ListBucketsOutput>(
      (input, { account }) => ({
        Buckets: [...account.resources.values()]
          .flatMap((block) => block.buckets ?? [])
          .filter((it) => !input.BucketRegion || it.BucketRegion === input.BucketRegion)
          .map(({ Name, CreationDate, BucketRegion }) => ({ Name, CreationDate, BucketRegion })),
        Owner: { ID: account.id.repeat(5) },
      }),
      's3:ListAllMyBuckets',
    ),
    GetBucketLocation: about<module.GetBucketLocationOutput>(
      (bucket) => ({ LocationConstraint: locationOf(bucket) }),
      's3:GetBucketLocation',
      { anyRegion: true },
    ),
    HeadBucket: about<module.HeadBucketOutput>((it) => ({ BucketRegion: it.BucketRegion }), 's3:ListBucket'),
    GetBucketAcl: about<module.GetBucketAclOutput>((it) => it.acl ?? {}, 's3:GetBucketAcl'),
    GetBucketPolicy: about<module.GetBucketPolicyOutput>(
      (it) => ({ Policy: given(it.policy, 'NoSuchBucketPolicy', 'The bucket policy does not exist') }),
      's3:GetBucketPolicy',
    ),
    GetBucketPolicyStatus: about<module.GetBucketPolicyStatusOutput>((it) => {
      const policy = given(it.policy, 'NoSuchBucketPolicy', 'The bucket policy does not exist');
      return { PolicyStatus: it.policyStatus ?? { IsPublic: isPublicPolicy(policy) } };
    }, 's3:GetBucketPolicyStatus'),
    GetPublicAccessBlock: about<module.GetPublicAccessBlockOutput>(
      (it) => ({
        PublicAccessBlockConfiguration: given(
          it.publicAccessBlock || null,
          'NoSuchPublicAccessBlockConfiguration',
          'The public access block configuration was not found',
        ),
      }),
      's3:GetBucketPublicAccessBlock',
    ),
    GetBucketLogging: about<module.GetBucketLoggingOutput>(
      (it) => (it.logging ? { LoggingEnabled: it.logging } : {}),
      's3:GetBucketLogging',
    ),
    GetBucketVersioning: about<module.GetBucketVersioningOutput>(
      (it) => it.versioning ?? {},
      's3:GetBucketVersioning',
    ),
    GetObjectLockConfiguration: about<module.GetObjectLockConfigurationOutput>(
      (it) => ({
        ObjectLockConfiguration: given(
          it.objectLock,
          'ObjectLockConfigurationNotFoundError',
          'Object Lock configuration does not exist for this bucket',
        ),
      }),
      's3:GetBucketObjectLockConfiguration',
    ),
    GetBucketEncryption: about<module.GetBucketEncryptionOutput>(
      (it) => ({
        ServerSideEncryptionConfiguration: given(
          it.encryption?.Rules?.length === 0 ? null : it.encryption,
          'ServerSideEncryptionConfigurationNotFoundError',
          'The server side encryption configuration was not found',
        ),
      }),
      's3:GetEncryptionConfiguration',
    ),
    GetBucketLifecycleConfiguration: about<module.GetBucketLifecycleConfigurationOutput>(
      (it) => ({
        Rules: given(
          it.lifecycle?.length === 0 ? null : it.lifecycle,
          'NoSuchLifecycleConfiguration',
          'The lifecycle configuration does not exist',
        ),
      }),
      's3:GetLifecycleConfiguration',
    ),
  },
});

/** An operation on one bucket, answered only to its owner and in its own region. */
function about<Output extends object>(
  read: (bucket: BucketDocument) => Output,
  action: string,
  { anyRegion = false } = {},
): Operation {
  return operation<Named, Output>(
    (input, call) => read(find(input.Bucket ?? '', call, action, anyRegion)),
    action,
  );
}

function find(name: string, call: Call, action: string, anyRegion: boolean): BucketDocument {
  const found = call.cloud.buckets.get(name);
  if (!found) {
    const message = 'The specified bucket does not exist';
    throw new AwsError('NoSuchBucket', message, { status: 404, fields: { BucketName: name } });
  }
  const { owner, bucket } = found;
  if (owner.id !== call.account.id) {
    const resource = `"arn:${owner.partition}:s3:::${name}"`;
    throw accessDenied(s3, denialText(call.caller.arn, action, { by: 'resource' }, resource));
  }
  if (!anyRegion && bucket.BucketRegion !== call.region) throw elsewhere(bucket);
  return bucket;
}

function elsewhere({ Name, BucketRegion }: BucketDocument): AwsError {
  const message =
    'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.';
  return new AwsError('PermanentRedirect', message, {
    status: 301,
    fields: { Endpoint: `s3.${BucketRegion}.amazonaws.com`, Bucket: Name },
    headers: { 'x-amz-bucket-region': BucketRegion ?? '' },
  });
}

function given<T>(value: T | null | undefined, code: string, message: string): T {
  if (value !== undefined && value !== null) return value;
  throw new AwsError(code, message, { status: 404 });
}

function locationOf({ BucketRegion }: BucketDocument): module.BucketLocationConstraint | undefined {
  return Object.values(module.BucketLocationConstraint).find((it) => it === BucketRegion);
}
