import { Agent } from 'node:http';
import {
  GetBucketAclCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLocationCommand,
  GetBucketLoggingCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  GetPublicAccessBlockCommand as GetAccountBlockCommand,
  S3ControlClient,
} from '@aws-sdk/client-s3-control';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sandbox } from '../sandbox.ts';
import { type ClientOptions, errorOf, sandboxWith, sessionOptions, testAccountId } from '../testing.ts';

const Bucket = 'payments-trail-logs';
const everyone = 'http://acs.amazonaws.com/groups/global/AllUsers';
const allBlocked = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};

/** S3 Control puts the account before the host; only `localhost` can carry that, and not every resolver knows it. */
function controlClient(options: ClientOptions): S3ControlClient {
  const httpAgent = new Agent({
    lookup: (_, { all }, done) =>
      all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4),
  });
  const endpoint = options.endpoint.replace('127.0.0.1', 'localhost');
  return new S3ControlClient({ ...options, endpoint, requestHandler: new NodeHttpHandler({ httpAgent }) });
}

let sandbox: Sandbox;
let s3: S3Client;
let control: S3ControlClient;

beforeAll(async () => {
  sandbox = await sandboxWith(
    {
      global: { publicAccessBlock: allBlocked },
      resources: {
        'eu-north-1': {
          buckets: [
            {
              Name: Bucket,
              acl: { Grants: [{ Grantee: { Type: 'Group', URI: everyone }, Permission: 'READ' }] },
              policy: {
                Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' }],
              },
              logging: { TargetBucket: 'access-logs', TargetPrefix: 'x/' },
              versioning: { Status: 'Enabled', MFADelete: 'Enabled' },
              objectLock: {
                ObjectLockEnabled: 'Enabled',
                Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 365 } },
              },
              lifecycle: [{ Status: 'Enabled', Expiration: { Days: 400 }, Filter: { Prefix: '' } }],
            },
            { Name: 'plain', publicAccessBlock: false },
            {
              Name: 'bare',
              acl: null,
              policy: null,
              publicAccessBlock: null,
              logging: null,
              versioning: null,
              objectLock: null,
              encryption: null,
              lifecycle: null,
            },
            { Name: 'empty', encryption: { Rules: [] }, lifecycle: [] },
          ],
        },
        'us-east-1': { buckets: [{ Name: 'elsewhere' }] },
      },
    },
    {
      accounts: [
        {
          id: '111111111111',
          name: 'other',
          resources: { 'eu-north-1': { buckets: [{ Name: 'foreign' }] } },
        },
      ],
    },
  );
  const options = await sessionOptions(sandbox);
  s3 = new S3Client({ ...options, forcePathStyle: true });
  control = controlClient(options);
});
afterAll(() => sandbox.close());

