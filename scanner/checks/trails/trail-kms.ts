import { defineCheck } from '../../check.ts';
import { parseArn } from '../../link/arn.ts';
import type { Linked, LinkedTrail, Lookup } from '../../link/linked.ts';
import { missingOf, notOnboarded } from '../../link/missing.ts';
import type { KmsKeyFact } from '../../snapshot.ts';
import { trailCloudFormation, trailTerraform } from '../support/existing-resource.ts';
import { type EveryTrailRule, judgeEveryTrail } from './every-trail.ts';
import { keyEvidence, settingsEvidence } from './trail-evidence.ts';
import { type TrailFinding, unanswered } from './trail-finding.ts';

export const trailKms = defineCheck({
  id: 'trail-kms',
  title: 'Every trail encrypts its log files with an enabled KMS key',
  section: 'trails',
  scope: 'resource',
  impact: 'medium',
  likelihood: 'medium',
  verdicts: ['pass', 'fail', 'inherited', 'unknown'],
  rationale:
    'With a key of its own, reading the log needs a second permission that S3 access alone does not give, and each use of the key is recorded. A key that is disabled or about to be deleted stops the delivery of log files and makes the old ones unreadable.',
  remediation: {
    summary:
      'Give the trail a customer managed KMS key whose policy lets CloudTrail encrypt with it, and keep that key enabled.',
    console: [
      'Open KMS in the trail’s home region and make a symmetric key, or open the key the trail uses.',
      'Allow cloudtrail.amazonaws.com to use kms:GenerateDataKey* and kms:DescribeKey, bound to the trail by aws:SourceArn.',
      'Enable a disabled key; cancel a scheduled deletion, then enable the key.',
      'Open the trail in CloudTrail, turn on Log file SSE-KMS encryption and choose the key.',
    ],
    cli: `# A trail without a key: the key's policy must let cloudtrail.amazonaws.com use kms:GenerateDataKey* and kms:DescribeKey.
aws cloudtrail update-trail --region {region} --name {trailName} --kms-key-id {kmsKeyId}
# A key that waits for its deletion; it is disabled then, so enable it too:
aws kms cancel-key-deletion --region {region} --key-id {kmsKeyId}
# A disabled key:
aws kms enable-key --region {region} --key-id {kmsKeyId}`,
    terraform: `data "aws_iam_policy_document" "trail_key" {
  statement {
    sid       = "AccountManagesKey"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:{partition}:iam::{accountId}:root"]
    }
  }

  statement {
    sid       = "CloudTrailEncrypts"
    actions   = ["kms:GenerateDataKey*", "kms:DescribeKey"]
    resources = ["*"]

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
}

resource "aws_kms_key" "trail" {
  description         = "CloudTrail log files"
  enable_key_rotation = true
  policy              = data.aws_iam_policy_document.trail_key.json
}

${trailTerraform('  kms_key_id = aws_kms_key.trail.arn')}`,
    cloudformation: `TrailKey:
  Type: AWS::KMS::Key
  Properties:
    Description: CloudTrail log files
    EnableKeyRotation: true
    KeyPolicy:
      Version: '2012-10-17'
      Statement:
        - Sid: AccountManagesKey
          Effect: Allow
          Principal: { AWS: 'arn:{partition}:iam::{accountId}:root' }
          Action: kms:*
          Resource: '*'
        - Sid: CloudTrailEncrypts
          Effect: Allow
          Principal: { Service: cloudtrail.amazonaws.com }
          Action: ['kms:GenerateDataKey*', 'kms:DescribeKey']
          Resource: '*'
          Condition:
            StringEquals:
              aws:SourceArn: '{trailArn}'
${trailCloudFormation('    KMSKeyId: !GetAtt TrailKey.Arn')}`,
  },
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html',
  ],
  reads: ['cloudtrail.trails', 'kms.keys'],

  judge: (linked) => judgeEveryTrail(rule, linked),
});

const rule: EveryTrailRule = {
  checkId: 'trail-kms',
  subjects: (trails) => trails,
  judgeTrail: encryption,
  praise: (trails) =>
    trails.length === 1
      ? `Trail ${trails[0]?.fact.name} encrypts with an enabled KMS key.`
      : `All ${trails.length} trails encrypt with enabled KMS keys.`,
  question: 'Whether every trail has a KMS key is not known',
};

function encryption(trail: LinkedTrail, linked: Linked): TrailFinding {
  const { fact, owner } = trail;
  if (!fact.kmsKeyId) {
    return {
      verdict: 'fail',
      reason: `Trail ${fact.name} has no KMS key.`,
      trail,
      evidence: [settingsEvidence(trail, 'KmsKeyId is absent.', { KmsKeyId: null })],
      missing: [],
    };
  }
  const settings = settingsEvidence(trail, 'KmsKeyId is set.', { KmsKeyId: fact.kmsKeyId });
  const key = linked.key(fact.kmsKeyId, { accountId: owner.accountId, region: fact.homeRegion });
  const finding = stateOf(key, trail);
  return { ...finding, trail, evidence: [settings, ...finding.evidence] };
}

/** `Updating` is the moment a multi-region key changes its primary: it still encrypts. */
const usableStates: readonly string[] = ['Enabled', 'Updating'];

function stateOf(key: Lookup<KmsKeyFact>, trail: LinkedTrail): Omit<TrailFinding, 'trail'> {
  const { name, kmsKeyId } = trail.fact;
  const arn = parseArn(kmsKeyId ?? '');
  const id = (arn?.resource ?? kmsKeyId ?? '').replace(/^key\//, '');
  const holder = arn && arn.accountId !== trail.owner.accountId ? ` (account ${arn.accountId})` : '';
  const named = `KMS key ${id}${holder} of trail ${name}`;
  switch (key.state) {
    case 'gone':
      return {
        verdict: 'fail',
        reason: `${named} does not exist.`,
        evidence: [],
        missing: [],
      };
    case 'unread':
      return {
        verdict: 'unknown',
        reason: `Trail ${name} has KMS key ${id}; its state could not be read: ${unanswered([key.gap])}.`,
        evidence: [],
        missing: [missingOf(key.gap, key.owner)],
      };
    case 'owner-not-onboarded':
      return {
        verdict: 'unknown',
        reason: `Trail ${name} has KMS key ${id} of account ${key.accountId}, which is not scanned.`,
        evidence: [],
        missing: [notOnboarded(key.accountId, `the state of the key of trail ${name}`)],
      };
    case 'found': {
      const evidence = [keyEvidence(key.fact, key.owner.accountId)];
      if (key.fact.state === null) {
        const reason = `Trail ${name} has KMS key ${id}; AWS did not say its state.`;
        return { verdict: 'unknown', reason, evidence, missing: [{ message: reason }] };
      }
      if (usableStates.includes(key.fact.state)) {
        return {
          verdict: 'pass',
          reason: `Trail ${name} encrypts with an enabled KMS key.`,
          evidence,
          missing: [],
        };
      }
      return {
        verdict: 'fail',
        reason: `${named} is ${wordsFor(key.fact.state)}.`,
        evidence,
        missing: [],
      };
    }
  }
}

function wordsFor(state: string): string {
  if (state === 'PendingDeletion' || state === 'PendingReplicaDeletion') return 'pending deletion';
  return state === 'Disabled' ? 'disabled' : `not usable (${state})`;
}
