import { selectorsRecord } from '../../alarms/trail-recording.ts';
import { defineCheck } from '../../check.ts';
import type { Linked, LinkedTrail } from '../../link/linked.ts';
import { putEventSelectors, trailCloudFormation, trailTerraform } from '../support/existing-resource.ts';
import { regionsInScope } from '../support/regions.ts';
import { noTrail } from './every-trail.ts';
import { openRegions } from './open-regions.ts';
import { judgeSomeTrails } from './some-trail.ts';
import { selectorsEvidence, settingsEvidence, statusEvidence } from './trail-evidence.ts';
import { names, type TrailFinding, unreadSelectors, unreadStatus, unreadTrails } from './trail-finding.ts';

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
    cli: `aws cloudtrail update-trail --region {region} --name {trailName} --is-multi-region-trail
${putEventSelectors('[{"ReadWriteType":"All","IncludeManagementEvents":true}]')}
aws cloudtrail start-logging --region {region} --name {trailName}`,
    terraform: trailTerraform(`  is_multi_region_trail         = true
  include_global_service_events = true
  enable_logging                = true`),
    cloudformation: trailCloudFormation(`    IsMultiRegionTrail: true
    IncludeGlobalServiceEvents: true`),
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
  const regions = inScope.filter((it) => linked.snapshot.regions.includes(it));
  const bare = regions.filter((it) => !coversBoth(inRegion(watching, it), 'records'));
  const open = bare.filter((it) => coversBoth(inRegion(watching, it), 'mayRecord'));
  const blank = { trail: null, evidence: [], missing: [] };

  if (bare.length === 0) {
    const reason = `Single-region trails cover the ${regions.length} enabled regions one by one: a region enabled tomorrow is not recorded.`;
    return openRegions(linked, inScope) ?? { ...blank, verdict: 'warn', reason };
  }
  const unread = watching.find((it) => it.finding.verdict === 'unknown');
  if (open.length === bare.length && unread) return unread.finding;
  const trail = watching[0]?.trail ?? null;
  return { ...blank, verdict: 'fail', reason: whyNot(watching, bare, regions), trail };
}

function inRegion(watching: readonly Watching[], region: string): Watching[] {
  return watching.filter((it) => it.trail.fact.isMultiRegion || it.trail.fact.homeRegion === region);
}

function whyNot(watching: readonly Watching[], bare: readonly string[], regions: readonly string[]): string {
  const trails = watching.map((it) => it.trail);
  if (trails.every((it) => it.status?.isLogging === false)) {
    return trails.length === 1
      ? `Trail ${names(trails)} is stopped.`
      : `None of the trails ${names(trails)} is logging.`;
  }
  const missed = kinds.filter((kind) =>
    bare.some((region) => inRegion(watching, region).every((it) => !it.mayRecord.includes(kind))),
  );
  const [live, ...more] = watching.filter(
    (it) => it.trail.fact.isMultiRegion && it.trail.status?.isLogging !== false,
  );
  const lead = live ? 'No logging trail' : 'No multi-region trail is logging, and no trail';
  const shown = bare.slice(0, 3).join(', ');
  const rest = bare.length > 3 ? ` and ${bare.length - 3} more` : '';
  const where = live && bare.length === regions.length ? '' : ` of ${shown}${rest}`;
  const taken = live?.mayRecord.join(' and ');
  const but =
    live && more.length === 0
      ? `: the multi-region trail ${live.trail.fact.name} records ${taken ? `${taken} events only` : 'none'}`
      : '';
  return `${lead} records ${missed.join(' or ')} management events${where}${but}.`;
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
    const finding = status ? unreadSelectors(trail) : unreadStatus(trail);
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
