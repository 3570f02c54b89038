import { defineCheck, type Judgement } from '../../check.ts';
import type { Linked, LinkedTrail } from '../../link/linked.ts';
import { missingOf, notAsked } from '../../link/missing.ts';
import { evidenceOf } from '../support/evidence.ts';
import { trailCloudFormation, trailTerraform } from '../support/existing-resource.ts';
import { judgeSomeTrails } from './some-trail.ts';
import { judgementOf, type TrailFinding, unanswered, unreadTrails } from './trail-finding.ts';

export const trailInsightsOn = defineCheck({
  id: 'trail-insights',
  title: 'CloudTrail Insights is on',
  section: 'trails',
  scope: 'account',
  impact: 'low',
  likelihood: 'low',
  isInformational: true,
  verdicts: ['pass', 'warn', 'inherited', 'not_applicable', 'unknown'],
  rationale:
    'Insights learns how often calls are normally made and reports bursts of calls or errors, which filters on single events cannot see. It is charged by the number of events analysed.',
  remediation: {
    summary: 'Turn on Insights events of both types on one logging trail, if its price is worth it here.',
    console: [
      'Open CloudTrail, choose Trails and open the trail in its home region.',
      'Edit Insights events, tick API call rate and API error rate, and save.',
    ],
    cli: `aws cloudtrail put-insight-selectors --region {region} --trail-name {trailName} --insight-selectors '[{"InsightType":"ApiCallRateInsight"},{"InsightType":"ApiErrorRateInsight"}]'`,
    terraform: trailTerraform(`  insight_selector {
    insight_type = "ApiCallRateInsight"
  }

  insight_selector {
    insight_type = "ApiErrorRateInsight"
  }`),
    cloudformation: trailCloudFormation(`    InsightSelectors:
      - InsightType: ApiCallRateInsight
      - InsightType: ApiErrorRateInsight`),
  },
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-insights-events-with-cloudtrail.html',
  ],
  reads: ['cloudtrail.trails', 'cloudtrail.insights'],

  judge(linked) {
    if (linked.trails.length === 0 && linked.trailGaps.length === 0) return noTrailToAsk();
    return judgeSomeTrails('trail-insights', linked, (trails) => insightsOf(trails, linked));
  },
});

function insightsOf(
  trails: readonly LinkedTrail[],
  linked: Linked,
): { finding: TrailFinding; subjects: TrailFinding[] } {
  const subjects = trails.filter((it) => it.status?.isLogging !== false).map((it) => ofTrail(it, linked));
  const good =
    subjects.find((it) => it.verdict === 'pass') ?? subjects.find((it) => it.verdict === 'unknown');
  if (good) return { finding: good, subjects };
  if (linked.trailGaps.length > 0) {
    return { finding: unreadTrails(linked, 'Whether Insights is on is not known'), subjects };
  }
  const reason = 'No logging trail has CloudTrail Insights on.';
  return { finding: { verdict: 'warn', reason, trail: null, evidence: [], missing: [] }, subjects };
}

function ofTrail(trail: LinkedTrail, linked: Linked): TrailFinding {
  const { fact, owner } = trail;
  const snapshot = linked.world.accounts.get(owner.accountId)?.snapshot ?? null;
  const read = snapshot?.topics['cloudtrail.insights']?.find((it) => it.trailArn === fact.arn);
  if (!read) {
    const api = 'cloudtrail:GetInsightSelectors';
    const gap =
      snapshot?.gaps.find((it) => it.topic === 'cloudtrail.insights' && it.resource === fact.arn) ??
      notAsked('cloudtrail.insights', api, fact.homeRegion, snapshot, fact.arn);
    const reason = `Whether Insights is on for trail ${fact.name} could not be read: ${unanswered([gap])}.`;
    return { verdict: 'unknown', reason, trail, evidence: [], missing: [missingOf(gap, owner)] };
  }
  const isOn = read.insightTypes.length > 0;
  const command = `aws cloudtrail get-insight-selectors --trail-name ${fact.arn}`;
  const decided = isOn ? `Insight types: ${read.insightTypes.join(', ')}.` : 'No insight selector.';
  return {
    verdict: isOn ? 'pass' : 'warn',
    reason: `Trail ${fact.name} has Insights ${isOn ? 'on' : 'off'}.`,
    trail,
    evidence: [
      evidenceOf(owner.accountId, read.source, decided, command, { InsightTypes: read.insightTypes }),
    ],
    missing: [],
  };
}

function noTrailToAsk(): Judgement {
  const reason = 'The account has no trail.';
  return {
    ...judgementOf({ verdict: 'pass', reason, trail: null, evidence: [], missing: [] }, []),
    verdict: 'not_applicable',
  };
}
