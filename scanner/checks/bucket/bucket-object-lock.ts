import { defaultWorkspacePolicy } from '#lib/posture/workspace-policy.ts';
import { defineCheck } from '../../check.ts';
import type { JudgeContext } from '../../world.ts';
import { bucketCloudFormation } from '../support/existing-resource.ts';
import { type BucketFinding, type BucketRule, judgeEveryBucket, type OwnBucket } from './every-bucket.ts';

export const bucketObjectLock = defineCheck({
  id: 'bucket-object-lock',
  title: 'Object Lock keeps log files',
  section: 'bucket',
  scope: 'resource',
  impact: 'medium',
  likelihood: 'medium',
  verdicts: ['pass', 'warn', 'fail', 'inherited', 'not_applicable', 'unknown'],
  rationale:
    'A lifecycle rule, a script or an administrator can remove logs years before anyone asks for them. Object Lock with a default retention keeps each file for a set time, whatever rights somebody has.',
  remediation: {
    summary:
      'Turn on Object Lock with a default retention in compliance mode for at least your retention policy. Nobody can shorten it afterwards, the root user neither.',
    console: [
      'Open S3 and the bucket, then Properties, and turn on Bucket Versioning.',
      'Edit Object Lock and choose Enable; it cannot be turned off again.',
      'Enable the default retention, choose Compliance mode and a period, and save.',
    ],
    cli: `# Object Lock needs versioning; leave this line out where it is on.
aws s3api put-bucket-versioning --bucket {bucketName} --versioning-configuration Status=Enabled
aws s3api put-object-lock-configuration --bucket {bucketName} --object-lock-configuration '{"ObjectLockEnabled":"Enabled","Rule":{"DefaultRetention":{"Mode":"COMPLIANCE","Days":{retentionDays}}}}'`,
    terraform: `resource "aws_s3_bucket_versioning" "trail" {
  bucket = "{bucketName}"

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_object_lock_configuration" "trail" {
  bucket = aws_s3_bucket_versioning.trail.bucket

  rule {
    default_retention {
      mode = "COMPLIANCE"
      days = {retentionDays}
    }
  }
}`,
    cloudformation: bucketCloudFormation(`    VersioningConfiguration: { Status: Enabled }
    ObjectLockEnabled: true
    ObjectLockConfiguration:
      ObjectLockEnabled: Enabled
      Rule:
        DefaultRetention: { Mode: COMPLIANCE, Days: {retentionDays} }`),
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html'],
  reads: ['cloudtrail.trails', 's3.bucket-list', 's3.trail-buckets'],

  judge: (linked, context) => judgeEveryBucket(rule, linked, context),
});

const rule: BucketRule = { checkId: 'bucket-object-lock', judgeBucket };

function judgeBucket(bucket: OwnBucket, context: JudgeContext): BucketFinding {
  const lock = bucket.settings.objectLock;
  if (!lock) {
    return {
      verdict: 'unknown',
      says: 'Object Lock of {bucket|buckets} {where} was not read.',
      missing: bucket.gapsOn('s3:GetBucketObjectLockConfiguration'),
    };
  }
  const { isEnabled, defaultRetention } = lock;
  const evidence = bucket.evidence(
    lock,
    'get-object-lock-configuration',
    defaultRetention
      ? `${defaultRetention.mode} for ${defaultRetention.days} days.`
      : isEnabled
        ? 'Enabled, without a default retention.'
        : 'Object Lock is off.',
    { ObjectLockEnabled: isEnabled, DefaultRetention: defaultRetention },
  );
  if (!isEnabled)
    return { verdict: 'fail', says: '{Bucket|Buckets} {where} {has|have} no Object Lock.', evidence };
  if (!defaultRetention) {
    return {
      verdict: 'fail',
      says: '{Bucket|Buckets} {where} {has|have} Object Lock without a default retention, so no log file is locked.',
      evidence,
    };
  }
  const wantedDays = (context.policy ?? defaultWorkspacePolicy).retentionDays;
  if (defaultRetention.days < wantedDays) {
    return {
      verdict: 'warn',
      says: `{Bucket|Buckets} {where} {locks|lock} log files for ${defaultRetention.days} days; the policy asks for ${wantedDays}.`,
      evidence,
    };
  }
  if (defaultRetention.mode === 'GOVERNANCE') {
    return {
      verdict: 'warn',
      says: '{Bucket|Buckets} {where} {locks|lock} log files in governance mode, which some rights can lift.',
      evidence,
    };
  }
  return {
    verdict: 'pass',
    says: `{Bucket|Buckets} {where} {locks|lock} log files in compliance mode for ${defaultRetention.days} days.`,
    evidence,
  };
}
