import { defaultWorkspacePolicy } from '#lib/posture/workspace-policy.ts';
import { defineCheck, type Judgement } from '../../check.ts';
import type { LinkedTrail } from '../../link/linked.ts';
import { judgeEveryTrail } from './every-trail.ts';
import { settingsEvidence } from './trail-evidence.ts';
import { judgementOf, type TrailFinding, unnamedBucket } from './trail-finding.ts';

export const trailApprovedBucket = defineCheck({
  id: 'trail-approved-bucket',
  title: 'Trails deliver to an approved bucket',
  section: 'trails',
  scope: 'resource',
  impact: 'medium',
  likelihood: 'low',
  verdicts: ['pass', 'fail', 'inherited', 'not_applicable', 'unknown'],
  rationale:
    'Whoever may change a trail can send its log files to a bucket of their own. A list of the buckets that are meant shows it at the next scan.',
  remediation: {
    summary: 'Point the trail to an approved bucket, or add the bucket to the workspace’s list.',
    console: [
      'Open CloudTrail, choose Trails and open the trail in its home region.',
      'Edit the general details and choose the approved bucket under Storage location.',
      'If the bucket is meant: add it to the approved trail buckets in the workspace settings.',
    ],
    cli: `# The approved bucket's policy must let cloudtrail.amazonaws.com write for this trail.
aws cloudtrail update-trail --region {region} --name {trailName} --s3-bucket-name {approvedBucketName}`,
    terraform: `# In the resource of this trail; keep what it says besides.
resource "aws_cloudtrail" "this" {
  name           = "{trailName}"
  s3_bucket_name = "{approvedBucketName}"
}`,
    cloudformation: `# In the resource of this trail; keep what it says besides.
Trail:
  Type: AWS::CloudTrail::Trail
  Properties:
    TrailName: '{trailName}'
    S3BucketName: '{approvedBucketName}'
    IsLogging: true`,
  },
  references: ['https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-find-log-files.html'],
  reads: ['cloudtrail.trails'],

  judge(linked, { policy = defaultWorkspacePolicy }) {
    const { approvedBuckets } = policy;
    if (!approvedBuckets) {
      return notApplicable(
        'The policy names no approved trail buckets. Name some there to have this judged.',
      );
    }
    if (linked.trails.length === 0 && linked.trailGaps.length === 0) {
      return notApplicable('The account has no trail.');
    }
    return judgeEveryTrail(
      {
        checkId: 'trail-approved-bucket',
        subjects: (trails) => trails,
        judgeTrail: (trail) => approval(trail, approvedBuckets),
        praise: () => 'Every trail delivers to an approved bucket.',
        question: 'Whether every trail delivers to an approved bucket is not known',
      },
      linked,
    );
  },
});

function approval(trail: LinkedTrail, approvedBuckets: readonly string[]): TrailFinding {
  const { name, bucketName } = trail.fact;
  const evidence = [
    settingsEvidence(trail, `S3BucketName is ${bucketName ?? 'absent'}.`, { S3BucketName: bucketName }),
  ];
  if (!bucketName) return { ...unnamedBucket(trail), trail, evidence };
  const isApproved = approvedBuckets.includes(bucketName);
  return {
    verdict: isApproved ? 'pass' : 'fail',
    reason: `Trail ${name} delivers to ${bucketName}, which is ${isApproved ? '' : 'not '}approved.`,
    trail,
    evidence,
    missing: [],
  };
}

function notApplicable(reason: string): Judgement {
  const finding: TrailFinding = { verdict: 'pass', reason, trail: null, evidence: [], missing: [] };
  return { ...judgementOf(finding, []), verdict: 'not_applicable' };
}
