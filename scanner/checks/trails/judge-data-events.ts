import type { Judgement } from '../../check.ts';
import type { Linked, LinkedTrail } from '../../link/linked.ts';
import type { JudgeContext } from '../../world.ts';
import {
  type EventKind,
  leftOutOf,
  namedObjects,
  narrowingConditions,
  type RecordedObjects,
  recordedObjects,
} from '../support/data-events.ts';
import { regionsInScope } from '../support/regions.ts';
import { atBest } from './at-best.ts';
import { noTrail } from './every-trail.ts';
import { openRegions } from './open-regions.ts';
import { judgeSomeTrails } from './some-trail.ts';
import { selectorsEvidence, statusEvidence } from './trail-evidence.ts';
import {
  type TrailFinding,
  trailsNamed,
  unreadSelectors,
  unreadStatus,
  unreadTrails,
} from './trail-finding.ts';

/** Whether logging trails together record every object-level event of this kind, in all buckets of all regions. */
export function judgeDataEvents(
  checkId: string,
  kind: EventKind,
  linked: Linked,
  context: JudgeContext,
): Judgement {
  const regions = regionsInScope(linked, context);
  return judgeSomeTrails(checkId, linked, (trails) => recorded(trails, kind, linked, regions));
}

function recorded(
  trails: readonly LinkedTrail[],
  kind: EventKind,
  linked: Linked,
  regions: readonly string[],
): { finding: TrailFinding; subjects: TrailFinding[] } {
  const subjects = trails.map((it) => ofTrail(it, kind));
  const logging = trails.filter((it) => it.status?.isLogging && it.selectors);
  const everywhere = logging.filter((it) => it.fact.isMultiRegion);
  if (isWhole(objectsOf(everywhere, kind)))
    return { finding: whole(recorders(everywhere, kind), kind), subjects };

  const unread = subjects.find((it) => it.verdict === 'unknown');
  const hopeful = unread ? atBest(trails) : logging;
  if (unread && bareRegions(regions, hopeful, kind).length === 0) return { finding: unread, subjects };
  if (linked.trailGaps.length > 0) {
    const question = `Whether ${kind} events on objects are recorded is not known`;
    return { finding: unreadTrails(linked, question), subjects };
  }
  if (trails.length === 0) return { finding: noTrail(linked), subjects };
  const bare = bareRegions(regions, logging, kind);
  if (bare.length === 0) {
    return { finding: openRegions(linked, regions) ?? whole(recorders(logging, kind), kind), subjects };
  }
  const reason = whatIsMissed(logging, kind, bare);
  return { finding: { ...blank, verdict: 'fail', reason, trail: logging[0] ?? trails[0] ?? null }, subjects };
}

const blank = { trail: null, evidence: [], missing: [] };

function whole(good: readonly LinkedTrail[], kind: EventKind): TrailFinding {
  const verb = good.length > 1 ? 'together record' : 'records';
  const reason = `${trailsNamed(good)} ${verb} ${kind} events on the objects of all buckets.`;
  return { ...blank, verdict: 'pass', reason, trail: good[0] ?? null };
}

function objectsOf(trails: readonly LinkedTrail[], kind: EventKind): RecordedObjects[] {
  return trails.flatMap((it) => (it.selectors ? recordedObjects(it.selectors, kind) : []));
}

function isWhole(objects: readonly RecordedObjects[]): boolean {
  return leftOutOf(objects)?.length === 0;
}

function recorders(trails: readonly LinkedTrail[], kind: EventKind): LinkedTrail[] {
  return trails.filter((it) => objectsOf([it], kind).length > 0);
}

/** Regions where some bucket's objects go unrecorded. A single-region trail sees the buckets of its own only. */
function bareRegions(
  regions: readonly string[],
  trails: readonly LinkedTrail[],
  kind: EventKind,
): readonly string[] {
  const known = new Map<string, boolean>();
  return regions.filter((region) => {
    const here = trails.filter((it) => it.fact.isMultiRegion || it.fact.homeRegion === region);
    const key = here.map((it) => it.fact.arn).join();
    const isBare = known.get(key) ?? !isWhole(objectsOf(here, kind));
    known.set(key, isBare);
    return isBare;
  });
}

function whatIsMissed(logging: readonly LinkedTrail[], kind: EventKind, bare: readonly string[]): string {
  const recording = recorders(logging, kind);
  const objects = objectsOf(recording, kind);
  const leftOut = leftOutOf(objects);
  if (leftOut && leftOut.length > 0) {
    return `Object-level ${kind} events are missed in ${firstOf(leftOut, 'places')}.`;
  }
  const records = `${trailsNamed(recording)} ${recording.length > 1 ? 'record' : 'records'} ${kind} events on`;
  if (leftOut) {
    const homes = [...new Set(recording.map((it) => it.fact.homeRegion))].join(', ');
    return `${records} objects in ${homes} only; buckets in ${firstOf(bare, 'regions')} are missed.`;
  }
  const only = namedObjects(objects);
  if (only.length > 0) {
    return `${records} the objects of ${firstOf(only, 'buckets')}; all other buckets are missed.`;
  }
  const narrowed = logging.filter((it) => it.selectors && narrowingConditions(it.selectors, kind).length > 0);
  const conditions = narrowed.flatMap((it) => (it.selectors ? narrowingConditions(it.selectors, kind) : []));
  if (narrowed.length > 0) {
    const verb = narrowed.length > 1 ? 'record' : 'records';
    return `${trailsNamed(narrowed)} ${verb} only some ${kind} events on objects: narrowed by ${[...new Set(conditions)].join(' and ')}.`;
  }
  return `No logging trail records ${kind} events on the objects of buckets.`;
}

function firstOf(items: readonly string[], what: string): string {
  return `${items.slice(0, 3).join(', ')}${items.length > 3 ? ` and ${items.length - 3} more ${what}` : ''}`;
}

function ofTrail(trail: LinkedTrail, kind: EventKind): TrailFinding {
  const { name } = trail.fact;
  if (!trail.status) return unreadStatus(trail);
  const status = statusEvidence(trail, `IsLogging is ${trail.status.isLogging}.`, {
    IsLogging: trail.status.isLogging,
  });
  if (!trail.status.isLogging) {
    return { trail, verdict: 'fail', reason: `Trail ${name} is stopped.`, evidence: status, missing: [] };
  }
  if (!trail.selectors) return unreadSelectors(trail);
  const objects = objectsOf([trail], kind);
  const isAll = isWhole(objects) && trail.fact.isMultiRegion;
  const reason =
    objects.length === 0
      ? `Trail ${name} records no ${kind} events on objects.`
      : `Trail ${name} records ${kind} events on the objects of ${isAll ? 'all' : 'some'} buckets.`;
  const evidence = [...status, ...selectorsEvidence(trail, reason)];
  return { trail, verdict: isAll ? 'pass' : 'fail', reason, evidence, missing: [] };
}
