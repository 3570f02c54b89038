import { defineCheck } from '../../check.ts';
import { areNarrow, demandsKey, narrowsWhenDenied } from '../support/narrowing.ts';
import {
  areAllDenied,
  isOpenToEveryone,
  namesService,
  type PolicyStatement,
  parsePolicy,
} from '../support/policy-statements.ts';
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
# Add to the Condition of each statement for cloudtrail.amazonaws.com: "StringEquals": {"aws:SourceArn": "{trailArn}"}
# put-bucket-policy replaces the whole policy: put back what get printed, edited.
aws s3api put-bucket-policy --bucket {bucketName} --policy file://policy.json`,
    terraform: `# Into each statement for cloudtrail.amazonaws.com of the bucket's aws_iam_policy_document.
condition {
  test     = "StringEquals"
  variable = "aws:SourceArn"
  values   = ["{trailArn}"]
}`,
    cloudformation: `# Into each statement for cloudtrail.amazonaws.com of the bucket's AWS::S3::BucketPolicy.
Condition:
  StringEquals:
    aws:SourceArn: '{trailArn}'`,
  },
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
  ],
  reads: ['cloudtrail.trails', 's3.bucket-list', 's3.trail-buckets'],

  judge: (linked, context) => judgeEveryBucket(rule, linked, context),
});

const rule: BucketRule = { checkId: 'bucket-source-bound', judgeBucket };

const cloudTrail = 'cloudtrail.amazonaws.com';
const sourceKeys = /^aws:source(arn|account|owner|orgid|orgpaths)$/;

function judgeBucket(bucket: OwnBucket): BucketFinding {
  const { policy } = bucket.settings;
  const statements = policy ? (policy.text === null ? [] : parsePolicy(policy.text)) : null;
  if (!policy || !statements) {
    return {
      verdict: 'unknown',
      says: 'The policy of {bucket|buckets} {where} was not read.',
      missing: policy
        ? [{ message: `The policy of bucket ${bucket.name} is not valid JSON.` }]
        : bucket.gapsOn('s3:GetBucketPolicy'),
    };
  }
  const forCloudTrail = statements.filter((it) => it.effect === 'Allow' && isForCloudTrail(it));
  const closing = statements.filter(stopsUnknownSources);
  const unbound = forCloudTrail.filter((it) => !isBound(it, closing, bucket.arn));
  const evidence = bucket.evidence(
    policy,
    'get-bucket-policy',
    `${forCloudTrail.length} statements for CloudTrail, ${unbound.length} without a source.`,
    { Policy: policy.text },
  );
  if (forCloudTrail.length === 0) {
    return {
      verdict: 'pass',
      says: 'No policy statement of {bucket|buckets} {where} names the CloudTrail service.',
      evidence,
    };
  }
  if (unbound.length === 0) {
    return {
      verdict: 'pass',
      says: 'Every statement for CloudTrail in the policy of {bucket|buckets} {where} is bound to known trails or accounts.',
      evidence,
    };
  }
  const which = unbound.map((it) => it.sid ?? it.actions.join(', '));
  return {
    verdict: 'warn',
    says: `{Bucket|Buckets} {where} {lets|let} CloudTrail in for any account: no aws:SourceArn or aws:SourceAccount binds ${inWords(which)}.`,
    evidence,
  };
}

/** By principal, or open to everyone and held to that service by a condition. */
function isForCloudTrail(statement: PolicyStatement): boolean {
  const isHeldToIt = statement.conditions.some(
    ({ operator, key, values }) =>
      key === 'aws:principalservicename' && !operator.includes('not') && values.includes(cloudTrail),
  );
  return namesService(statement, cloudTrail) || (isHeldToIt && isOpenToEveryone(statement));
}

function isBound(
  statement: PolicyStatement,
  closing: readonly PolicyStatement[],
  bucketArn: string,
): boolean {
  return areNarrow(statement.conditions, sourceKeys) || areAllDenied(statement, closing, bucketArn);
}

/** A Deny that stops CloudTrail itself whenever it acts for a source nobody named. */
function stopsUnknownSources(statement: PolicyStatement): boolean {
  const { effect, conditions } = statement;
  const isAboutCloudTrail = isOpenToEveryone(statement) || namesService(statement, cloudTrail);
  if (effect !== 'Deny' || !isAboutCloudTrail) return false;
  const bySource = conditions.filter((it) => sourceKeys.test(it.key) && narrowsWhenDenied(it));
  const others = conditions.filter((it) => !bySource.includes(it));
  return bySource.length > 0 && others.every(holdsForCloudTrail);
}

/** CloudTrail is a service, and says for which trail and account it acts. */
function holdsForCloudTrail(condition: PolicyStatement['conditions'][number]): boolean {
  const { operator, key, values } = condition;
  if (demandsKey(condition, 'aws:sourcearn') || demandsKey(condition, 'aws:sourceaccount')) return true;
  return (
    /^bool(ifexists)?$/.test(operator) &&
    key === 'aws:principalisawsservice' &&
    values.every((it) => it === 'true')
  );
}
