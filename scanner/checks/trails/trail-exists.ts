import { defineCheck } from '../../check.ts';
import type { Linked, LinkedTrail } from '../../link/linked.ts';
import { stoppedTrailCause } from '../../link/shared-causes.ts';
import { noTrail } from './every-trail.ts';
import { judgeSomeTrails } from './some-trail.ts';
import { statusEvidence } from './trail-evidence.ts';
import { names, type TrailFinding, unreadStatus, unreadTrails } from './trail-finding.ts';

export const trailExists = defineCheck({
  id: 'trail-exists',
  title: 'A trail is logging',
  section: 'trails',
  scope: 'account',
  impact: 'high',
  likelihood: 'high',
  verdicts: ['pass', 'fail', 'inherited', 'unknown'],
  rationale:
    'Without a logging trail an account keeps 90 days of event history, in one place an intruder can read and nobody is told about. Nothing older can be investigated, and no alarm on activity can work.',
  remediation: {
    summary:
      'Create one multi-region trail, best as an organization trail in the management account so that every account is recorded. Start a stopped trail.',
    console: [
      'Open CloudTrail in the management account, or in this account if it stands alone.',
      'Choose Trails, then Create trail, and name it.',
      'Turn on Enable for all accounts in my organization, log file SSE-KMS encryption, log file validation and CloudWatch Logs.',
      'Record management events, read and write, and create the trail.',
      'For a stopped trail: open it and choose Start logging.',
    ],
    cli: `# Without a trail; --is-organization-trail beside it in the management account.
# First let cloudtrail.amazonaws.com write in the bucket's policy and encrypt in the key's.
aws cloudtrail create-trail --region {region} --name {trailName} --s3-bucket-name {bucketName} --is-multi-region-trail --enable-log-file-validation --kms-key-id {kmsKeyId}
# New or stopped:
aws cloudtrail start-logging --region {region} --name {trailName}`,
    terraform: `# is_organization_trail = true beside it in the management account
resource "aws_cloudtrail" "this" {
  name                       = "{trailName}"
  s3_bucket_name             = "{bucketName}"
  kms_key_id                 = "{kmsKeyId}"
  is_multi_region_trail      = true
  enable_log_file_validation = true
  enable_logging             = true
}`,
    cloudformation: `# IsOrganizationTrail: true beside it in the management account
Trail:
  Type: AWS::CloudTrail::Trail
  Properties:
    TrailName: '{trailName}'
    S3BucketName: '{bucketName}'
    KMSKeyId: '{kmsKeyId}'
    IsLogging: true
    IsMultiRegionTrail: true
    EnableLogFileValidation: true`,
  },
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-create-and-update-a-trail.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/creating-trail-organization.html',
  ],
  reads: ['cloudtrail.trails'],

  judge(linked) {
    return judgeSomeTrails('trail-exists', linked, (trails) => logging(trails, linked));
  },
});

function logging(
  trails: readonly LinkedTrail[],
  linked: Linked,
): { finding: TrailFinding; subjects: TrailFinding[] } {
  const subjects = trails.map(judgeTrail);
  const good = subjects.find((it) => it.verdict === 'pass');
  if (good) return { finding: good, subjects };
  const unread = subjects.find((it) => it.verdict === 'unknown');
  if (unread) return { finding: unread, subjects };
  if (linked.trailGaps.length > 0) {
    return { finding: unreadTrails(linked, 'Whether a trail is logging is not known'), subjects };
  }
  const [stopped] = subjects;
  const [only, ...others] = trails;
  if (!stopped || !only) return { finding: noTrail(linked), subjects };
  if (others.length === 0) {
    return { finding: { ...stopped, cause: stoppedTrailCause(only.fact) }, subjects };
  }
  return { finding: { ...stopped, reason: `None of the trails ${names(trails)} is logging.` }, subjects };
}

function judgeTrail(trail: LinkedTrail): TrailFinding {
  if (!trail.status) return unreadStatus(trail);
  const { isLogging } = trail.status;
  return {
    verdict: isLogging ? 'pass' : 'fail',
    reason: isLogging ? `Trail ${trail.fact.name} is logging.` : `Trail ${trail.fact.name} is stopped.`,
    trail,
    evidence: statusEvidence(trail, `IsLogging is ${isLogging}.`, { IsLogging: isLogging }),
    missing: [],
  };
}
