import { describe, expect, it } from 'vitest';
import { bucketCloud, testAccountId, verdictOn } from '../../test-support/bucket-cloud.ts';
import { scanned } from '../../test-support/judged.ts';
import { bucketNotPublic } from './bucket-not-public.ts';

const everyone = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Open',
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::acme-trail/*',
    },
  ],
};
const blockAll = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};
const allUsers = {
  Grants: [
    {
      Grantee: { Type: 'Group' as const, URI: 'http://acs.amazonaws.com/groups/global/AllUsers' },
      Permission: 'READ' as const,
    },
  ],
};

describe('bucket-not-public', () => {
  it('passes a bucket that Block Public Access closes, whatever its policy', async () => {
    const verdict = await verdictOn(bucketNotPublic, bucketCloud({ policy: everyone as never }));
    expect(verdict).toMatchObject({ verdict: 'pass', resource: 'arn:aws:s3:::acme-trail', missing: [] });
    expect(verdict.evidence.map((it) => it.api)).toContain('s3:GetBucketPolicy');
  });

  it('fails a bucket whose policy is open, and names the statement', async () => {
    const verdict = await verdictOn(
      bucketNotPublic,
      bucketCloud({ publicAccessBlock: false, policy: everyone as never }),
    );
    expect(verdict.verdict).toBe('fail');
    expect(verdict.reason).toBe(
      'Bucket acme-trail is public: its policy allows s3:GetObject to everyone (Open).',
    );
  });

  it('fails a bucket whose ACL is open', async () => {
    const verdict = await verdictOn(
      bucketNotPublic,
      bucketCloud({ publicAccessBlock: false, acl: allUsers }),
    );
    expect(verdict).toMatchObject({ verdict: 'fail' });
  });

  it('passes when the account blocks what the bucket does not', async () => {
    const cloud = bucketCloud(
      { publicAccessBlock: false, acl: allUsers },
      { global: { publicAccessBlock: blockAll } },
    );
    expect(await verdictOn(bucketNotPublic, cloud)).toMatchObject({ verdict: 'pass' });
  });

  it('warns when nothing is public and nothing keeps it so', async () => {
    expect(await verdictOn(bucketNotPublic, bucketCloud({ publicAccessBlock: false }))).toMatchObject({
      verdict: 'warn',
    });
  });

  it('is unknown when the account’s setting was denied, and names the action', async () => {
    const cloud = bucketCloud(
      { publicAccessBlock: false },
      { role: { deny: ['s3:GetAccountPublicAccessBlock'] } },
    );
    const verdict = await verdictOn(bucketNotPublic, cloud);
    expect(verdict.verdict).toBe('unknown');
    expect(verdict.missing).toEqual([expect.objectContaining({ action: 's3:GetAccountPublicAccessBlock' })]);
  });

  it('does not ask what cannot change the answer', async () => {
    const judged = await scanned(bucketCloud({}), [testAccountId]);
    expect(judged.snapshot(testAccountId).topics['s3.account-public-access-block']).toBeUndefined();
    expect(judged.snapshot(testAccountId).gaps).toEqual([]);
  });

  it('fails critically when the bucket is gone', async () => {
    const verdict = await verdictOn(bucketNotPublic, bucketCloud(null));
    expect(verdict).toMatchObject({
      verdict: 'fail',
      severity: 'critical',
      resource: 'arn:aws:s3:::acme-trail',
    });
    expect(verdict.reason).toContain('does not exist');
  });

  it('has no subject where no trail is', async () => {
    const verdict = await verdictOn(bucketNotPublic, bucketCloud({}, { resources: {} }));
    expect(verdict).toMatchObject({ verdict: 'not_applicable', missing: [] });
  });

  it('names every trail’s bucket, the worst first', async () => {
    const cloud = bucketCloud(
      {},
      {
        trails: [{ Name: 'second', S3BucketName: 'acme-second' }],
        buckets: [
          {
            Name: 'acme-second',
            publicAccessBlock: false,
            policy: {
              Statement: [{ ...everyone.Statement[0], Resource: 'arn:aws:s3:::acme-second/*' }],
            } as never,
          },
        ],
      },
    );
    const verdict = await verdictOn(bucketNotPublic, cloud);
    expect(verdict).toMatchObject({ verdict: 'fail', resource: 'arn:aws:s3:::acme-second' });
    expect(verdict.subjects.map((it) => it.verdict)).toEqual(['fail', 'pass']);
  });
});
