import { defineCheck } from '../../check.ts';
import { parseArn, shortName } from '../../link/arn.ts';
import type { Linked, LinkedTrail } from '../../link/linked.ts';
import { missingOf, notOnboarded } from '../../link/missing.ts';
import { trailCloudFormation, trailTerraform } from '../support/existing-resource.ts';
import { type EveryTrailRule, judgeEveryTrail } from './every-trail.ts';
import { logGroupEvidence, settingsEvidence, statusEvidence } from './trail-evidence.ts';
import { inSentence, type TrailFinding, unanswered, unreadDelivery } from './trail-finding.ts';

export const trailCloudWatchLogs = defineCheck({
  id: 'trail-cloudwatch-logs',
  title: 'Every multi-region trail delivers to CloudWatch Logs',
  section: 'trails',
  scope: 'resource',
  impact: 'medium',
  likelihood: 'high',
  verdicts: ['pass', 'warn', 'fail', 'inherited', 'unknown'],
  rationale:
    'Metric filters, and so alarms, read the trail’s events from a log group. Files in a bucket tell about an attack afterwards; a log group lets somebody hear of it while it happens.',
  remediation: {
    summary:
      'Give the trail an existing log group of class Standard and a role that may create streams and put events there.',
    console: [
      'Open CloudTrail, choose Trails and open the trail in its home region.',
      'Edit CloudWatch Logs and turn it on.',
      'Choose a log group, or let CloudTrail make one, and let it make the role.',
      'After a delivery error: mend the role’s policy, or create the log group again under the same name.',
    ],
    cli: `aws logs create-log-group --region {region} --log-group-name {logGroupName}
# The role trusts cloudtrail.amazonaws.com and may logs:CreateLogStream and logs:PutLogEvents in this log group.
aws cloudtrail update-trail --region {region} --name {trailName} --cloud-watch-logs-log-group-arn 'arn:{partition}:logs:{region}:{accountId}:log-group:{logGroupName}:*' --cloud-watch-logs-role-arn {roleArn}`,
    terraform: `resource "aws_cloudwatch_log_group" "trail" {
  name              = "{logGroupName}"
  retention_in_days = 365
}

resource "aws_iam_role" "trail_to_logs" {
  name = "cloudtrail-to-logs"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "cloudtrail.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "trail_to_logs" {
  name = "put-events"
  role = aws_iam_role.trail_to_logs.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = "\${aws_cloudwatch_log_group.trail.arn}:*"
    }]
  })
}

${trailTerraform(`  cloud_watch_logs_group_arn = "\${aws_cloudwatch_log_group.trail.arn}:*"
  cloud_watch_logs_role_arn  = aws_iam_role.trail_to_logs.arn`)}`,
    cloudformation: `TrailLogGroup:
  Type: AWS::Logs::LogGroup
  Properties:
    LogGroupName: '{logGroupName}'
    RetentionInDays: 365
TrailToLogsRole:
  Type: AWS::IAM::Role
  Properties:
    AssumeRolePolicyDocument:
      Version: '2012-10-17'
      Statement:
        - Effect: Allow
          Action: sts:AssumeRole
          Principal: { Service: cloudtrail.amazonaws.com }
    Policies:
      - PolicyName: put-events
        PolicyDocument:
          Version: '2012-10-17'
          Statement:
            - Effect: Allow
              Action: ['logs:CreateLogStream', 'logs:PutLogEvents']
              Resource: !GetAtt TrailLogGroup.Arn
${trailCloudFormation(`    CloudWatchLogsLogGroupArn: !GetAtt TrailLogGroup.Arn
    CloudWatchLogsRoleArn: !GetAtt TrailToLogsRole.Arn`)}`,
  },
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/send-cloudtrail-events-to-cloudwatch-logs.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html',
  ],
  reads: ['cloudtrail.trails', 'logs.groups'],

  judge: (linked) => judgeEveryTrail(rule, linked),
});

