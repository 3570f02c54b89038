import { type LeftOut, selectorsRecord } from '../../alarms/trail-recording.ts';
import { defineCheck } from '../../check.ts';
import type { Linked, LinkedTrail } from '../../link/linked.ts';
import type { TrailSelectorsFact } from '../../snapshot.ts';
import { putEventSelectors, trailCloudFormation, trailTerraform } from '../support/existing-resource.ts';
import { regionsInScope } from '../support/regions.ts';
import { atBest } from './at-best.ts';
import { noTrail } from './every-trail.ts';
import { judgeSomeTrails } from './some-trail.ts';
import { selectorsEvidence, statusEvidence } from './trail-evidence.ts';
import {
  names,
  type TrailFinding,
  trailsNamed,
  unreadSelectors,
  unreadStatus,
  unreadTrails,
} from './trail-finding.ts';

export const trailManagementEvents = defineCheck({
  id: 'trail-management-events',
  title: 'Logging trails record all management events',
  section: 'trails',
  scope: 'account',
  impact: 'high',
  likelihood: 'medium',
  verdicts: ['pass', 'warn', 'fail', 'inherited', 'unknown'],
  rationale:
    'A trail can be on and still record only reads, only writes or none of the calls that change an account. What its selectors leave out is lost for investigation and for every alarm.',
  remediation: {
    summary: 'Let a logging trail record read and write management events, and exclude no service.',
    console: [
      'Open CloudTrail, choose Trails and open the trail in its home region.',
      'Edit the management events.',
      'Tick Read and Write, and untick Exclude AWS KMS events and Exclude Amazon RDS Data API events.',
    ],
    cli: putEventSelectors('[{"ReadWriteType":"All","IncludeManagementEvents":true}]'),
    terraform: trailTerraform(`  event_selector {
    read_write_type           = "All"
    include_management_events = true
  }`),
    cloudformation: trailCloudFormation(`    EventSelectors:
      - ReadWriteType: All
        IncludeManagementEvents: true`),
  },
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html',
  ],
  reads: ['cloudtrail.trails'],

  judge(linked, context) {
    const places = placesOf(linked, regionsInScope(linked, context));
    return judgeSomeTrails('trail-management-events', linked, (trails) => recorded(trails, linked, places));
  },
});

const kinds = ['read', 'write'] as const;
/** Busy sources that AWS itself offers to leave out. */
const busySources = ['kms.amazonaws.com', 'rdsdata.amazonaws.com'];

/** Where the same trails record: one region, or all regions that only multi-region trails record (null). */
type Place = string | null;

/**
 * A single-region trail fills a hole of the others in its own region only. Regions that no trail records at all
 * are the matter of `trail-multi-region`.
 */
function placesOf(linked: Linked, regions: readonly string[]): Place[] {
  const logging = linked.trails.filter((it) => it.status?.isLogging);
  const homes = logging.flatMap((it) => (it.fact.isMultiRegion ? [] : [it.fact.homeRegion]));
  const isListUnread = linked.snapshot.gaps.some((it) => it.topic === 'account.regions');
  const hasElsewhere =
    logging.some((it) => it.fact.isMultiRegion) &&
    (isListUnread || regions.some((it) => !homes.includes(it)));
  return [...new Set(homes), ...(hasElsewhere || homes.length === 0 ? [null] : [])];
}

function recorded(
  trails: readonly LinkedTrail[],
  linked: Linked,
  places: readonly Place[],
): { finding: TrailFinding; subjects: TrailFinding[] } {
  const logging = trails.filter((it) => it.status?.isLogging);
  const unread = [
    ...trails.filter((it) => !it.status).map((it) => unreadStatus(it)),
    ...logging.filter((it) => !it.selectors).map((it) => unreadSelectors(it)),
  ];
  const subjects = [...logging.filter((it) => it.selectors).map(ofOneTrail), ...unread];
  const known = worstHole(places, logging);
  if (!known) return { finding: { ...blank, verdict: 'pass', reason: `${whole(logging)}.` }, subjects };
  const [open] = unread;
  const worst = open ? worstHole(places, atBestEverywhere(trails)) : known;
  if (open && worst?.verdict !== known.verdict) return { finding: open, subjects };
  if (linked.trailGaps.length > 0) {
    return {
      finding: unreadTrails(linked, 'Whether all management events are recorded is not known'),
      subjects,
    };
  }
  if (trails.length === 0) return { finding: noTrail(linked), subjects };
  if (logging.length === 0) {
    return {
      finding: { ...blank, verdict: 'fail', reason: `No trail is logging: ${names(trails)}.` },
      subjects,
    };
  }
  const { verdict, trail, says, where } = worst ?? known;
  const reason = `${says}${where}${silentOnes(logging)}.`;
  return { finding: { ...blank, verdict, reason, trail: trail ?? logging[0] ?? null }, subjects };
}

/** An unread single-region trail may be the only one in its region, so at best it counts everywhere. */
function atBestEverywhere(trails: readonly LinkedTrail[]): LinkedTrail[] {
  return atBest(trails).map((it) =>
    it.status && it.selectors ? it : { ...it, fact: { ...it.fact, isMultiRegion: true } },
  );
}

