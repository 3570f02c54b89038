import { defineCheck } from '../../check.ts';
import { missingOfGaps } from '../support/evidence.ts';
import { bucketCloudFormation } from '../support/existing-resource.ts';
import { inWords } from '../support/subjects.ts';
import { selectorsEvidence, statusEvidence } from '../trails/trail-evidence.ts';
import { recordersOf } from './bucket-recorders.ts';
import { type BucketFinding, type BucketRule, judgeEveryBucket, type OwnBucket } from './every-bucket.ts';

export const bucketAccessLogging = defineCheck({
  id: 'bucket-access-logging',
  title: 'Access to trail buckets is logged',
  section: 'bucket',
  scope: 'resource',
  impact: 'medium',
  likelihood: 'medium',
  verdicts: ['pass', 'warn', 'fail', 'inherited', 'not_applicable', 'unknown'],
  rationale:
    'Whoever reads or deletes log files does so in the bucket. Without a record of access to the bucket itself, tampering with the evidence leaves no evidence.',
  remediation: {
    summary:
      'Turn on server access logging to another bucket of the same account and region, or record S3 data events of this bucket with another trail.',
    console: [
      'Open S3 and the bucket, then Properties.',
      'Edit Server access logging and choose Enable.',
      'Choose a destination bucket other than this one, with a prefix, and save; S3 lets itself write there.',
    ],
    cli: `# First let logging.s3.amazonaws.com put objects in the policy of the target bucket.
aws s3api put-bucket-logging --bucket {bucketName} --bucket-logging-status '{"LoggingEnabled":{"TargetBucket":"{targetBucketName}","TargetPrefix":"{bucketName}/"}}'`,
    terraform: `# The policy of the target bucket lets logging.s3.amazonaws.com put objects.
resource "aws_s3_bucket_logging" "trail" {
  bucket        = "{bucketName}"
  target_bucket = "{targetBucketName}"
  target_prefix = "{bucketName}/"
}`,
    cloudformation: bucketCloudFormation(`    LoggingConfiguration:
      DestinationBucketName: '{targetBucketName}'
      LogFilePrefix: '{bucketName}/'`),
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html'],
  reads: ['cloudtrail.trails', 's3.bucket-list', 's3.trail-buckets'],

  judge: (linked, context) => judgeEveryBucket(rule, linked, context),
});

const rule: BucketRule = { checkId: 'bucket-access-logging', judgeBucket };

function judgeBucket(bucket: OwnBucket): BucketFinding {
  const strict = serverAccessLogging(bucket);
  if (strict.verdict === 'pass') return strict;
  const { trails, gaps } = recordersOf(bucket);
  if (trails.length > 0) {
    const names = trails.map((it) => it.fact.name);
    const by = `trail${names.length > 1 ? 's' : ''} ${inWords(names)}`;
    return {
      ...strict,
      verdict: 'pass',
      says: `Access to {bucket|buckets} {where} is recorded as S3 data events by ${by}.`,
      missing: [],
      evidence: [
        ...(strict.evidence ?? []),
        ...trails.flatMap((it) => [
          ...statusEvidence(it, 'IsLogging is true.', { IsLogging: true }),
          ...selectorsEvidence(it, `Trail ${it.fact.name} records events on objects of ${bucket.name}.`),
        ]),
      ],
      metBy: { text: `S3 data events, recorded by ${by}`, strict: strict.verdict },
    };
  }
  if (strict.verdict !== 'fail' || gaps.length === 0) return strict;
  return {
    ...strict,
    verdict: 'unknown',
    says: 'Access to {bucket|buckets} {where} is not logged; whether another trail records it as S3 data events was not read.',
    missing: missingOfGaps(bucket.owner, gaps),
  };
}

function serverAccessLogging(bucket: OwnBucket): BucketFinding {
  const { logging } = bucket.settings;
  if (!logging) {
    return {
      verdict: 'unknown',
      says: 'Whether access to {bucket|buckets} {where} is logged was not read.',
      missing: bucket.gapsOn('s3:GetBucketLogging'),
    };
  }
  const { targetBucket, isTargetGone } = logging;
  const evidence = bucket.evidence(
    logging,
    'get-bucket-logging',
    targetBucket ? `Access is logged to ${targetBucket}.` : 'The answer is empty: access is not logged.',
    targetBucket ? { LoggingEnabled: { TargetBucket: targetBucket } } : {},
  );
  if (!targetBucket)
    return { verdict: 'fail', says: 'Access to {bucket|buckets} {where} is not logged.', evidence };
  if (targetBucket === bucket.name) {
    return {
      verdict: 'warn',
      says: '{Bucket|Buckets} {where} {logs access to itself|log access to themselves}: whoever may delete the logs may delete that record too.',
      evidence,
    };
  }
  if (isTargetGone === null) {
    return {
      verdict: 'unknown',
      says: `Access to {bucket|buckets} {where} is logged to ${targetBucket}; whether that bucket exists was not read.`,
      evidence,
      missing: [{ message: `Whether bucket ${targetBucket} exists was not read.` }],
    };
  }
  return isTargetGone
    ? {
        verdict: 'fail',
        says: `Access to {bucket|buckets} {where} is logged to ${targetBucket}, which the account does not have; S3 delivers nowhere else.`,
        evidence,
      }
    : { verdict: 'pass', says: `Access to {bucket|buckets} {where} is logged to ${targetBucket}.`, evidence };
}
