import { defineCheck } from '../../check.ts';
import { bucketOwner } from '../../link/buckets.ts';
import type { Linked, LinkedTrail } from '../../link/linked.ts';
import { goneBucketCause } from '../../link/shared-causes.ts';
import { type EveryTrailRule, judgeEveryTrail } from './every-trail.ts';
import { statusEvidence } from './trail-evidence.ts';
import { inSentence, type TrailFinding, unreadDelivery } from './trail-finding.ts';

export const trailDelivery = defineCheck({
  id: 'trail-delivery',
  title: 'Trails deliver without errors',
  section: 'trails',
  scope: 'resource',
  impact: 'high',
  likelihood: 'medium',
  verdicts: ['pass', 'warn', 'fail', 'inherited', 'unknown'],
  rationale:
    'A trail that cannot deliver looks like one that works: it is on, and records nothing. If its bucket was deleted, anyone may create a bucket of that name and receive the log files.',
  remediation: {
    summary:
      'Mend what the error names: the bucket or its policy, the KMS key policy, the topic policy, or the role for CloudWatch Logs.',
    console: [
      'Open CloudTrail and the trail in its home region; its details show the last error of each delivery.',
      'NoSuchBucket: create the bucket again under the same name at once, or point the trail to another.',
      'AccessDenied: let cloudtrail.amazonaws.com write in the bucket policy, bound by aws:SourceArn.',
      'KMS errors: allow kms:GenerateDataKey* in the key policy. Logs errors: mend the role’s policy.',
    ],
    cli: `aws cloudtrail get-trail-status --region {region} --name {trailName}
# NoSuchBucket: make it again in this account, in us-east-1 without the last option, then give it the policy below
aws s3api create-bucket --bucket {bucketName} --region {region} --create-bucket-configuration LocationConstraint={region}
# AccessDenied: add the two statements; put-bucket-policy replaces the whole policy
aws s3api get-bucket-policy --bucket {bucketName} --query Policy --output text > policy.json
# {"Sid":"CloudTrailLooks","Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:GetBucketAcl","Resource":"arn:{partition}:s3:::{bucketName}","Condition":{"StringEquals":{"aws:SourceArn":"{trailArn}"}}}
# {"Sid":"CloudTrailWrites","Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:PutObject","Resource":"arn:{partition}:s3:::{bucketName}/AWSLogs/{accountId}/*","Condition":{"StringEquals":{"aws:SourceArn":"{trailArn}","s3:x-amz-acl":"bucket-owner-full-control"}}}
aws s3api put-bucket-policy --bucket {bucketName} --policy file://policy.json`,
    terraform: `# The bucket's whole policy: carry over the other statements. A trail's prefix stands before AWSLogs.
data "aws_iam_policy_document" "trail_bucket" {
  statement {
    sid       = "CloudTrailLooks"
    actions   = ["s3:GetBucketAcl"]
    resources = ["arn:{partition}:s3:::{bucketName}"]

    principals {
      type        = "Service"
      identifiers = ["cloudtrail.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceArn"
      values   = ["{trailArn}"]
    }
  }

  statement {
    sid       = "CloudTrailWrites"
    actions   = ["s3:PutObject"]
    resources = ["arn:{partition}:s3:::{bucketName}/AWSLogs/{accountId}/*"]

    principals {
      type        = "Service"
      identifiers = ["cloudtrail.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceArn"
      values   = ["{trailArn}"]
    }

    condition {
      test     = "StringEquals"
      variable = "s3:x-amz-acl"
      values   = ["bucket-owner-full-control"]
    }
  }
}

resource "aws_s3_bucket_policy" "trail" {
  bucket = "{bucketName}"
  policy = data.aws_iam_policy_document.trail_bucket.json
}`,
    cloudformation: `# The bucket's whole policy: carry over the other statements. A trail's prefix stands before AWSLogs.
TrailBucketPolicy:
  Type: AWS::S3::BucketPolicy
  Properties:
    Bucket: '{bucketName}'
    PolicyDocument:
      Version: '2012-10-17'
      Statement:
        - Sid: CloudTrailLooks
          Effect: Allow
          Principal: { Service: cloudtrail.amazonaws.com }
          Action: s3:GetBucketAcl
          Resource: 'arn:{partition}:s3:::{bucketName}'
          Condition:
            StringEquals:
              aws:SourceArn: '{trailArn}'
        - Sid: CloudTrailWrites
          Effect: Allow
          Principal: { Service: cloudtrail.amazonaws.com }
          Action: s3:PutObject
          Resource: 'arn:{partition}:s3:::{bucketName}/AWSLogs/{accountId}/*'
          Condition:
            StringEquals:
              aws:SourceArn: '{trailArn}'
              s3:x-amz-acl: bucket-owner-full-control`,
  },
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html',
  ],
  reads: ['cloudtrail.trails'],

  judge: (linked) => judgeEveryTrail(rule, linked),
});

