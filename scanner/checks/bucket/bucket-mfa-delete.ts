import { defineCheck } from '../../check.ts';
import { bucketCloudFormation } from '../support/existing-resource.ts';
import { type BucketFinding, type BucketRule, judgeEveryBucket, type OwnBucket } from './every-bucket.ts';

export const bucketMfaDelete = defineCheck({
  id: 'bucket-mfa-delete',
  title: 'Log files cannot be deleted without MFA',
  section: 'bucket',
  scope: 'resource',
  impact: 'medium',
  likelihood: 'medium',
  verdicts: ['pass', 'fail', 'inherited', 'not_applicable', 'unknown'],
  rationale:
    'Deleting logs is an intruder’s last step. With versioning and MFA delete, stolen keys alone cannot remove a version for good.',
  remediation: {
    summary:
      'Turn on versioning with MFA delete, which only the root user can do, or Object Lock in compliance mode with a default retention.',
    console: [
      'MFA delete has no console switch: sign in as root with an MFA device and use the CLI.',
      'For Object Lock instead: open the bucket, Properties, Object Lock, and set a default retention in compliance mode.',
    ],
    cli: `aws s3api put-bucket-versioning --bucket {bucketName} --versioning-configuration Status=Enabled,MFADelete=Enabled --mfa '{mfaDeviceArn} {mfaCode}'`,
    terraform: `resource "aws_s3_bucket_versioning" "trail" {
  bucket = "{bucketName}"
  mfa    = "{mfaDeviceArn} {mfaCode}"

  versioning_configuration {
    status     = "Enabled"
    mfa_delete = "Enabled"
  }
}`,
    cloudformation: `# CloudFormation cannot turn on MFA delete. Object Lock in compliance mode is accepted instead.
${bucketCloudFormation(`    VersioningConfiguration: { Status: Enabled }
    ObjectLockEnabled: true
    ObjectLockConfiguration:
      ObjectLockEnabled: Enabled
      Rule:
        DefaultRetention: { Mode: COMPLIANCE, Days: {retentionDays} }`)}`,
  },
  references: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiFactorAuthenticationDelete.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html',
  ],
  reads: ['cloudtrail.trails', 's3.bucket-list', 's3.trail-buckets'],

  judge: (linked, context) => judgeEveryBucket(rule, linked, context),
});

const rule: BucketRule = { checkId: 'bucket-mfa-delete', judgeBucket };

function judgeBucket(bucket: OwnBucket): BucketFinding {
  const strict = versioningWithMfa(bucket);
  if (strict.verdict === 'pass') return strict;
  const lock = bucket.settings.objectLock;
  const retention = lock?.isEnabled ? lock.defaultRetention : null;
  if (lock && retention?.mode === 'COMPLIANCE') {
    const text = `Object Lock in compliance mode for ${retention.days} days`;
    return {
      verdict: 'pass',
      says: `{Bucket|Buckets} {where} {keeps|keep} log files by ${text}, which nobody can lift.`,
      evidence: [
        ...(strict.evidence ?? []),
        ...bucket.evidence(lock, 'get-object-lock-configuration', `${text}.`, {
          DefaultRetention: retention,
        }),
      ],
      metBy: { text, strict: strict.verdict },
    };
  }
  // Object Lock needs versioning, and S3 does not let it be suspended then.
  if (strict.verdict === 'fail' && !lock && bucket.settings.versioning?.status === 'Enabled') {
    return {
      ...strict,
      verdict: 'unknown',
      says: '{Bucket|Buckets} {where} {has|have} no MFA delete; whether Object Lock stands in for it was not read.',
      missing: bucket.gapsOn('s3:GetBucketObjectLockConfiguration'),
    };
  }
  return strict;
}

function versioningWithMfa(bucket: OwnBucket): BucketFinding {
  const { versioning } = bucket.settings;
  if (!versioning) {
    return {
      verdict: 'unknown',
      says: 'Versioning and MFA delete of {bucket|buckets} {where} were not read.',
      missing: bucket.gapsOn('s3:GetBucketVersioning'),
    };
  }
  const { status, mfaDelete } = versioning;
  const evidence = bucket.evidence(
    versioning,
    'get-bucket-versioning',
    `Versioning is ${status ?? 'off'}, MFA delete is ${mfaDelete ?? 'off'}.`,
    { Status: status, MFADelete: mfaDelete },
  );
  if (status === 'Suspended')
    return { verdict: 'fail', says: 'Versioning of {bucket|buckets} {where} is suspended.', evidence };
  if (status !== 'Enabled')
    return { verdict: 'fail', says: '{Bucket|Buckets} {where} {is|are} not versioned.', evidence };
  return mfaDelete === 'Enabled'
    ? { verdict: 'pass', says: '{Bucket|Buckets} {where} {is|are} versioned, with MFA delete.', evidence }
    : {
        verdict: 'fail',
        says: '{Bucket|Buckets} {where} {is|are} versioned, but without MFA delete.',
        evidence,
      };
}
