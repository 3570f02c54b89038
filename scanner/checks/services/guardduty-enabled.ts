import type { GuardDutyRegionFact } from '../../facts/services.ts';
import type { Linked } from '../../link.ts';
import type { Gap } from '../../snapshot.ts';
import { evidenceOf, missingOfGaps } from '../support/evidence.ts';
import { judgeRegions } from '../support/regions.ts';
import { defineServiceCheck } from '../support/service-check.ts';
import { inWords, type Subject } from '../support/subjects.ts';

export const guardDutyEnabled = defineServiceCheck({
  id: 'guardduty-enabled',
  title: 'GuardDuty watches every region',
  section: 'services',
  scope: 'region',
  impact: 'high',
  likelihood: 'medium',
  verdicts: ['pass', 'fail', 'unknown'],
  rationale:
    'GuardDuty reads CloudTrail, DNS and flow records for signs of stolen keys, mining and data theft that no single event shows. A region without a detector is where such work goes unseen.',
  remediation: {
    summary:
      'Enable GuardDuty in every enabled region; in an organization, let the delegated administrator enable it for all accounts.',
    console: [
      'Open GuardDuty in the delegated administrator account and choose the region.',
      'Choose Accounts and turn on Auto-enable for all accounts.',
      'For one account: open GuardDuty in each region and choose Enable GuardDuty.',
    ],
    cli: `# A region has no detector, or a suspended one.
for region in {regions}; do
  detector=$(aws guardduty list-detectors --region "$region" --query 'DetectorIds[0]' --output text)
  if [ "$detector" = None ]; then
    aws guardduty create-detector --region "$region" --enable
  else
    aws guardduty update-detector --region "$region" --detector-id "$detector" --enable
  fi
done`,
    terraform: `# Once a region, each with its provider.
resource "aws_guardduty_detector" "this" {
  enable = true
}`,
    cloudformation: `# A stack in each region, best by StackSet.
Detector:
  Type: AWS::GuardDuty::Detector
  Properties:
    Enable: true`,
  },
  references: ['https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_settingup.html'],
  reads: ['guardduty.regions', 'account.closed-regions'],

  judge: (linked, context) =>
    judgeRegions(
      {
        topic: 'guardduty.regions',
        api: 'guardduty:ListDetectors',
        deciding: ['guardduty:ListDetectors', 'guardduty:GetDetector'],
        service: 'GuardDuty',
        facts: linked.snapshot.topics['guardduty.regions'],
        judgeRegion: (fact, gaps) => [regionSubject(fact, gaps, linked)],
        nothing: 'No region is in scope.',
      },
      linked,
      context,
    ),
});

function regionSubject(fact: GuardDutyRegionFact, gaps: readonly Gap[], linked: Linked): Subject {
  const { accountId } = linked.account;
  const { region, detectors } = fact;
  const base = { region, resource: null, named: region };
  const list = evidenceOf(
    accountId,
    fact.source,
    detectors.length === 0 ? 'No detector.' : `Detector ${inWords(detectors.map((it) => it.id))}.`,
    'aws guardduty list-detectors',
    { DetectorIds: detectors.map((it) => it.id) },
  );
  const evidence = [
    list,
    ...detectors.flatMap((it) =>
      it.isEnabled === null
        ? []
        : evidenceOf(
            accountId,
            it.source,
            `Status is ${it.isEnabled ? 'ENABLED' : 'DISABLED'}.`,
            `aws guardduty get-detector --detector-id ${it.id}`,
            { Status: it.isEnabled ? 'ENABLED' : 'DISABLED', Features: it.features },
          ),
    ),
  ];
  const unread = gaps.filter((it) => it.api === 'guardduty:GetDetector');
  if (detectors.some((it) => it.isEnabled)) {
    return {
      ...base,
      evidence,
      verdict: 'pass',
      says: 'GuardDuty is enabled in {where}.',
      notes: protectionsOff(fact),
    };
  }
  if (unread.length > 0 || detectors.some((it) => it.isEnabled === null)) {
    return {
      ...base,
      resource: unread[0]?.resource ?? null,
      evidence,
      verdict: 'unknown',
      says: 'Whether the GuardDuty detector of {where} is enabled was not read.',
      missing: missingOfGaps(linked, unread),
    };
  }
  const says = detectors.length === 0 ? 'GuardDuty is off in {where}.' : 'GuardDuty is suspended in {where}.';
  return { ...base, resource: detectors[0]?.id ?? null, evidence, verdict: 'fail', says };
}

function protectionsOff({ region, detectors }: GuardDutyRegionFact): string[] {
  const off = detectors
    .filter((it) => it.isEnabled)
    .flatMap((it) => it.features.filter((feature) => !feature.isEnabled).map((feature) => feature.name));
  return off.length === 0 ? [] : [`Protections off in ${region}: ${off.sort().join(', ')}.`];
}