const rule: EveryTrailRule = {
  checkId: 'trail-delivery',
  subjects: (trails) => trails,
  judgeTrail: deliveries,
  praise: (trails) =>
    trails.length === 1
      ? `Trail ${trails[0]?.fact.name} has no delivery error.`
      : `None of the ${trails.length} trails has a delivery error.`,
  question: 'Whether every trail delivers is not known',
};

function deliveries(trail: LinkedTrail, linked: Linked): TrailFinding {
  const { fact, status } = trail;
  if (!status) return unreadDelivery(trail);
  const errors = {
    LatestDeliveryError: status.latestDeliveryError,
    LatestCloudWatchLogsDeliveryError: status.latestCloudWatchLogsDeliveryError,
    LatestDigestDeliveryError: status.latestDigestDeliveryError,
    LatestNotificationError: status.latestNotificationError,
  };
  const said = Object.entries(errors).flatMap(([field, error]) => (error ? [`${field}: ${error}`] : []));
  const evidence = statusEvidence(trail, said.join('; ') || 'No delivery error.', errors);
  const base = { trail, evidence, missing: [] };
  if (status.latestDeliveryError) {
    return { ...base, verdict: 'fail', ...bucketProblem(fact, status.latestDeliveryError, linked) };
  }
  if (status.latestCloudWatchLogsDeliveryError) {
    const reason = `Trail ${fact.name} cannot deliver to its log group: ${inSentence(status.latestCloudWatchLogsDeliveryError)}.`;
    return { ...base, verdict: 'fail', reason };
  }
  if (status.latestDigestDeliveryError) {
    const reason = `Trail ${fact.name} cannot deliver digest files: ${inSentence(status.latestDigestDeliveryError)}.`;
    return { ...base, verdict: 'warn', reason };
  }
  if (status.latestNotificationError) {
    const reason = `Trail ${fact.name} cannot announce log files: ${inSentence(status.latestNotificationError)}.`;
    return { ...base, verdict: 'warn', reason };
  }
  return { ...base, verdict: 'pass', reason: `Trail ${fact.name} has no delivery error.` };
}

function bucketProblem(
  { name, bucketName }: LinkedTrail['fact'],
  error: string,
  linked: Linked,
): Pick<TrailFinding, 'reason' | 'severity' | 'cause'> {
  if (!error.includes('NoSuchBucket')) {
    return { reason: `Trail ${name} cannot deliver to bucket ${bucketName ?? ''}: ${inSentence(error)}.` };
  }
  const owner = bucketName ? bucketOwner(linked.world, bucketName) : null;
  if (owner) {
    const reason = `Trail ${name} could not deliver to bucket ${bucketName}: ${inSentence(error)}. The bucket is there again, in account ${owner}.`;
    return { reason, severity: 'critical' };
  }
  const reason = `Bucket ${bucketName ?? ''} of trail ${name} does not exist: anyone may create it and receive the log files.`;
  return { reason, severity: 'critical', ...(bucketName && { cause: goneBucketCause(bucketName) }) };
}
