import type { IdentityType, RequiredEvent } from '#lib/alarm-controls/required-event.ts';
import type { ChainLane, ChainLink, MissedEvent } from '#lib/posture/alarm-detail.ts';
import type { Fate } from './event-fates.ts';
import { linkNumber } from './route.ts';

const maxLanes = 5;

const identityNames: Record<IdentityType, string> = {
  IAMUser: 'IAM user',
  AssumedRole: 'Assumed role',
  Root: 'Root',
};

interface Group {
  outcome: ChainLane['outcome'];
  endsAt: ChainLink | null;
  why: string;
  fates: Fate[];
}

/** Events grouped by where and why they end: lost ones first, in chain order, those that arrive last. */
export function lanesOf(fates: readonly Fate[]): ChainLane[] {
  const groups = new Map<string, Group>();
  for (const fate of fates) {
    const outcome = fate.outcome === 'lost' || fate.outcome === 'unknown' ? fate.outcome : 'arrives';
    const { why } = fate;
    const endsAt = outcome === 'arrives' ? null : fate.endsAt;
    const key = [outcome, endsAt, why].join('\n');
    const group = groups.get(key) ?? { outcome, endsAt, why, fates: [] };
    group.fates.push(fate);
    groups.set(key, group);
  }
  const sorted = [...groups.values()].sort(byStopThenSize);
  return fewEnough(sorted).map((it) => laneOf(it, fates));
}

/** One entry for all identities that lose the call the same way. */
export function missedEventsOf(fates: readonly Fate[]): MissedEvent[] {
  const missed = new Map<string, { entry: MissedEvent; identities: string[] }>();
  for (const fate of fates) {
    if (fate.outcome !== 'lost' || !fate.endsAt) continue;
    const [blind] = fate.missed;
    const sample = blind?.sample ?? fate.event.witnesses[0] ?? {};
    const eventName =
      fate.event.eventName ?? blind?.eventName ?? String(textAt(sample, 'eventName') ?? fate.event.label);
    const when = blind?.when || 'always';
    const key = [eventName, fate.event.eventSource, when, fate.endsAt].join('\n');
    const identity = identityNames[fate.event.identity];
    const known = missed.get(key);
    if (known) {
      if (!known.identities.includes(identity)) known.identities.push(identity);
      continue;
    }
    const entry = {
      eventName,
      eventSource: fate.event.eventSource,
      identity,
      when,
      link: fate.endsAt,
      sample: { ...sample },
    };
    missed.set(key, { entry, identities: [identity] });
  }
  return [...missed.values()].map(({ entry, identities }) => ({ ...entry, identity: identities.join(', ') }));
}

function byStopThenSize(a: Group, b: Group): number {
  const order = { lost: 0, unknown: 1, arrives: 2 };
  if (a.outcome !== b.outcome) return order[a.outcome] - order[b.outcome];
  const byLink = (a.endsAt ? linkNumber(a.endsAt) : 9) - (b.endsAt ? linkNumber(b.endsAt) : 9);
  if (byLink !== 0) return byLink;
  return b.fates.length - a.fates.length || (a.why < b.why ? -1 : 1);
}

/** Merges the smallest groups that end at the same link until few enough are left. */
function fewEnough(groups: readonly Group[]): Group[] {
  const left = [...groups];
  while (left.length > maxLanes) {
    const pair = smallestPair(left);
    if (!pair) break;
    const [into, from] = pair;
    const merged = { ...into, why: `${into.why} Others: ${from.why}`, fates: [...into.fates, ...from.fates] };
    left.splice(left.indexOf(into), 1, merged);
    left.splice(left.indexOf(from), 1);
  }
  return left;
}

function smallestPair(groups: readonly Group[]): [Group, Group] | null {
  let best: [Group, Group] | null = null;
  let size = Number.POSITIVE_INFINITY;
  for (const [i, a] of groups.entries()) {
    for (const b of groups.slice(i + 1)) {
      const isSameStop = a.outcome === b.outcome && a.endsAt === b.endsAt;
      const both = a.fates.length + b.fates.length + (isSameStop ? 0 : a.outcome === b.outcome ? 1e6 : 1e9);
      if (both < size) {
        size = both;
        best = [a, b];
      }
    }
  }
  return size < 1e9 ? best : null;
}

function laneOf(group: Group, all: readonly Fate[]): ChainLane {
  const events = group.fates.map((it) => it.event);
  const names = unique(events.map(callOf));
  const identities = unique(events.map((it) => identityNames[it.identity]));
  const allIdentities = unique(all.map((it) => identityNames[it.event.identity]));
  const allNames = unique(all.map((it) => callOf(it.event)));
  return {
    label:
      events.length === all.length
        ? 'Every required event'
        : labelOf(names, identities, allNames.length, allIdentities.length),
    detail: detailOf(events.length, names.length, identities.length),
    outcome: group.outcome,
    endsAt: group.endsAt,
    why: group.why,
    events: events.map((it) => it.id),
  };
}

function labelOf(names: string[], identities: string[], allNames: number, allIdentities: number): string {
  if (names.length <= 2 && names.length < allNames) return names.join(' and ');
  if (identities.length < allIdentities) {
    const text = identities.join(' or ').toLowerCase().replace('iam', 'IAM');
    return text.charAt(0).toUpperCase() + text.slice(1);
  }
  return counted(names.length, 'event name');
}

function detailOf(events: number, names: number, identities: number): string {
  const spread = `${counted(names, 'event name')} × ${counted(identities, 'identity', 'identities')}`;
  return events === names * identities
    ? spread
    : `${counted(events, 'event')} of ${counted(names, 'event name')}`;
}

function callOf(event: RequiredEvent): string {
  return event.eventName ?? 'Any call';
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

function textAt(record: Readonly<Record<string, unknown>>, field: string): string | null {
  const value = record[field];
  return typeof value === 'string' ? value : null;
}
