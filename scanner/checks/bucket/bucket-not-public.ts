import { defineCheck } from '../../check.ts';
import { decideExposure, type Exposure } from '../support/bucket-exposure.ts';
import { missingOfGaps } from '../support/evidence.ts';
import { bucketCloudFormation } from '../support/existing-resource.ts';
import { type BucketFinding, type BucketRule, judgeEveryBucket, type OwnBucket } from './every-bucket.ts';

export const bucketNotPublic = defineCheck({
  id: 'bucket-not-public',
  title: 'Trail buckets are not public',
  section: 'bucket',
  scope: 'resource',
  impact: 'high',
  likelihood: 'high',
  verdicts: ['pass', 'warn', 'fail', 'inherited', 'not_applicable', 'unknown'],
  rationale:
    'CloudTrail logs name every role, key and resource of an account and how they are used. A public bucket hands that map to anyone, and with write access lets them forge or delete the record.',
  remediation: {
    summary:
      'Turn on all four Block Public Access settings of the bucket and of the account, then remove the grant or statement that was public.',
    console: [
      'Open S3 and the bucket, then Permissions.',
      'Edit Block public access, turn on Block all public access and save.',
      'Remove policy statements whose principal is * and that no condition narrows.',
      'Turn on Block public access for this account under Account settings.',
    ],
    cli: `aws s3api put-public-access-block --bucket {bucketName} --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true
# Every bucket of the account; first make sure that none is public on purpose.
aws s3control put-public-access-block --account-id {accountId} --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true`,
    terraform: `resource "aws_s3_bucket_public_access_block" "trail" {
  bucket                  = "{bucketName}"
  block_public_acls       = true
  ignore_public_acls      = true
  block_public_policy     = true
  restrict_public_buckets = true
}

# Every bucket of the account; first make sure that none is public on purpose.
resource "aws_s3_account_public_access_block" "this" {
  block_public_acls       = true
  ignore_public_acls      = true
  block_public_policy     = true
  restrict_public_buckets = true
}`,
    cloudformation: bucketCloudFormation(`    PublicAccessBlockConfiguration:
      BlockPublicAcls: true
      IgnorePublicAcls: true
      BlockPublicPolicy: true
      RestrictPublicBuckets: true`),
  },
  references: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html',
  ],
  reads: ['cloudtrail.trails', 's3.bucket-list', 's3.trail-buckets', 's3.account-public-access-block'],

  judge: (linked, context) => judgeEveryBucket(rule, linked, context),
});

const rule: BucketRule = { checkId: 'bucket-not-public', judgeBucket };

function judgeBucket(bucket: OwnBucket): BucketFinding {
  const { acl, policy, publicAccessBlock } = bucket.settings;
  const account = bucket.owner.snapshot.topics['s3.account-public-access-block'];
  const exposure = decideExposure({
    bucketArn: bucket.arn,
    grants: acl?.grants,
    policyText: policy?.text,
    bucketBlock: publicAccessBlock?.block,
    accountBlock: account?.block,
  });
  const evidence = evidenceFor(bucket);
  switch (exposure.state) {
    case 'public':
      return {
        verdict: 'fail',
        says: `{Bucket|Buckets} {where} {is|are} public: ${exposure.routes.join('; ')}.`,
        evidence,
      };
    case 'blocked':
      return {
        verdict: 'pass',
        says: '{Bucket|Buckets} {where} {is|are} not public, and Block Public Access keeps {it|them} so.',
        evidence,
      };
    case 'unblocked':
      return {
        verdict: 'warn',
        says: `{Bucket|Buckets} {where} {is|are} not public, but Block Public Access does not keep {it|them} so: ${exposure.lacking.join(' and ')} ${exposure.lacking.length > 1 ? 'are' : 'is'} off in bucket and account.`,
        evidence,
      };
    case 'open-question':
      return {
        verdict: 'unknown',
        says: 'Whether {bucket|buckets} {where} {is|are} public is not known.',
        evidence,
        missing: missingFor(bucket, exposure),
      };
  }
}

function missingFor(bucket: OwnBucket, exposure: Extract<Exposure, { state: 'open-question' }>) {
  const apis = {
    acl: 's3:GetBucketAcl',
    policy: 's3:GetBucketPolicy',
    block: 's3:GetBucketPublicAccessBlock',
  };
  const gaps = exposure.unread.flatMap((it) => bucket.gapsOn(apis[it]));
  const account = exposure.unread.includes('block')
    ? missingOfGaps(bucket.owner, bucket.owner.decidingGaps('s3.account-public-access-block'))
    : [];
  const all = [...gaps, ...account];
  return all.length > 0 ? all : [{ message: `The policy of bucket ${bucket.name} is not valid JSON.` }];
}

function evidenceFor(bucket: OwnBucket) {
  const { acl, policy, publicAccessBlock: block } = bucket.settings;
  const policySays = policy?.text ? 'The statements of the policy.' : 'The bucket has no policy.';
  return [
    ...(acl ? bucket.evidence(acl, 'get-bucket-acl', 'The grants of the ACL.', { Grants: acl.grants }) : []),
    ...(policy ? bucket.evidence(policy, 'get-bucket-policy', policySays, { Policy: policy.text }) : []),
    ...(block
      ? bucket.evidence(block, 'get-public-access-block', 'Block Public Access of the bucket.', {
          PublicAccessBlockConfiguration: block.block,
        })
      : []),
  ];
}
