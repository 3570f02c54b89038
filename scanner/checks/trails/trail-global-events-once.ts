import { globalRegionOf } from '#lib/alarm-controls/regions.ts';
import { selectorsRecord } from '../../alarms/trail-recording.ts';
import { defineCheck, type Judgement } from '../../check.ts';
import type { Linked, LinkedTrail } from '../../link/linked.ts';
import { trailCloudFormation, trailTerraform } from '../support/existing-resource.ts';
import { selectorsEvidence, settingsEvidence, statusEvidence } from './trail-evidence.ts';
import {
  inheritedJudgement,
  judgementOf,
  type TrailFinding,
  trailsNamed,
  unreadSelectors,
  unreadStatus,
  unreadTrails,
} from './trail-finding.ts';

export const trailGlobalEventsOnce = defineCheck({
  id: 'trail-global-events-once',
  title: 'One trail records global service events',
  section: 'trails',
  scope: 'account',
  impact: 'medium',
  likelihood: 'low',
  verdicts: ['pass', 'warn', 'fail', 'inherited', 'not_applicable', 'unknown'],
  rationale:
    'Calls to IAM, STS and CloudFront are global. If no trail records them, the most telling events are missing; if several do, every record is kept, counted and paid for more than once.',
  remediation: {
    summary:
      'Let one logging multi-region trail record them: AWS demands that it does. Delete a second one, or make it a single-region trail.',
    console: [
      'Open CloudTrail and choose the trail that is to record everything; make it a multi-region trail.',
      'Delete other multi-region trails, or turn Multi-region trail off in their general details.',
      'The console cannot change the setting of a single-region trail; use the command below.',
    ],
    cli: `# The one trail that records them:
aws cloudtrail update-trail --region {region} --name {trailName} --is-multi-region-trail --include-global-service-events
# Each other trail that does so too, in its home region:
aws cloudtrail update-trail --region {otherRegion} --name {otherTrailName} --no-is-multi-region-trail --no-include-global-service-events`,
    terraform: trailTerraform(`  is_multi_region_trail         = true
  include_global_service_events = true`),
    cloudformation: trailCloudFormation(`    IsMultiRegionTrail: true
    IncludeGlobalServiceEvents: true`),
  },
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html#cloudtrail-concepts-global-service-events',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-create-and-update-a-trail-by-using-the-aws-cli-update-trail.html',
  ],
  reads: ['cloudtrail.trails'],

  judge(linked) {
    const { trails } = linked;
    if (trails.length === 0 && linked.trailGaps.length === 0) return nothingToCount();
    const findings = trails.map((it) => ofTrail(it, globalRegionOf(linked.account.partition) ?? 'us-east-1'));
    const isCountedHere = findings.some((it) => it.verdict !== 'fail' && it.trail?.isOwn);
    const foreign = findings.filter((it) => it.trail && !it.trail.isOwn);
    const isListed = linked.trailGaps.length === 0;
    if (isCountedHere || foreign.length === 0 || !isListed) {
      return judgementOf(counted(findings, linked), findings);
    }
    const theirs = trails.filter((it) => !it.isOwn);
    return inheritedJudgement('trail-global-events-once', counted(foreign, linked), theirs, foreign);
  },
});

function counted(findings: readonly TrailFinding[], linked: Linked): TrailFinding {
  const recording = findings.flatMap((it) => (it.verdict === 'pass' && it.trail ? [it.trail] : []));
  const unread = findings.find((it) => it.verdict === 'unknown');
  const [first] = recording;
  const base = { trail: first ?? null, evidence: [], missing: [] };
  const [reads, writes] = [true, false].map((isReadOnly) =>
    recording.filter((it) => takesKind(it, isReadOnly)),
  );
  const repeated = [writes, reads].find((it) => it && it.length > 1);
  if (repeated) {
    const times = repeated.length === 2 ? 'twice' : `${repeated.length} times`;
    const reason = `${trailsNamed(repeated)} all record global service events: each event is recorded ${times}.`;
    return { ...base, verdict: 'warn', reason };
  }
  if (unread) return unread;
  if (linked.trailGaps.length > 0) {
    return unreadTrails(linked, 'How many trails record global service events is not known');
  }
  if (!first) return { ...base, verdict: 'fail', reason: 'No logging trail records global service events.' };
  const reason =
    recording.length > 1
      ? `${trailsNamed(recording)} share global service events: one records reads, the other writes.`
      : `Only trail ${first.fact.name} records global service events.`;
  return { ...base, verdict: 'pass', reason };
}

/**
 * @param globalRegion where global services record what they do; since November 2021 a single-region trail
 * elsewhere does not receive it, whatever its setting says.
 */
function ofTrail(trail: LinkedTrail, globalRegion: string): TrailFinding {
  const { name, includesGlobalServiceEvents: isIncluded, isMultiRegion, homeRegion } = trail.fact;
  const setting = settingsEvidence(trail, `IncludeGlobalServiceEvents is ${isIncluded}.`, {
    IncludeGlobalServiceEvents: isIncluded,
  });
  const base = { trail, evidence: [setting], missing: [] };
  if (!isIncluded)
    return { ...base, verdict: 'fail', reason: `Trail ${name} leaves global service events out.` };
  if (!isMultiRegion && homeRegion !== globalRegion) {
    const reason = `Trail ${name} records ${homeRegion} only; global service events arise in ${globalRegion}.`;
    return { ...base, verdict: 'fail', reason };
  }
  if (trail.selectors && !takesKind(trail, true) && !takesKind(trail, false)) {
    const selectors = selectorsEvidence(trail, 'No management events are recorded.');
    const reason = `Trail ${name} records no management events.`;
    return { ...base, evidence: [setting, ...selectors], verdict: 'fail', reason };
  }
  if (!trail.status) return unreadStatus(trail);
  const evidence = [
    setting,
    ...statusEvidence(trail, `IsLogging is ${trail.status.isLogging}.`, {
      IsLogging: trail.status.isLogging,
    }),
  ];
  if (!trail.status.isLogging)
    return { ...base, evidence, verdict: 'fail', reason: `Trail ${name} is stopped.` };
  if (!trail.selectors) return unreadSelectors(trail);
  return { ...base, evidence, verdict: 'pass', reason: `Trail ${name} records global service events.` };
}

function takesKind({ selectors }: LinkedTrail, isReadOnly: boolean): boolean {
  if (!selectors) return false;
  return selectorsRecord(selectors, { eventSource: null, eventName: null, isReadOnly }).isRecorded;
}

function nothingToCount(): Judgement {
  return {
    verdict: 'not_applicable',
    scope: 'account',
    resource: null,
    region: null,
    reason: 'The account has no trail.',
    notes: [],
    subjects: [],
    evidence: [],
    missing: [],
  };
}