describe('a bucket', () => {
  it('answers every question about itself', async () => {
    expect((await s3.send(new ListBucketsCommand({}))).Buckets?.map((it) => it.Name)).toEqual([
      Bucket,
      'plain',
      'bare',
      'empty',
      'elsewhere',
    ]);
    expect((await s3.send(new GetBucketLocationCommand({ Bucket }))).LocationConstraint).toBe('eu-north-1');
    expect((await s3.send(new HeadBucketCommand({ Bucket }))).BucketRegion).toBe('eu-north-1');
    expect((await s3.send(new GetBucketAclCommand({ Bucket }))).Grants?.[0]?.Grantee).toEqual({
      Type: 'Group',
      URI: everyone,
    });
    expect((await s3.send(new GetBucketPolicyCommand({ Bucket }))).Policy).toContain('"Principal":"*"');
    expect((await s3.send(new GetBucketPolicyStatusCommand({ Bucket }))).PolicyStatus?.IsPublic).toBe(true);
    const block = await s3.send(new GetPublicAccessBlockCommand({ Bucket }));
    expect(block.PublicAccessBlockConfiguration).toEqual(allBlocked);
    expect((await s3.send(new GetBucketLoggingCommand({ Bucket }))).LoggingEnabled?.TargetBucket).toBe(
      'access-logs',
    );
    expect(await s3.send(new GetBucketVersioningCommand({ Bucket }))).toMatchObject({
      Status: 'Enabled',
      MFADelete: 'Enabled',
    });
    const lock = await s3.send(new GetObjectLockConfigurationCommand({ Bucket }));
    expect(lock.ObjectLockConfiguration?.Rule?.DefaultRetention).toEqual({ Mode: 'COMPLIANCE', Days: 365 });
    const encryption = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
    expect(
      encryption.ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault
        ?.SSEAlgorithm,
    ).toBe('AES256');
    const lifecycle = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
    expect(lifecycle.Rules?.[0]?.Expiration?.Days).toBe(400);
  });

  it.each(['plain', 'bare'])('says in S3’s words what it has not: %s', async (name) => {
    const plain = { Bucket: name };
    const names = await Promise.all([
      errorOf(s3.send(new GetBucketPolicyCommand(plain))),
      errorOf(s3.send(new GetPublicAccessBlockCommand(plain))),
      errorOf(s3.send(new GetObjectLockConfigurationCommand(plain))),
      errorOf(s3.send(new GetBucketLifecycleConfigurationCommand(plain))),
    ]);
    expect(names.map((it) => `${it.name} ${it.status}`)).toEqual([
      'NoSuchBucketPolicy 404',
      'NoSuchPublicAccessBlockConfiguration 404',
      'ObjectLockConfigurationNotFoundError 404',
      'NoSuchLifecycleConfiguration 404',
    ]);
    expect((await s3.send(new GetBucketLoggingCommand(plain))).LoggingEnabled).toBeUndefined();
    expect((await s3.send(new GetBucketVersioningCommand(plain))).Status).toBeUndefined();
  });

  it.each(['bare', 'empty'])('has no default encryption where null or no rule says so: %s', async (name) => {
    const error = await errorOf(s3.send(new GetBucketEncryptionCommand({ Bucket: name })));
    expect(error.name).toBe('ServerSideEncryptionConfigurationNotFoundError');
  });

  it('keeps a lifecycle without rules as none, as S3 does', async () => {
    const error = await errorOf(s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket: 'empty' })));
    expect(error.name).toBe('NoSuchLifecycleConfiguration');
  });

  it('is gone, foreign, or in another region, each in its way', async () => {
    expect(await errorOf(s3.send(new GetBucketAclCommand({ Bucket: 'gone' })))).toMatchObject({
      name: 'NoSuchBucket',
      status: 404,
    });
    expect(await errorOf(s3.send(new HeadBucketCommand({ Bucket: 'gone' })))).toMatchObject({
      name: 'NotFound',
      status: 404,
    });
    expect(await errorOf(s3.send(new GetBucketAclCommand({ Bucket: 'foreign' })))).toMatchObject({
      name: 'AccessDenied',
      status: 403,
    });
    expect(await errorOf(s3.send(new GetBucketAclCommand({ Bucket: 'elsewhere' })))).toMatchObject({
      name: 'PermanentRedirect',
      status: 301,
    });
    expect(
      (await s3.send(new GetBucketLocationCommand({ Bucket: 'elsewhere' }))).LocationConstraint,
    ).toBeUndefined();
  });
});

describe('the account', () => {
  it('has a block of its own, or says that it has none', async () => {
    const { PublicAccessBlockConfiguration } = await control.send(
      new GetAccountBlockCommand({ AccountId: testAccountId }),
    );
    expect(PublicAccessBlockConfiguration).toEqual(allBlocked);
    const options = await sessionOptions(sandbox, 'eu-north-1', '111111111111');
    const other = controlClient(options);
    const refusal = await errorOf(other.send(new GetAccountBlockCommand({ AccountId: '111111111111' })));
    expect(refusal).toMatchObject({ name: 'NoSuchPublicAccessBlockConfiguration', status: 404 });
  });
});
