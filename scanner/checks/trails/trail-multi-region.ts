import { selectorsRecord } from '../../alarms/trail-recording.ts';
import { defineCheck } from '../../check.ts';
import type { Linked, LinkedTrail } from '../../link/linked.ts';
import { missingOf, notAsked } from '../../link/missing.ts';
import { nothingInScope, regionsInScope } from '../support/regions.ts';
import { noTrail } from './every-trail.ts';
import { judgeSomeTrails } from './some-trail.ts';
import { selectorsEvidence, settingsEvidence, statusEvidence } from './trail-evidence.ts';
import { names, type TrailFinding, unreadPart, unreadTrails } from './trail-finding.ts';

export const trailMultiRegion = defineCheck({
  id: 'trail-multi-region',
  title: 'A logging trail records every region',
  section: 'trails',
  scope: 'account',
  impact: 'high',
  likelihood: 'medium',
  verdicts: ['pass', 'warn', 'fail', 'inherited', 'unknown'],
  rationale:
    'Intruders work where nobody looks. Activity in a region no trail records leaves nothing to investigate and raises no alarm, and a trail for one region does not see the others.',
  remediation: {
    summary:
      'Make one logging trail a multi-region trail that records read and write management events. One is enough; single-region trails beside it can go.',
    console: [
      'Open CloudTrail and choose the trail that is to record everything.',
      'Edit the general details and turn on Multi-region trail.',
      'Edit the management events: record both Read and Write.',
      'Choose Start logging if the trail is stopped.',
    ],
    cli: `aws cloudtrail update-trail --name {trailName} --is-multi-region-trail
aws cloudtrail put-event-selectors --trail-name {trailName} --event-selectors '[{"ReadWriteType":"All","IncludeManagementEvents":true}]'
aws cloudtrail start-logging --name {trailName}`,
    terraform: `resource "aws_cloudtrail" "this" {
  name                          = "{trailName}"
  s3_bucket_name                = "{bucketName}"
  is_multi_region_trail         = true
  include_global_service_events = true
  enable_logging                = true
}`,
    cloudformation: `Trail:
  Type: AWS::CloudTrail::Trail
  Properties:
    TrailName: {trailName}
    S3BucketName: {bucketName}
    IsLogging: true
    IsMultiRegionTrail: true
    IncludeGlobalServiceEvents: true`,
  },
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/receive-cloudtrail-log-files-from-multiple-regions.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html',
  ],
  reads: ['cloudtrail.trails'],

  judge(linked, context) {
    const regions = regionsInScope(linked, context);
    return judgeSomeTrails('trail-multi-region', linked, (trails) => everywhere(trails, linked, regions));
  },
});

type Kind = 'read' | 'write';
const kinds: readonly Kind[] = ['read', 'write'];

/** What one trail is known to record, and what it may. */
interface Watching {
  trail: LinkedTrail;
  finding: TrailFinding;
  records: readonly Kind[];
  /** Recorded if what is unread is as it should be. */
  mayRecord: readonly Kind[];
}

function everywhere(
  trails: readonly LinkedTrail[],
  linked: Linked,
  regions: readonly string[],
): { finding: TrailFinding; subjects: TrailFinding[] } {
  const watching = trails.map(watchingOf);
  const subjects = watching.map((it) => it.finding);
  const multi = watching.filter((it) => it.trail.fact.isMultiRegion);

  if (coversBoth(multi, 'records')) return { finding: together(multi), subjects };
  const open = multi.find((it) => it.finding.verdict === 'unknown');
  if (open && coversBoth(multi, 'mayRecord')) return { finding: open.finding, subjects };
  if (linked.trailGaps.length > 0) {
    return { finding: unreadTrails(linked, 'Whether a trail records every region is not known'), subjects };
  }
  if (watching.length === 0) return { finding: noTrail(linked), subjects };
  return { finding: byRegion(watching, linked, regions), subjects };
}

function coversBoth(watching: readonly Watching[], certainty: 'records' | 'mayRecord'): boolean {
  return kinds.every((kind) => watching.some((it) => it[certainty].includes(kind)));
}

function together(multi: readonly Watching[]): TrailFinding {
  const alone = multi.find((it) => it.records.length === kinds.length);
  if (alone) {
    return {
      ...alone.finding,
      verdict: 'pass',
      reason: `Trail ${alone.trail.fact.name} is logging read and write management events of every region.`,
    };
  }
  const parts = multi.filter((it) => it.records.length > 0).map((it) => it.trail);
  return {
    verdict: 'pass',
    reason: `Trails ${names(parts)} together log read and write management events of every region.`,
    trail: parts[0] ?? null,
    evidence: [],
    missing: [],
  };
}

