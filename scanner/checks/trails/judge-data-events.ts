import type { Judgement } from '../../check.ts';
import type { Linked, LinkedTrail } from '../../link/linked.ts';
import { bucketOf, type EventKind, leftOutOf, recordedObjects } from '../support/data-events.ts';
import { noTrail } from './every-trail.ts';
import { judgeSomeTrails } from './some-trail.ts';
import { selectorsEvidence, statusEvidence } from './trail-evidence.ts';
import { names, type TrailFinding, unreadPart, unreadTrails } from './trail-finding.ts';

/** Whether logging trails together record every object-level event of this kind, in all buckets of all regions. */
export function judgeDataEvents(checkId: string, kind: EventKind, linked: Linked): Judgement {
  return judgeSomeTrails(checkId, linked, (trails) => recorded(trails, kind, linked));
}

function recorded(
  trails: readonly LinkedTrail[],
  kind: EventKind,
  linked: Linked,
): { finding: TrailFinding; subjects: TrailFinding[] } {
  const subjects = trails.map((it) => ofTrail(it, kind));
  const logging = trails.filter((it) => it.status?.isLogging && it.selectors);
  const everywhere = logging.filter((it) => it.fact.isMultiRegion);
  const objects = everywhere.flatMap((it) => (it.selectors ? recordedObjects(it.selectors, kind) : []));
  const leftOut = leftOutOf(objects);
  if (leftOut?.length === 0) {
    const good = everywhere.filter((it) => it.selectors && recordedObjects(it.selectors, kind).length > 0);
    const reason = `${names(good)} ${good.length > 1 ? 'together record' : 'records'} ${kind} events on the objects of all buckets.`;
    return { finding: { ...blank, verdict: 'pass', reason, trail: good[0] ?? null }, subjects };
  }
  const open = subjects.find((it) => it.verdict === 'unknown');
  if (open) return { finding: open, subjects };
  if (linked.trailGaps.length > 0) {
    return {
      finding: unreadTrails(linked, `Whether ${kind} events on objects are recorded is not known`),
      subjects,
    };
  }
  if (trails.length === 0) return { finding: noTrail(linked), subjects };
  const reason = leftOut
    ? `Object-level ${kind} events are missed in ${leftOut.map(bucketOf).join(', ')}.`
    : (narrow(logging, kind) ?? `No logging trail records ${kind} events on the objects of buckets.`);
  return { finding: { ...blank, verdict: 'fail', reason, trail: logging[0] ?? trails[0] ?? null }, subjects };
}

const blank = { trail: null, evidence: [], missing: [] };

/** What is recorded when it is not everything. */
function narrow(logging: readonly LinkedTrail[], kind: EventKind): string | null {
  const recording = logging.filter((it) => it.selectors && recordedObjects(it.selectors, kind).length > 0);
  if (recording.length === 0) return null;
  const objects = recording.flatMap((it) => (it.selectors ? recordedObjects(it.selectors, kind) : []));
  const only = [...new Set(objects.flatMap((it) => it.only.map(bucketOf)))];
  const scope =
    only.length > 0
      ? `the objects of ${only.slice(0, 3).join(', ')}${only.length > 3 ? ` and ${only.length - 3} more buckets` : ''}; all other buckets are missed`
      : `objects in ${[...new Set(recording.map((it) => it.fact.homeRegion))].join(', ')} only`;
  return `${names(recording)} ${recording.length > 1 ? 'record' : 'records'} ${kind} events on ${scope}.`;
}

function ofTrail(trail: LinkedTrail, kind: EventKind): TrailFinding {
  const { name } = trail.fact;
  if (!trail.status) return unreadPart(trail, trail.statusGap, 'Whether logging is on');
  const status = statusEvidence(trail, `IsLogging is ${trail.status.isLogging}.`, {
    IsLogging: trail.status.isLogging,
  });
  if (!trail.status.isLogging) {
    return { trail, verdict: 'fail', reason: `Trail ${name} is stopped.`, evidence: status, missing: [] };
  }
  if (!trail.selectors) return unreadPart(trail, trail.selectorsGap, 'The event selectors');
  const objects = recordedObjects(trail.selectors, kind);
  const isWhole = leftOutOf(objects)?.length === 0 && trail.fact.isMultiRegion;
  const reason =
    objects.length === 0
      ? `Trail ${name} records no ${kind} events on objects.`
      : `Trail ${name} records ${kind} events on the objects of ${isWhole ? 'all' : 'some'} buckets.`;
  const evidence = [...status, ...selectorsEvidence(trail, reason)];
  return { trail, verdict: isWhole ? 'pass' : 'fail', reason, evidence, missing: [] };
}
