import type { Missing } from '#lib/posture/verdict.ts';
import { defaultWorkspacePolicy } from '#lib/posture/workspace-policy.ts';
import { defineCheck } from '../../check.ts';
import type { LifecycleRuleFact } from '../../facts/storage.ts';
import { shortName } from '../../link/arn.ts';
import { bucketFactOf, bucketOwner } from '../../link/buckets.ts';
import type { Linked, LinkedTrail } from '../../link/linked.ts';
import { missingOf, notAsked, notOnboarded } from '../../link/missing.ts';
import { goneBucketCause } from '../../link/shared-causes.ts';
import { evidenceOf } from '../support/evidence.ts';
import { bucketCloudFormation } from '../support/existing-resource.ts';
import { judgeEveryTrail } from './every-trail.ts';
import { type TrailFinding, unanswered, unnamedBucket } from './trail-finding.ts';

export const trailRetention = defineCheck({
  id: 'trail-retention',
  title: 'Trail logs are kept long enough',
  section: 'trails',
  scope: 'resource',
  impact: 'medium',
  likelihood: 'medium',
  verdicts: ['pass', 'fail', 'inherited', 'unknown'],
  rationale:
    'Intrusions are often found months after they began. Logs that have expired by then cannot show what was done, and most standards ask for a year.',
  remediation: {
    summary:
      'Let the bucket’s lifecycle expire log files no sooner than the policy says, and the log group keep events as long.',
    console: [
      'S3: open the trail’s bucket, Management, and raise the expiry of the lifecycle rule or narrow it to other prefixes.',
      'CloudWatch Logs: open the log group and set Retention to the policy’s days or Never expire.',
    ],
    cli: `# The log group:
aws logs put-retention-policy --region {region} --log-group-name {logGroupName} --retention-in-days {logRetentionDays}
# The bucket: let no rule for log files expire them before {retentionDays} days. put replaces all rules, so edit what get printed.
aws s3api get-bucket-lifecycle-configuration --bucket {bucketName} --query '{Rules: Rules}' > lifecycle.json
aws s3api put-bucket-lifecycle-configuration --bucket {bucketName} --lifecycle-configuration file://lifecycle.json`,
    terraform: `resource "aws_cloudwatch_log_group" "trail" {
  name              = "{logGroupName}"
  retention_in_days = {logRetentionDays}
}

# All rules of the bucket: repeat those that are to stay.
resource "aws_s3_bucket_lifecycle_configuration" "trail" {
  bucket = "{bucketName}"

  rule {
    id     = "trail-logs"
    status = "Enabled"

    filter {
      prefix = "AWSLogs/"
    }

    expiration {
      days = {retentionDays}
    }
  }
}`,
    cloudformation: `TrailLogGroup:
  Type: AWS::Logs::LogGroup
  Properties:
    LogGroupName: '{logGroupName}'
    RetentionInDays: {logRetentionDays}
${bucketCloudFormation(`    LifecycleConfiguration:
      Rules:
        - Id: trail-logs
          Status: Enabled
          Prefix: AWSLogs/
          ExpirationInDays: {retentionDays}`)}`,
  },
  references: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html',
  ],
  reads: ['cloudtrail.trails', 'logs.groups', 's3.trail-buckets'],

  judge(linked, { policy = defaultWorkspacePolicy }) {
    const judgement = judgeEveryTrail(
      {
        checkId: 'trail-retention',
        subjects: (trails) => trails,
        judgeTrail: (trail) => retention(trail, linked, policy.retentionDays),
        praise: () => `Trail logs are kept at least ${policy.retentionDays} days.`,
        question: 'Whether every trail’s logs are kept long enough is not known',
      },
      linked,
    );
    const kept = logGroupDays.find((it) => it >= policy.retentionDays);
    return {
      ...judgement,
      names: {
        ...judgement.names,
        retentionDays: String(policy.retentionDays),
        ...(kept && { logRetentionDays: String(kept) }),
      },
    };
  },
});

/** CloudWatch Logs takes these days only. */
const logGroupDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

type Part = Omit<TrailFinding, 'trail'>;

/** Bucket and log group each keep a copy: both must keep it long enough. */
function retention(trail: LinkedTrail, linked: Linked, days: number): TrailFinding {
  const parts = [bucketPart(trail, linked, days), ...logGroupPart(trail, linked, days)];
  const decisive =
    parts.find((it) => it.verdict === 'fail') ?? parts.find((it) => it.verdict === 'unknown') ?? parts[0];
  const reason = `Logs of trail ${trail.fact.name} are kept at least ${days} days.`;
  return {
    ...(decisive && decisive.verdict !== 'pass'
      ? decisive
      : { verdict: 'pass' as const, reason, missing: [] }),
    trail,
    evidence: parts.flatMap((it) => it.evidence),
  };
}

