import type { Linked, LinkedTrail } from '../../link.ts';
import type { Gap } from '../../snapshot.ts';
import { type EventKind, recordedObjects, recordsBucket } from '../support/data-events.ts';

export interface BucketRecorders {
  /** Trails that together record every object-level event of the bucket; empty while they do not. */
  trails: LinkedTrail[];
  /** What was not read and might show such trails. */
  gaps: Gap[];
}

const kinds: readonly EventKind[] = ['read', 'write'];

/** Trails that record reads and writes of a bucket's objects in its region, and deliver to another bucket. */
export function recordersOf(bucket: { name: string; region: string; owner: Linked }): BucketRecorders {
  const { name, region, owner } = bucket;
  const others = owner.trails.filter(
    ({ fact }) => fact.bucketName !== name && (fact.isMultiRegion || fact.homeRegion === region),
  );
  const known = kinds.map((kind) => others.filter((it) => records(it, name, kind) === 'yes'));
  if (known.every((it) => it.length > 0)) {
    const alone = others.filter((it) => known.every((ofKind) => ofKind.includes(it)));
    return { trails: alone.length > 0 ? alone : [...new Set(known.flat())], gaps: [] };
  }
  const unread = kinds.map((kind) => others.filter((it) => records(it, name, kind) === 'unread'));
  const isPossible = kinds.every((_, kind) => (known[kind]?.length ?? 0) + (unread[kind]?.length ?? 0) > 0);
  const ofTrails = [...new Set(unread.flat())].flatMap((it) => [it.statusGap ?? [], it.selectorsGap ?? []]);
  return { trails: [], gaps: [...owner.trailGaps, ...(isPossible ? ofTrails.flat() : [])] };
}

function records(trail: LinkedTrail, bucketName: string, kind: EventKind): 'yes' | 'no' | 'unread' {
  const { status, selectors } = trail;
  if (status?.isLogging === false) return 'no';
  if (selectors && !recordsBucket(recordedObjects(selectors, kind), bucketName)) return 'no';
  return status && selectors ? 'yes' : 'unread';
}