function worstHole(
  places: readonly Place[],
  logging: readonly LinkedTrail[],
): (Hole & { where: string }) | null {
  const holes = places.map((place) => holeAt(place, logging)).filter((it) => it !== null);
  const [worst] = holes.toSorted((a, b) => rank[a.verdict] - rank[b.verdict]);
  if (!worst) return null;
  const same = holes.filter((it) => it.verdict === worst.verdict && it.says === worst.says);
  return { ...worst, where: whereOf(same, places) };
}

const blank = { trail: null, evidence: [], missing: [] };
const rank = { fail: 0, warn: 1 };

interface Hole {
  place: Place;
  verdict: 'fail' | 'warn';
  /** A sentence without its full stop. */
  says: string;
  trail: LinkedTrail | null;
}

/** What these trails together leave out there; null: nothing. */
function holeAt(place: Place, logging: readonly LinkedTrail[]): Hole | null {
  const here = logging.filter((it) => it.fact.isMultiRegion || it.fact.homeRegion === place);
  const together = joined(here);
  const trail = here[0] ?? null;
  const missed = kinds.filter((it) => !recordsKind(together, it).isRecorded);
  if (missed.length > 0) {
    const says = `No logging trail records ${missed.join(' or ')} management events`;
    return { place, verdict: 'fail', says, trail };
  }
  const leftOut = leftOutOf(together);
  if (leftOut.length === 0) return null;
  const isBusyOnly = leftOut.every((it) => it.eventSource !== null && busySources.includes(it.eventSource));
  const says = `${trailsNamed(here)} ${here.length > 1 ? 'leave' : 'leaves'} out ${leftOut.map((it) => it.text).join(', ')}`;
  return { place, verdict: isBusyOnly ? 'warn' : 'fail', says, trail };
}

/** Nothing is said where it is so in every place. */
function whereOf(holes: readonly Hole[], places: readonly Place[]): string {
  if (holes.length === places.length) return '';
  const regions = holes.flatMap((it) => it.place ?? []);
  const named = regions.length > 0 ? ` in ${regions.join(', ')}` : '';
  if (!holes.some((it) => it.place === null)) return named;
  const homes = places.filter((it) => it !== null).join(', ');
  return `${named}${named && ' and'} in regions other than ${homes}`;
}

function whole(logging: readonly LinkedTrail[]): string {
  const silent = logging.filter(isSilent);
  const recording = logging.filter((it) => !silent.includes(it));
  const verb = recording.length > 1 ? 'together record' : 'records';
  return `${trailsNamed(recording)} ${verb} read and write management events of every service${silentOnes(logging)}`;
}

/** A trail that is on and records no management event looks like one that does. */
function silentOnes(logging: readonly LinkedTrail[]): string {
  const silent = logging.filter(isSilent);
  if (silent.length === 0) return '';
  return `${silent.length === logging.length ? ':' : ';'} ${names(silent)} ${silent.length > 1 ? 'record' : 'records'} none`;
}

function isSilent(trail: LinkedTrail): boolean {
  return trail.selectors !== null && kinds.every((it) => !recordsKind(joined([trail]), it).isRecorded);
}

/** An event is recorded when any trail's selectors take it: several trails are one with all their selectors. */
function joined(trails: readonly LinkedTrail[]): Pick<TrailSelectorsFact, 'classic' | 'advanced'> {
  return {
    classic: trails.flatMap((it) => it.selectors?.classic ?? []),
    advanced: trails.flatMap((it) => it.selectors?.advanced ?? []),
  };
}

function recordsKind(
  { classic, advanced }: Pick<TrailSelectorsFact, 'classic' | 'advanced'>,
  kind: (typeof kinds)[number],
) {
  const nothing = { isRecorded: false as const, why: 'records no management events' };
  if (classic.length === 0 && advanced.length === 0) return nothing;
  const selectors = { source: { api: '', region: '', at: '' }, classic, advanced };
  return selectorsRecord(selectors, { eventSource: null, eventName: null, isReadOnly: kind === 'read' });
}

function leftOutOf(selectors: Pick<TrailSelectorsFact, 'classic' | 'advanced'>): LeftOut[] {
  const all = kinds.flatMap((kind) => {
    const answer = recordsKind(selectors, kind);
    return answer.isRecorded ? [...answer.leftOut] : [];
  });
  return [...new Map(all.map((it) => [it.text, it])).values()];
}

function ofOneTrail(trail: LinkedTrail): TrailFinding {
  const selectors = joined([trail]);
  const taken = kinds.filter((it) => recordsKind(selectors, it).isRecorded);
  const words = taken.length === 0 ? 'no' : taken.join(' and ');
  const reason = `Trail ${trail.fact.name} records ${words} management events.`;
  return {
    verdict: taken.length === kinds.length && leftOutOf(selectors).length === 0 ? 'pass' : 'fail',
    reason,
    trail,
    evidence: [
      ...statusEvidence(trail, 'IsLogging is true.', { IsLogging: true }),
      ...selectorsEvidence(trail, reason),
    ],
    missing: [],
  };
}
