import { defineCheck } from '../../check.ts';
import { narrows } from '../support/narrowing.ts';
import { namesService, type PolicyStatement, parsePolicy } from '../support/policy-statements.ts';
import { inWords } from '../support/subjects.ts';
import { type BucketFinding, type BucketRule, judgeEveryBucket, type OwnBucket } from './every-bucket.ts';

export const bucketSourceBound = defineCheck({
  id: 'bucket-source-bound',
  title: 'CloudTrail may write only for known trails',
  section: 'bucket',
  scope: 'resource',
  impact: 'medium',
  likelihood: 'low',
  verdicts: ['pass', 'warn', 'fail', 'inherited', 'not_applicable', 'unknown'],
  rationale:
    'A policy that lets the CloudTrail service write, without saying for whom, lets a trail of any AWS account write into the bucket: false records among the true ones.',
  remediation: {
    summary:
      'Add aws:SourceArn, or aws:SourceAccount, to each policy statement for cloudtrail.amazonaws.com.',
    console: [
      'Open S3 and the bucket, then Permissions, and edit the bucket policy.',
      'Add the condition StringEquals aws:SourceArn with the trail’s ARN to each statement for cloudtrail.amazonaws.com.',
    ],
    cli: `aws s3api get-bucket-policy --bucket {bucketName} --query Policy --output text > policy.json
# add "Condition": {"StringEquals": {"aws:SourceArn": "{trailArn}"}} to each statement for cloudtrail.amazonaws.com
aws s3api put-bucket-policy --bucket {bucketName} --policy file://policy.json`,
    terraform: `# in each statement for cloudtrail.amazonaws.com
condition {
  test     = "StringEquals"
  variable = "aws:SourceArn"
  values   = ["{trailArn}"]
}`,
    cloudformation: `# in each statement for cloudtrail.amazonaws.com
Condition:
  StringEquals:
    aws:SourceArn: {trailArn}`,
  },
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
  ],
  reads: ['cloudtrail.trails', 's3.bucket-list', 's3.trail-buckets'],

  judge: (linked, context) => judgeEveryBucket(rule, linked, context),
});

const rule: BucketRule = { checkId: 'bucket-source-bound', judgeBucket };

const sourceKeys = /^aws:source(arn|account|owner|orgid|orgpaths)$/;

function judgeBucket(bucket: OwnBucket): BucketFinding {
  const { policy } = bucket.settings;
  const statements = policy ? (policy.text === null ? [] : parsePolicy(policy.text)) : null;
  if (!policy || !statements) {
    return {
      verdict: 'unknown',
      says: 'The policy of bucket {where} was not read.',
      missing: policy
        ? [{ message: `The policy of bucket ${bucket.name} is not valid JSON.` }]
        : bucket.gapsOn('s3:GetBucketPolicy'),
    };
  }
  const forCloudTrail = statements.filter(
    (it) => it.effect === 'Allow' && namesService(it, 'cloudtrail.amazonaws.com'),
  );
  const unbound = forCloudTrail.filter((it) => !isBound(it));
  const evidence = bucket.evidence(
    policy,
    'get-bucket-policy',
    `${forCloudTrail.length} statements for CloudTrail, ${unbound.length} without a source.`,
    { Policy: policy.text },
  );
  if (forCloudTrail.length === 0) {
    return {
      verdict: 'pass',
      says: 'No statement of bucket {where} lets the CloudTrail service in.',
      evidence,
    };
  }
  if (unbound.length === 0) {
    return {
      verdict: 'pass',
      says: 'Bucket {where} lets CloudTrail write only for known trails or accounts.',
      evidence,
    };
  }
  const which = unbound.map((it) => it.sid ?? it.actions.join(', '));
  return {
    verdict: 'warn',
    says: `Bucket {where} lets CloudTrail in for any account: no aws:SourceArn or aws:SourceAccount binds ${inWords(which)}.`,
    evidence,
  };
}

function isBound(statement: PolicyStatement): boolean {
  return statement.conditions.some((it) => sourceKeys.test(it.key) && narrows(it));
}
