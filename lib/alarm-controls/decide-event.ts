import type { FilterPattern } from '../filter-pattern/ast.ts';
import { type ClassDecision, decideClass, type Slip } from '../filter-pattern/decide.ts';
import type { EventClass } from '../filter-pattern/event-class.ts';
import { remembered } from '../filter-pattern/remembered.ts';
import { isSpent, spend, type Work } from '../filter-pattern/work.ts';
import { isAccountBlind } from './account-blind.ts';
import { eventNameOf } from './cloudtrail-record.ts';
import { alarmControlIds } from './control-ids.ts';
import { newestEdition } from './editions.ts';
import type { EventDecision, Exclusion, Missed } from './event-decision.ts';
import type { JudgedContext, RequiredEvent } from './required-event.ts';
import { inAnyAccount, requiredClass, requiredEvents } from './required-events.ts';
import { withAccount } from './with-account.ts';
import { stepsPerDecision } from './work-limits.ts';

/** Said of an event no filter asks for. */
export const always = 'always';

/** An answer that was reached, or how much work was not enough for one. */
interface Answer {
  readonly decision: EventDecision | null;
  readonly steps: number;
}

const answers = remembered<string, Answer>(10_000);
const numbers = new WeakMap<object, number>();
let lastNumber = 0;

/**
 * The union of `patterns` against every event of the class, decided by representatives. Remembered, also for other
 * accounts where no filter tells accounts apart. The work is taken off whether or not it had to be done again, so
 * that the answer does not depend on what was asked before.
 */
export function decideRequiredEvent(
  event: RequiredEvent,
  patterns: readonly FilterPattern[],
  context: JudgedContext = {},
  work: Work = { left: stepsPerDecision },
): EventDecision {
  const shared = patterns.every(isAccountBlind) ? inAnyAccount(event) : null;
  if (shared === null) return decideOnce(event, patterns, context, work) ?? undecidedEvent(event);
  const decision = decideOnce(shared.event, patterns, context, work);
  return decision === null ? undecidedEvent(event) : withAccount(decision, shared.accountId);
}

/** null: the work ran out first. */
function decideOnce(
  event: RequiredEvent,
  patterns: readonly FilterPattern[],
  context: JudgedContext,
  work: Work,
): EventDecision | null {
  const most = Math.min(work.left, stepsPerDecision);
  if (most <= 0) return null;
  const key = `${numberOf(event)}|${patterns.map(numberOf).join()}`;
  const known = answers.get(key);
  const isEnough = known !== undefined && (known.decision !== null || known.steps >= most);
  const answer = isEnough ? known : decideWithin(event, patterns, context, most);
  if (!isEnough) answers.set(key, answer);
  spend(work, Math.min(answer.steps, most));
  return answer.steps < most ? answer.decision : null;
}

function decideWithin(
  event: RequiredEvent,
  patterns: readonly FilterPattern[],
  context: JudgedContext,
  most: number,
): Answer {
  const own = { left: most };
  const decision = decide(event, patterns, context, own);
  return isSpent(own) ? { decision: null, steps: most } : { decision, steps: most - own.left };
}

function numberOf(it: RequiredEvent | FilterPattern): number {
  const known = numbers.get(it);
  if (known !== undefined) return known;
  lastNumber += 1;
  numbers.set(it, lastNumber);
  return lastNumber;
}

function decide(
  event: RequiredEvent,
  patterns: readonly FilterPattern[],
  context: JudgedContext,
  work: Work,
): EventDecision {
  const behind = requiredClass(event) ?? rebuilt(event, context);
  if (behind === null) return { verdict: 'undecided', missed: [], exclusions: [] };
  const decision = decideClass(patterns, behind.eventClass, work);
  if (decision.verdict === 'misses') {
    return { verdict: 'misses', missed: decision.slips.map((slip) => missedOf(event, slip)), exclusions: [] };
  }
  if (decision.verdict === 'undecided') return undecidedEvent(event);
  const lost = behind.lesser.filter(({ eventClass }) => isLost(patterns, eventClass, work));
  const exclusions = [
    ...exclusionsOf(decision),
    ...identityExclusion(lost.map(({ identityType }) => identityType)),
  ];
  return { verdict: exclusions.length > 0 ? 'covers-with-exclusions' : 'covers', missed: [], exclusions };
}

function isLost(patterns: readonly FilterPattern[], eventClass: EventClass, work: Work): boolean {
  return decideClass(patterns, eventClass, work).verdict === 'misses';
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

export function undecidedEvent({ eventName, identity, witnesses }: RequiredEvent): EventDecision {
  const [sample = {}] = witnesses;
  const when = 'not decided: the filters combine too many values to try them all';
  const missed = { eventName: eventName ?? eventNameOf(sample), identity, when, sample };
  return { verdict: 'undecided', missed: [missed], exclusions: [] };
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
