import type { SecurityHubRegionFact } from '../../facts/services.ts';
import type { Linked } from '../../link.ts';
import type { Gap } from '../../snapshot.ts';
import { evidenceOf, missingOfGaps } from '../support/evidence.ts';
import { judgeRegions } from '../support/regions.ts';
import { defineServiceCheck } from '../support/service-check.ts';
import { inWords, type Subject } from '../support/subjects.ts';

export const securityHubEnabled = defineServiceCheck({
  id: 'securityhub-enabled',
  title: 'Security Hub checks every region',
  section: 'services',
  scope: 'region',
  impact: 'medium',
  likelihood: 'medium',
  verdicts: ['pass', 'warn', 'fail', 'unknown'],
  rationale:
    'Security Hub gathers the findings of the other services in one list and checks resources against a standard day by day. Without it each service’s findings stay in its own console, region by region.',
  remediation: {
    summary:
      'Enable Security Hub with at least one standard in every enabled region, by central configuration in an organization.',
    console: [
      'Open Security Hub in the delegated administrator account.',
      'Choose Configuration and apply a policy with a standard to all accounts and regions.',
      'For one account: open Security Hub in each region, choose Enable, and choose a standard.',
    ],
    cli: `# A region has no hub, or a hub without a standard: then only the second call changes something.
for region in {regions}; do
  aws securityhub enable-security-hub --region "$region" --enable-default-standards
  aws securityhub batch-enable-standards --region "$region" --standards-subscription-requests "StandardsArn=arn:{partition}:securityhub:$region::standards/aws-foundational-security-best-practices/v/1.0.0"
done`,
    terraform: `# Once a region, each with its provider and that region in the ARN.
resource "aws_securityhub_account" "this" {}

resource "aws_securityhub_standards_subscription" "fsbp" {
  standards_arn = "arn:{partition}:securityhub:{region}::standards/aws-foundational-security-best-practices/v/1.0.0"
  depends_on    = [aws_securityhub_account.this]
}`,
    cloudformation: `# A stack in each region, best by StackSet.
Hub:
  Type: AWS::SecurityHub::Hub
  Properties:
    EnableDefaultStandards: true`,
  },
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-settingup.html'],
  reads: ['securityhub.regions', 'config.regions', 'account.closed-regions'],

  judge: (linked, context) =>
    judgeRegions(
      {
        topic: 'securityhub.regions',
        api: 'securityhub:GetEnabledStandards',
        service: 'Security Hub',
        facts: linked.snapshot.topics['securityhub.regions'],
        judgeRegion: (fact, gaps) => [regionSubject(fact, gaps, linked)],
        nothing: 'No region is in scope.',
      },
      linked,
      context,
    ),
});

function regionSubject(fact: SecurityHubRegionFact, gaps: readonly Gap[], linked: Linked): Subject {
  const { region, isEnabled, standards } = fact;
  const base = { region, resource: null, named: region };
  const evidence = [
    evidenceOf(
      linked.account.accountId,
      fact.source,
      isEnabled ? `${standards.length} standards.` : 'The account is not subscribed to Security Hub.',
      'aws securityhub get-enabled-standards',
      { StandardsSubscriptions: standards },
    ),
  ];
  if (!isEnabled) return { ...base, evidence, verdict: 'fail', says: 'Security Hub is off in {where}.' };
  const on = standards.filter((it) => it.status === 'READY');
  const partly = standards.filter((it) => it.status === 'PENDING' || it.status === 'INCOMPLETE');
  const isOpen = gaps.length > 0 || standards.some((it) => it.status === null);
  if (on.length === 0 && isOpen) {
    const says = 'Whether a standard is on in {where} was not read.';
    const message = `${fact.source.api} did not say the status of a standard in ${region}.`;
    const missing = gaps.length > 0 ? missingOfGaps(linked, gaps) : [{ region, message }];
    return { ...base, evidence, verdict: 'unknown', says, missing };
  }
  if (on.length + partly.length === 0) {
    return {
      ...base,
      evidence,
      verdict: 'fail',
      says:
        standards.length === 0
          ? 'Security Hub is on without any standard in {where}.'
          : 'Security Hub is on without any standard that works in {where}.',
    };
  }
  const isConfigOn = configRecords(linked, region);
  if (isConfigOn === false) {
    return {
      ...base,
      evidence,
      verdict: 'warn',
      says: 'Security Hub is on in {where}, but Config does not record, so most controls have nothing to judge.',
    };
  }
  if (on.length === 0) {
    const says = `Security Hub has no standard that is fully on in {where}: ${inWords(partly.map(stateInWords))}.`;
    return { ...base, evidence, verdict: 'warn', says };
  }
  return {
    ...base,
    evidence,
    verdict: 'pass',
    says: 'Security Hub is on with a standard in {where}.',
    notes: isConfigOn === null ? [`Whether Config records in ${region} was not read.`] : [],
  };
}

/** "cis-aws-foundations-benchmark v3.0.0 is incomplete" */
function stateInWords({ arn, status }: SecurityHubRegionFact['standards'][number]): string {
  const name = arn.replace(/^.*:(?:standards|ruleset)\//, '').replace('/v/', ' v');
  return `${name} is ${status?.toLowerCase()}`;
}

/** Secondary here: null when unread. A service-linked recorder serves Security Hub as well. */
function configRecords(linked: Linked, region: string): boolean | null {
  const config = linked.snapshot.topics['config.regions']?.find((it) => it.region === region);
  if (!config) return null;
  if (config.recorders.some((it) => it.status?.isRecording || (it.isServiceLinked && !it.status)))
    return true;
  return config.recorders.some((it) => !it.status) ? null : false;
}
