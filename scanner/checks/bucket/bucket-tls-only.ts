import { defineCheck } from '../../check.ts';
import { denies, isOpenToEveryone, type PolicyStatement, parsePolicy } from '../support/policy-statements.ts';
import { type BucketFinding, type BucketRule, judgeEveryBucket, type OwnBucket } from './every-bucket.ts';

export const bucketTlsOnly = defineCheck({
  id: 'bucket-tls-only',
  title: 'Trail buckets refuse plain HTTP',
  section: 'bucket',
  scope: 'resource',
  impact: 'medium',
  likelihood: 'low',
  verdicts: ['pass', 'warn', 'fail', 'inherited', 'not_applicable', 'unknown'],
  rationale: 'A client that reads logs over plain HTTP shows them, and its own signature, to the network.',
  remediation: {
    summary: 'Add a Deny statement for everyone and every S3 action where aws:SecureTransport is false.',
    console: [
      'Open S3 and the bucket, then Permissions, and edit the bucket policy.',
      'Add a statement that denies s3:* to * on the bucket and its objects, with the condition Bool aws:SecureTransport false.',
    ],
    cli: `# Without a policy, start from {"Version":"2012-10-17","Statement":[]}.
aws s3api get-bucket-policy --bucket {bucketName} --query Policy --output text > policy.json
# Add {"Sid":"DenyPlainHttp","Effect":"Deny","Principal":"*","Action":"s3:*","Resource":["{bucketArn}","{bucketArn}/*"],"Condition":{"Bool":{"aws:SecureTransport":"false"}}}
# put-bucket-policy replaces the whole policy: put back what get printed, with the new statement.
aws s3api put-bucket-policy --bucket {bucketName} --policy file://policy.json`,
    terraform: `# Into the bucket's aws_iam_policy_document.
statement {
  sid       = "DenyPlainHttp"
  effect    = "Deny"
  actions   = ["s3:*"]
  resources = ["{bucketArn}", "{bucketArn}/*"]

  principals {
    type        = "*"
    identifiers = ["*"]
  }

  condition {
    test     = "Bool"
    variable = "aws:SecureTransport"
    values   = ["false"]
  }
}`,
    cloudformation: `# Into the Statement list of the bucket's AWS::S3::BucketPolicy.
- Sid: DenyPlainHttp
  Effect: Deny
  Principal: '*'
  Action: s3:*
  Resource: ['{bucketArn}', '{bucketArn}/*']
  Condition:
    Bool:
      aws:SecureTransport: 'false'`,
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html'],
  reads: ['cloudtrail.trails', 's3.bucket-list', 's3.trail-buckets'],

  judge: (linked, context) => judgeEveryBucket(rule, linked, context),
});

const rule: BucketRule = { checkId: 'bucket-tls-only', judgeBucket };

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
  const refusal = statements.find((it) => refusesPlainHttp(it, bucket.arn));
  const evidence = bucket.evidence(
    policy,
    'get-bucket-policy',
    refusal ? 'A statement denies plain HTTP.' : 'No statement denies plain HTTP.',
    { Policy: policy.text },
  );
  return refusal
    ? { verdict: 'pass', says: '{Bucket|Buckets} {where} {refuses|refuse} plain HTTP.', evidence }
    : { verdict: 'warn', says: '{Bucket|Buckets} {where} {does|do} not refuse plain HTTP.', evidence };
}

/** A Deny on every call for everyone. CIS asks for it on the objects, which are the log files. */
function refusesPlainHttp(statement: PolicyStatement, bucketArn: string): boolean {
  const [only, ...others] = statement.conditions;
  return (
    denies(statement, 's3:*', `${bucketArn}/*`) &&
    isOpenToEveryone(statement) &&
    others.length === 0 &&
    (only === undefined || isPlainHttp(only))
  );
}

function isPlainHttp({ operator, key, values }: PolicyStatement['conditions'][number]): boolean {
  if (key !== 'aws:securetransport' || values.length === 0) return false;
  // Every request brings this key once, so these make no difference.
  const base = operator.replace(/^for(any|all)values?:/, '').replace(/ifexists$/, '');
  if (/^(bool|stringequals|stringequalsignorecase|stringlike)$/.test(base))
    return values.some((it) => it.toLowerCase() === 'false');
  return (
    /^stringnot(equals|equalsignorecase|like)$/.test(base) &&
    values.every((it) => it.toLowerCase() === 'true')
  );
}
