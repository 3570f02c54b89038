import { defineCheck } from '../../check.ts';
import type { LinkedTrail } from '../../link.ts';
import { bucketCloudFormation } from '../support/existing-resource.ts';
import { inWords } from '../support/subjects.ts';
import { settingsEvidence } from '../trails/trail-evidence.ts';
import { type BucketFinding, type BucketRule, judgeEveryBucket, type OwnBucket } from './every-bucket.ts';

export const bucketEncryption = defineCheck({
  id: 'bucket-encryption',
  title: 'Log files are encrypted with a KMS key',
  section: 'bucket',
  scope: 'resource',
  impact: 'medium',
  likelihood: 'low',
  verdicts: ['pass', 'fail', 'inherited', 'not_applicable', 'unknown'],
  rationale:
    'S3’s own encryption opens to whoever may read the bucket. A KMS key adds a second door with its own policy, and a record of each use.',
  remediation: {
    summary:
      'Set default encryption with a KMS key on the bucket, or a KMS key on every trail that delivers to it.',
    console: [
      'Open S3 and the bucket, then Properties.',
      'Edit Default encryption and choose SSE-KMS.',
      'Choose a customer managed key whose policy lets CloudTrail encrypt, turn on the bucket key, and save.',
    ],
    cli: `aws s3api put-bucket-encryption --bucket {bucketName} --server-side-encryption-configuration '{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"aws:kms","KMSMasterKeyID":"{keyArn}"},"BucketKeyEnabled":true}]}'`,
    terraform: `resource "aws_s3_bucket_server_side_encryption_configuration" "trail" {
  bucket = "{bucketName}"

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = "{keyArn}"
    }
  }
}`,
    cloudformation: bucketCloudFormation(`    BucketEncryption:
      ServerSideEncryptionConfiguration:
        - BucketKeyEnabled: true
          ServerSideEncryptionByDefault:
            SSEAlgorithm: aws:kms
            KMSMasterKeyID: '{keyArn}'`),
  },
  references: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html',
  ],
  reads: ['cloudtrail.trails', 's3.bucket-list', 's3.trail-buckets'],

  judge: (linked, context) => judgeEveryBucket(rule, linked, context),
});

const rule: BucketRule = { checkId: 'bucket-encryption', judgeBucket };

function judgeBucket(bucket: OwnBucket): BucketFinding {
  const { encryption } = bucket.settings;
  const algorithm = encryption?.algorithm ?? null;
  const evidence = encryption
    ? bucket.evidence(
        encryption,
        'get-bucket-encryption',
        `Default encryption is ${algorithm ?? 'not set'}.`,
        {
          SSEAlgorithm: algorithm,
          KMSMasterKeyID: encryption.kmsKeyId,
        },
      )
    : [];
  if (algorithm?.startsWith('aws:kms')) {
    const key = encryption?.kmsKeyId ? `KMS key ${encryption.kmsKeyId}` : 'the AWS managed KMS key aws/s3';
    return {
      verdict: 'pass',
      says: `{Bucket|Buckets} {where} {encrypts|encrypt} by default with ${key}.`,
      evidence,
    };
  }
  const without = bucket.trails.filter((it) => !it.fact.kmsKeyId).map((it) => it.fact.name);
  if (bucket.trails.length > 0 && without.length === 0) {
    return {
      verdict: 'pass',
      says: 'Every trail that delivers to {bucket|buckets} {where} encrypts with a KMS key.',
      evidence: [...evidence, ...bucket.trails.map(keyOfTrail)],
    };
  }
  if (!encryption) {
    return {
      verdict: 'unknown',
      says: 'Default encryption of {bucket|buckets} {where} was not read.',
      missing: bucket.gapsOn('s3:GetEncryptionConfiguration'),
    };
  }
  const trails =
    without.length > 0
      ? `, and ${without.length > 1 ? 'trails' : 'trail'} ${inWords(without)} ${without.length > 1 ? 'set' : 'sets'} no KMS key`
      : '';
  return {
    verdict: 'fail',
    says: `{Bucket|Buckets} {where} {has|have} no KMS key by default${trails}.`,
    evidence: [...evidence, ...bucket.trails.map(keyOfTrail)],
  };
}

function keyOfTrail(trail: LinkedTrail) {
  const { kmsKeyId, name } = trail.fact;
  const decided = kmsKeyId ? `Trail ${name} encrypts with ${kmsKeyId}.` : `Trail ${name} sets no KMS key.`;
  return settingsEvidence(trail, decided, { KmsKeyId: kmsKeyId });
}
