import type { FilterPattern } from '../filter-pattern/ast.ts';
import { type ClassDecision, decideClass, type Slip } from '../filter-pattern/decide.ts';
import type { EventClass } from '../filter-pattern/event-class.ts';
import { type CloudTrailRecord, eventNameOf } from './cloudtrail-record.ts';
import { alarmControlIds } from './control-ids.ts';
import { newestEdition } from './editions.ts';
import type { IdentityType, JudgedContext, RequiredEvent } from './required-event.ts';
import { requiredClass, requiredEvents } from './required-events.ts';

export interface Missed {
  readonly eventName: string;
  readonly identity?: IdentityType;
  /** The smallest condition, in plain English: "when awsRegion is not us-east-1". */
  readonly when: string;
  readonly sample: CloudTrailRecord;
}

export interface Exclusion {
  readonly text: string;
  readonly field?: string;
  readonly values?: readonly string[];
}

export interface EventDecision {
  readonly verdict: 'covers' | 'covers-with-exclusions' | 'misses' | 'undecided';
  readonly missed: readonly Missed[];
  readonly exclusions: readonly Exclusion[];
}

/** Said of an event no filter asks for. */
export const always = 'always';

const memory = new WeakMap<RequiredEvent, Map<string, EventDecision>>();
const numbers = new WeakMap<FilterPattern, number>();
let lastNumber = 0;

/** The union of `patterns` against every event of the class, decided by representatives; remembered. */
export function decideRequiredEvent(
  event: RequiredEvent,
  patterns: readonly FilterPattern[],
  context: JudgedContext = {},
): EventDecision {
  const key = patterns.map(numberOf).join();
  const known = memory.get(event) ?? new Map<string, EventDecision>();
  memory.set(event, known);
  const remembered = known.get(key);
  if (remembered !== undefined) return remembered;
  const decision = decide(event, patterns, context);
  if (known.size >= 200) known.clear();
  known.set(key, decision);
  return decision;
}

function numberOf(pattern: FilterPattern): number {
  const known = numbers.get(pattern);
  if (known !== undefined) return known;
  lastNumber += 1;
  numbers.set(pattern, lastNumber);
  return lastNumber;
}

function decide(
  event: RequiredEvent,
  patterns: readonly FilterPattern[],
  context: JudgedContext,
): EventDecision {
  const behind = requiredClass(event) ?? rebuilt(event, context);
  if (behind === null) return { verdict: 'undecided', missed: [], exclusions: [] };
  const decision = decideClass(patterns, behind.eventClass);
  if (decision.verdict === 'misses') {
    return { verdict: 'misses', missed: decision.slips.map((slip) => missedOf(event, slip)), exclusions: [] };
  }
  if (decision.verdict === 'undecided')
    return { verdict: 'undecided', missed: [undecided(event)], exclusions: [] };
  const lost = behind.lesser.filter(({ eventClass }) => isLost(patterns, eventClass));
  const exclusions = [
    ...exclusionsOf(decision),
    ...identityExclusion(lost.map(({ identityType }) => identityType)),
  ];
  return { verdict: exclusions.length > 0 ? 'covers-with-exclusions' : 'covers', missed: [], exclusions };
}

function isLost(patterns: readonly FilterPattern[], eventClass: EventClass): boolean {
  return decideClass(patterns, eventClass).verdict === 'misses';
}

/** An event that went through JSON: looked up again by its id. */
function rebuilt(event: RequiredEvent, context: JudgedContext): ReturnType<typeof requiredClass> {
  for (const control of alarmControlIds) {
    const same = requiredEvents(control, newestEdition, context).find(({ id }) => id === event.id);
    if (same !== undefined && same.label === event.label) return requiredClass(same);
  }
  return null;
}

function missedOf(event: RequiredEvent, slip: Slip): Missed {
  const when = slip.terms.length === 0 ? always : `when ${slip.terms.map(({ text }) => text).join(' and ')}`;
  return { eventName: eventNameOf(slip.sample), identity: event.identity, when, sample: slip.sample };
}

function undecided(event: RequiredEvent): Missed {
  const [sample = {}] = event.witnesses;
  const when = 'not decided: the filters combine too many values to try them all';
  return {
    eventName: event.eventName ?? eventNameOf(sample),
    identity: event.identity,
    when,
    sample,
  };
}

function exclusionsOf(decision: ClassDecision): readonly Exclusion[] {
  return decision.slips.map(({ terms }) => {
    const named = terms.find(({ values }) => values.length > 0);
    const text = terms.map((term) => term.text).join(' and ');
    return named === undefined ? { text } : { text, field: named.field, values: named.values };
  });
}

function identityExclusion(types: readonly string[]): readonly Exclusion[] {
  if (types.length === 0) return [];
  return [{ text: `userIdentity.type is ${types.join(', ')}`, field: 'userIdentity.type', values: types }];
}