/** No multi-region trails do it: single-region ones may still cover each enabled region, one by one. */
function byRegion(watching: readonly Watching[], linked: Linked, inScope: readonly string[]): TrailFinding {
  const { gaps } = linked.snapshot;
  const regions = inScope.filter((it) => linked.snapshot.regions.includes(it));
  const neverRead = inScope.filter((it) => !regions.includes(it));
  const inRegion = (region: string) =>
    watching.filter((it) => it.trail.fact.isMultiRegion || it.trail.fact.homeRegion === region);
  const bare = regions.filter((it) => !coversBoth(inRegion(it), 'records'));
  const open = bare.filter((it) => coversBoth(inRegion(it), 'mayRecord'));
  const unreadRegions = gaps.find((it) => it.topic === 'account.regions');
  const blank = { trail: null, evidence: [], missing: [] };

  if (inScope.length === 0) {
    return { ...blank, verdict: 'unknown', reason: nothingInScope, missing: [{ message: nothingInScope }] };
  }
  if (bare.length === 0 && neverRead.length > 0) {
    const missing = neverRead.map((it) =>
      missingOf(
        notAsked('cloudtrail.trails', 'cloudtrail:DescribeTrails', it, linked.snapshot),
        linked.owner(linked.account.accountId),
      ),
    );
    return {
      ...blank,
      verdict: 'unknown',
      reason: `No scan has read the trails of ${neverRead.join(', ')} yet.`,
      missing,
    };
  }
  if (bare.length === 0 && !unreadRegions) {
    const reason = `Single-region trails cover the ${regions.length} enabled regions one by one: a region enabled tomorrow is not recorded.`;
    return { verdict: 'warn', reason, ...blank };
  }
  if (bare.length === 0 && unreadRegions) {
    const { api, action, region, message } = unreadRegions;
    const missing = [{ ...(action && { action }), region, message: `${api} was not answered: ${message}` }];
    return {
      verdict: 'unknown',
      reason: 'Which regions are enabled could not be read.',
      trail: null,
      evidence: [],
      missing,
    };
  }
  const unread = watching.find((it) => it.finding.verdict === 'unknown');
  if (open.length === bare.length && unread) return unread.finding;
  return {
    verdict: 'fail',
    reason: whyNot(watching, bare),
    trail: watching[0]?.trail ?? null,
    evidence: [],
    missing: [],
  };
}

function whyNot(watching: readonly Watching[], bare: readonly string[]): string {
  const multi = watching.filter((it) => it.trail.fact.isMultiRegion);
  if (multi.length > 0)
    return multi.length === 1
      ? (multi[0]?.finding.reason ?? '')
      : `No multi-region trail is complete: ${multi.map((it) => it.finding.reason).join(' ')}`;
  const shown = bare.slice(0, 3).join(', ');
  const more = bare.length > 3 ? ` and ${bare.length - 3} more` : '';
  return `No multi-region trail is logging, and no trail records all management events of ${shown}${more}.`;
}

function watchingOf(trail: LinkedTrail): Watching {
  const { fact, status, selectors } = trail;
  if (status && !status.isLogging) {
    const reason = `Trail ${fact.name} is stopped.`;
    const evidence = statusEvidence(trail, 'IsLogging is false.', { IsLogging: false });
    return {
      trail,
      finding: { verdict: 'fail', reason, trail, evidence, missing: [] },
      records: [],
      mayRecord: [],
    };
  }
  const recorded = selectors ? kinds.filter((it) => recordsKind(trail, it)) : kinds;
  if (!status || !selectors) {
    const finding = status
      ? unreadPart(trail, trail.selectorsGap, 'The event selectors')
      : unreadPart(trail, trail.statusGap, 'Whether logging is on');
    return { trail, finding, records: [], mayRecord: recorded };
  }
  const scope = fact.isMultiRegion ? 'every region' : `${fact.homeRegion} only`;
  const evidence = [
    settingsEvidence(trail, `IsMultiRegionTrail is ${fact.isMultiRegion}.`, {
      IsMultiRegionTrail: fact.isMultiRegion,
    }),
    ...statusEvidence(trail, 'IsLogging is true.', { IsLogging: true }),
    ...selectorsEvidence(trail, `Management events recorded: ${recorded.join(' and ') || 'none'}.`),
  ];
  const isGood = fact.isMultiRegion && recorded.length === kinds.length;
  const reason = `Trail ${fact.name} records ${recorded.join(' and ') || 'no'} management events of ${scope}.`;
  return {
    trail,
    finding: { verdict: isGood ? 'pass' : 'fail', reason, trail, evidence, missing: [] },
    records: recorded,
    mayRecord: recorded,
  };
}

function recordsKind(trail: LinkedTrail, kind: Kind): boolean {
  if (!trail.selectors) return false;
  const event = { eventSource: null, eventName: null, isReadOnly: kind === 'read' };
  return selectorsRecord(trail.selectors, event).isRecorded;
}
