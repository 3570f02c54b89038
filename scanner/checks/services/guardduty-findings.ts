import { defaultWorkspacePolicy } from '#lib/posture/workspace-policy.ts';
import type { GuardDutyDetectorFact, GuardDutyFindingFact } from '../../facts/services.ts';
import { notAsked } from '../../link/missing.ts';
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
        deciding: ['guardduty:ListDetectors', 'guardduty:ListFindings', 'guardduty:GetFindings'],
        service: 'The list of GuardDuty findings',
        facts: linked.snapshot.topics['guardduty.regions'],
        judgeRegion: (fact, gaps) =>
          fact.detectors.flatMap((it) => detectorSubject(it, fact.region, gaps, linked, context)),
        nothing: 'GuardDuty is enabled in no region and has no old finding.',
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
): Subject[] {
  const base = { region, resource: detector.id, named: region };
  const { findings } = detector;
  const unread = gaps.filter((it) => it.resource === detector.id);
  const missing =
    unread.length > 0
      ? unread
      : [notAsked('guardduty.regions', 'guardduty:ListFindings', region, linked.snapshot, detector.id)];
  if (!findings) {
    const says = 'The GuardDuty findings of {where} were not read.';
    return [{ ...base, verdict: 'unknown', says, missing: missingOfGaps(linked, missing) }];
  }
  const limitDays = (context.policy ?? defaultWorkspacePolicy).guardDutyFindingDays;
  const aged = findings.items.map((it) => ({ ...it, ageMs: ageMs(it, context.now) }));
  const old = aged.filter((it) => it.ageMs !== null && it.ageMs > limitDays * dayMs);
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
  if (oldest)
    return [{ ...base, verdict: 'fail', says: oldestInWords(oldest, old.length, linked), evidence }];
  const undated = aged.find((it) => it.createdAt === null);
  if (undated || findings.hasMore) {
    const says = undated
      ? `The GuardDuty finding ${undated.type} of {where} has no date.`
      : `Not all active high GuardDuty findings of {where} were read; none of the ${aged.length} read is older than ${limitDays} days.`;
    return [{ ...base, verdict: 'unknown', says, evidence, missing: missingOfGaps(linked, missing) }];
  }
  if (detector.isEnabled === false) return [];
  const samples = findings.sampleCount ?? 0;
  const says = `No high or critical GuardDuty finding is older than ${limitDays} days in {where}.`;
  const notes = samples > 0 ? [`${samples} sample findings in ${region} were left out.`] : [];
  return [{ ...base, verdict: 'pass', says, evidence, notes }];
}

function oldestInWords(
  oldest: GuardDutyFindingFact & { ageMs: number | null },
  count: number,
  linked: Linked,
): string {
  const { severity, type, accountId } = oldest;
  const days = Math.floor((oldest.ageMs ?? 0) / dayMs);
  const whose = accountId && accountId !== linked.account.accountId ? ` about account ${accountId}` : '';
  const more = count > 1 ? `, and ${count - 1} more` : '';
  return `{where} has an active finding${whose} of severity ${severity}, ${days} days old: ${type}${more}.`;
}

/** Since it was first seen, or at least since it was last seen. */
function ageMs({ createdAt, updatedAt }: GuardDutyFindingFact, now: string): number | null {
  const since = createdAt ?? updatedAt ?? null;
  return since === null ? null : Date.parse(now) - Date.parse(since);
}
