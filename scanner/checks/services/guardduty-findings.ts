import { defaultWorkspacePolicy } from '#lib/posture/workspace-policy.ts';
import type { GuardDutyDetectorFact } from '../../facts/services.ts';
import type { Linked } from '../../link.ts';
import type { Gap } from '../../snapshot.ts';
import type { JudgeContext } from '../../world.ts';
import { evidenceOf, missingOfGaps } from '../support/evidence.ts';
import { judgeRegions } from '../support/regions.ts';
import { defineServiceCheck } from '../support/service-check.ts';
import type { Subject } from '../support/subjects.ts';

export const guardDutyFindings = defineServiceCheck({
  id: 'guardduty-findings',
  title: 'High GuardDuty findings are acted upon',
  section: 'services',
  scope: 'region',
  impact: 'high',
  likelihood: 'medium',
  verdicts: ['pass', 'fail', 'not_applicable', 'unknown'],
  rationale:
    'A detector nobody reads protects nobody. A high or critical finding that is still active after days is either an intrusion in progress or a sign that nobody looks.',
  remediation: {
    summary:
      'Investigate each high or critical finding, contain what it shows, then archive it; suppress known noise by rule.',
    console: [
      'Open GuardDuty in the region and choose Findings, severity High and Critical.',
      'Follow the remediation advice of the finding’s type.',
      'Archive it when done. For recurring noise create a suppression rule with the narrowest criteria.',
    ],
    cli: `aws guardduty list-findings --region {region} --detector-id {detectorId} --finding-criteria '{"Criterion":{"severity":{"Gte":7},"service.archived":{"Eq":["false"]}}}'
aws guardduty archive-findings --region {region} --detector-id {detectorId} --finding-ids {findingId}`,
    terraform:
      '# Findings are worked off, not configured. Route new ones to people with an EventBridge rule on source aws.guardduty.',
    cloudformation:
      '# Findings are worked off, not configured. Route new ones to people with an EventBridge rule on source aws.guardduty.',
  },
  references: ['https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings.html'],
  reads: ['guardduty.regions', 'account.closed-regions'],

  judge: (linked, context) =>
    judgeRegions(
      {
        topic: 'guardduty.regions',
        api: 'guardduty:ListFindings',
        service: 'GuardDuty findings',
        facts: linked.snapshot.topics['guardduty.regions'],
        judgeRegion: (fact, gaps) =>
          fact.detectors
            .filter((it) => it.isEnabled)
            .map((it) => detectorSubject(it, fact.region, gaps, linked, context)),
        nothing: 'GuardDuty is enabled in no region, so it has no findings.',
      },
      linked,
      context,
    ),
});

const dayMs = 86_400_000;

function detectorSubject(
  detector: GuardDutyDetectorFact,
  region: string,
  gaps: readonly Gap[],
  linked: Linked,
  context: JudgeContext,
): Subject {
  const base = { region, resource: detector.id, named: region };
  const { findings } = detector;
  if (!findings) {
    return {
      ...base,
      verdict: 'unknown',
      says: 'The GuardDuty findings of {where} were not read.',
      missing: missingOfGaps(
        linked,
        gaps.filter((it) => it.resource === detector.id),
      ),
    };
  }
  const limitDays = (context.policy ?? defaultWorkspacePolicy).guardDutyFindingDays;
  const aged = findings.items.map((it) => ({ ...it, days: ageInDays(it.createdAt, context.now) }));
  const old = aged.filter((it) => it.days === null || it.days > limitDays);
  const evidence = [
    evidenceOf(
      linked.account.accountId,
      findings.source,
      `${findings.items.length} active findings of severity 7 and above, ${old.length} older than ${limitDays} days.`,
      `aws guardduty list-findings --detector-id ${detector.id} --finding-criteria '{"Criterion":{"severity":{"Gte":7},"service.archived":{"Eq":["false"]}}}'`,
      { Findings: findings.items.slice(0, 10) },
    ),
  ];
  const [oldest] = old;
  if (oldest) {
    const more = old.length > 1 ? `, and ${old.length - 1} more` : '';
    const age = oldest.days === null ? 'of unknown age' : `${oldest.days} days old`;
    return {
      ...base,
      verdict: 'fail',
      says: `{where} has an active finding of severity ${oldest.severity}, ${age}: ${oldest.type}${more}.`,
      evidence,
    };
  }
  return {
    ...base,
    verdict: 'pass',
    says: `No high or critical GuardDuty finding is older than ${limitDays} days in {where}.`,
    evidence,
  };
}

/** A finding without a date is not called young. */
function ageInDays(createdAt: string | null, now: string): number | null {
  return createdAt === null ? null : Math.floor((Date.parse(now) - Date.parse(createdAt)) / dayMs);
}
