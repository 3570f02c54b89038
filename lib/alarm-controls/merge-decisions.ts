import { always } from './decide-event.ts';
import type { EventDecision, Exclusion, Missed } from './event-decision.ts';
import type { RequiredEvent } from './required-event.ts';

interface Decided {
  readonly event: RequiredEvent;
  readonly decision: EventDecision;
}

/** One line for what every type of caller has in common; else one for each, naming the type. */
export function mergeMissed(decided: readonly Decided[]): readonly Missed[] {
  const groups = Map.groupBy(
    decided.flatMap(({ event, decision }) => decision.missed.map((missed) => ({ event, missed }))),
    ({ event, missed }) => `${familyOf(event)}|${missed.eventName}|${missed.when}`,
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const inFamily = decided.filter(({ event }) => familyOf(event) === familyOf(first.event));
    const isShared = inFamily.length > 1 && group.length === inFamily.length;
    if (isShared)
      return [{ eventName: first.missed.eventName, when: first.missed.when, sample: first.missed.sample }];
    return group.map(({ event, missed }) => ({
      ...missed,
      when: whenOf(event, missed, inFamily.length > 1),
    }));
  });
}

export function mergeExclusions(decisions: readonly EventDecision[]): readonly Exclusion[] {
  const all = decisions.flatMap(({ exclusions }) => exclusions);
  return [...new Map(all.map((exclusion) => [exclusion.text, exclusion])).values()];
}

/** The same event by different callers. */
function familyOf(event: RequiredEvent): string {
  return event.id.slice(0, event.id.lastIndexOf('/'));
}

function whenOf(event: RequiredEvent, missed: Missed, hasOtherCallers: boolean): string {
  return missed.when === always && hasOtherCallers
    ? `when userIdentity.type is ${event.identity}`
    : missed.when;
}