const rule: EveryTrailRule = {
  checkId: 'trail-cloudwatch-logs',
  subjects: multiRegionOnes,
  judgeTrail: delivery,
  praise: (trails) =>
    trails.length === 1
      ? `Trail ${trails[0]?.fact.name} delivers to its log group.`
      : `All ${trails.length} trails deliver to their log groups.`,
  question: 'Whether every trail delivers to CloudWatch Logs is not known',
};

/** Where no trail is multi-region, the single-region ones are all there is to ask. */
function multiRegionOnes(trails: readonly LinkedTrail[]): readonly LinkedTrail[] {
  const multi = trails.filter((it) => it.fact.isMultiRegion);
  return multi.length > 0 ? multi : trails;
}

function delivery(trail: LinkedTrail, linked: Linked): TrailFinding {
  const { fact } = trail;
  const settings = settingsEvidence(
    trail,
    fact.logGroupArn ? 'A log group is set.' : 'No log group is set.',
    {
      CloudWatchLogsLogGroupArn: fact.logGroupArn,
    },
  );
  const base = { trail, evidence: [settings], missing: [] };
  if (!fact.logGroupArn) {
    return { ...base, verdict: 'fail', reason: `Trail ${fact.name} does not deliver to CloudWatch Logs.` };
  }
  const group = linked.logGroup(fact.logGroupArn);
  const named = logGroupNamed(trail);
  const failure = standingError(trail);
  if (failure && group.state !== 'gone') {
    const status = statusEvidence(trail, failure, {
      LatestCloudWatchLogsDeliveryError: trail.status?.latestCloudWatchLogsDeliveryError,
    });
    return { ...base, evidence: [settings, ...status], verdict: 'fail', reason: failure };
  }
  switch (group.state) {
    case 'gone':
      return { ...base, verdict: 'fail', reason: `${named} does not exist.` };
    case 'owner-not-onboarded':
      return {
        ...base,
        verdict: 'unknown',
        reason: `Log group ${shortName(fact.logGroupArn)} of trail ${fact.name} is in account ${group.accountId}, which is not scanned.`,
        missing: [notOnboarded(group.accountId, `the log group of trail ${fact.name}`)],
      };
    case 'unread':
      return {
        ...base,
        verdict: 'unknown',
        reason: `${named} could not be read: ${unanswered([group.gap])}.`,
        missing: [missingOf(group.gap, group.owner)],
      };
    case 'found': {
      const evidence = [settings, logGroupEvidence(group.fact, group.owner.accountId)];
      return deliveryState(trail, evidence);
    }
  }
}

function deliveryState(trail: LinkedTrail, evidence: TrailFinding['evidence']): TrailFinding {
  const { name } = trail.fact;
  if (!trail.status) {
    const finding = unreadDelivery(trail);
    return { ...finding, evidence };
  }
  const { latestCloudWatchLogsDeliveryAt: at, latestCloudWatchLogsDeliveryError: error } = trail.status;
  const status = statusEvidence(trail, at ? `Last delivery ${at}.` : 'No delivery yet.', {
    LatestCloudWatchLogsDeliveryTime: at,
    LatestCloudWatchLogsDeliveryError: error,
  });
  const base = { trail, evidence: [...evidence, ...status], missing: [] };
  if (!at) {
    return { ...base, verdict: 'warn', reason: `Trail ${name} has never delivered to its log group.` };
  }
  return { ...base, verdict: 'pass', reason: `Trail ${name} delivers to its log group.` };
}

function standingError(trail: LinkedTrail): string | null {
  const error = trail.status?.latestCloudWatchLogsDeliveryError;
  return error ? `Trail ${trail.fact.name} cannot deliver to its log group: ${inSentence(error)}.` : null;
}

function logGroupNamed({ fact, owner }: LinkedTrail): string {
  const accountId = parseArn(fact.logGroupArn ?? '')?.accountId;
  const holder = accountId && accountId !== owner.accountId ? ` (account ${accountId})` : '';
  return `Log group ${shortName(fact.logGroupArn ?? '')}${holder} of trail ${fact.name}`;
}