function bucketPart(trail: LinkedTrail, linked: Linked, days: number): Part {
  const { bucketName, name } = trail.fact;
  if (!bucketName) return { ...unnamedBucket(trail), evidence: [] };
  const ownerId = bucketOwner(linked.world, bucketName);
  const reader = linked.world.accounts.get(ownerId ?? trail.owner.accountId)?.snapshot ?? null;
  const bucket = bucketFactOf(reader, bucketName);
  if (bucket?.existence === 'gone') {
    const reason = `Bucket ${bucketName} of trail ${name} does not exist, so no log files are kept.`;
    return { verdict: 'fail', reason, evidence: [], missing: [], cause: goneBucketCause(bucketName) };
  }
  if (!ownerId && bucket?.existence === 'elsewhere') {
    const message = `Bucket ${bucketName} of trail ${name} belongs to an account that is not scanned. S3 does not tell which.`;
    return unknown(message, [notOnboarded(null, `bucket ${bucketName}`)]);
  }
  const lifecycle = bucket?.settings?.lifecycle;
  const owner = linked.owner(ownerId ?? trail.owner.accountId);
  if (!lifecycle) {
    const gap =
      reader?.gaps.find(
        (it) => it.api === 's3:GetLifecycleConfiguration' && it.resource?.endsWith(bucketName),
      ) ??
      notAsked('s3.trail-buckets', 's3:GetLifecycleConfiguration', trail.fact.homeRegion, reader, bucketName);
    const reason = `The lifecycle of bucket ${bucketName} could not be read: ${unanswered([gap])}.`;
    return unknown(reason, [missingOf(gap, owner)]);
  }
  const early = lifecycle.rules.find((it) => reachesLogs(it, trail) && expiresWithin(it, days));
  const decided = early
    ? `Rule ${early.id ?? ''} expires log files ${whenOf(early)}.`
    : 'No rule expires log files sooner.';
  const command = `aws s3api get-bucket-lifecycle-configuration --bucket ${bucketName}`;
  const evidence = [
    evidenceOf(owner.accountId, lifecycle.source, decided, command, { rules: lifecycle.rules }),
  ];
  return early
    ? {
        verdict: 'fail',
        reason: `Bucket ${bucketName} expires log files ${whenOf(early)}.`,
        evidence,
        missing: [],
      }
    : { verdict: 'pass', reason: decided, evidence, missing: [] };
}

/** Other services' and other accounts' logs share the bucket under names of their own. */
function reachesLogs(rule: LifecycleRuleFact, trail: LinkedTrail): boolean {
  if (!rule.isEnabled || rule.hasTagFilter) return false;
  const { keyPrefix, isOrganizationTrail, isMultiRegion, homeRegion, ownerAccountId } = trail.fact;
  const start = `${keyPrefix ? `${keyPrefix}/` : ''}AWSLogs/`;
  const path = `CloudTrail/${isMultiRegion ? '' : `${homeRegion}/`}`;
  if (!isOrganizationTrail) return overlap(rule.prefix, `${start}${ownerAccountId}/${path}`);
  if (start.startsWith(rule.prefix)) return true;
  if (!rule.prefix.startsWith(start)) return false;
  const [organization = '', account = '', ...rest] = rule.prefix.slice(start.length).split('/');
  return /^(o|o-[a-z0-9]*)?$/.test(organization) && /^\d*$/.test(account) && overlap(rest.join('/'), path);
}

function overlap(a: string, b: string): boolean {
  return a.startsWith(b) || b.startsWith(a);
}

function expiresWithin(rule: LifecycleRuleFact, days: number): boolean {
  return rule.expiresAt !== null || (rule.expiresAfterDays !== null && rule.expiresAfterDays < days);
}

function whenOf(rule: LifecycleRuleFact): string {
  return rule.expiresAfterDays === null
    ? `on ${rule.expiresAt ?? ''}`
    : `after ${rule.expiresAfterDays} days`;
}

function logGroupPart(trail: LinkedTrail, linked: Linked, days: number): Part[] {
  const { logGroupArn, name } = trail.fact;
  if (!logGroupArn) return [];
  const group = linked.logGroup(logGroupArn);
  switch (group.state) {
    case 'gone':
      return [];
    case 'unread':
      return [
        unknown(
          `Log group ${shortName(logGroupArn)} of trail ${name} could not be read: ${unanswered([group.gap])}.`,
          [missingOf(group.gap, group.owner)],
        ),
      ];
    case 'owner-not-onboarded':
      return [
        unknown(
          `Log group ${shortName(logGroupArn)} of trail ${name} is in account ${group.accountId}, which is not scanned.`,
          [notOnboarded(group.accountId, `the log group of trail ${name}`)],
        ),
      ];
    case 'found': {
      const { retentionDays, name: logGroupName, source } = group.fact;
      const kept = retentionDays === null ? 'never expire' : `are kept ${retentionDays} days`;
      const command = `aws logs describe-log-groups --log-group-name-prefix '${logGroupName}'`;
      const decided = `Events in log group ${logGroupName} ${kept}.`;
      const answer = { retentionInDays: retentionDays };
      const evidence = [evidenceOf(group.owner.accountId, source, decided, command, answer)];
      const isShort = retentionDays !== null && retentionDays < days;
      const reason = isShort
        ? `Log group ${logGroupName} of trail ${name} keeps events ${retentionDays} days, not ${days}.`
        : decided;
      return [{ verdict: isShort ? 'fail' : 'pass', reason, evidence, missing: [] }];
    }
  }
}

function unknown(reason: string, missing: Missing[]): Part {
  return { verdict: 'unknown', reason, evidence: [], missing };
}
