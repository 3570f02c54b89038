import type { FilterPattern } from '../filter-pattern/ast.ts';
import { matchesEvent } from '../filter-pattern/match.ts';
import type { PatternError } from '../filter-pattern/parse.ts';
import { parseOnce } from '../filter-pattern/parse-once.ts';
import { conditionLeaves } from '../filter-pattern/walk.ts';
import type { Work } from '../filter-pattern/work.ts';
import { denialCodes } from './any-call.ts';
import type { CloudTrailRecord } from './cloudtrail-record.ts';
import { type AlarmControlId, alarmControl } from './controls.ts';
import { decideRequiredEvent } from './decide-event.ts';
import { type Edition, includesEdition, newestEdition } from './editions.ts';
import type { EventDecision, Exclusion, Missed } from './event-decision.ts';
import { mergeExclusions, mergeMissed } from './merge-decisions.ts';
import { neighbourEvents } from './neighbour-events.ts';
import type { JudgedContext, RequiredEvent } from './required-event.ts';
import { requiredEvents } from './required-events.ts';
import { type RoutineEvent, routineEvents } from './routine-events.ts';
import { type SecurityHubAnswer, securityHubWouldSay } from './security-hub.ts';
import { stepsPerControl } from './work-limits.ts';

export { decideRequiredEvent } from './decide-event.ts';
export type { EventDecision, Exclusion, Missed } from './event-decision.ts';
export type { RoutineEvent } from './routine-events.ts';
export { securityHubWouldSay } from './security-hub.ts';

interface InvalidPattern {
  readonly index: number;
  readonly pattern: string;
  readonly error: PatternError;
}

export interface ControlCoverage {
  readonly verdict: 'covers' | 'covers-with-exclusions' | 'misses' | 'noisy' | 'invalid';
  readonly missed: readonly Missed[];
  readonly exclusions: readonly Exclusion[];
  readonly alsoFires: readonly AlsoFires[];
  readonly securityHub: SecurityHubAnswer;
  /** Filters that cannot exist; the rest were judged. */
  readonly invalid: readonly InvalidPattern[];
  readonly notes: readonly string[];
}

interface AlsoFires {
  readonly eventName: string;
  readonly label: string;
  readonly sample: CloudTrailRecord;
}

export interface CoverQuestion {
  readonly control: AlarmControlId;
  /** The filters of one log group, each taken as alarmed. */
  readonly patterns: readonly string[];
  /** Default: the newest. */
  readonly edition?: Edition;
  readonly context?: JudgedContext;
}

/** Whether the filters together notice everything the control asks for, and what else they fire on. */
export function coverControl({ control, patterns, edition, context }: CoverQuestion): ControlCoverage {
  const { valid, invalid } = parseAll(patterns);
  const securityHub = securityHubWouldSay(control, patterns);
  if (valid.length === 0 && invalid.length > 0) {
    return { verdict: 'invalid', missed: [], exclusions: [], alsoFires: [], securityHub, invalid, notes: [] };
  }
  const { since, title } = alarmControl(control);
  const wanted = edition ?? newestEdition;
  const judged = includesEdition(wanted, since) ? wanted : since;
  const notes = judged === wanted ? [] : [`${title} is not in edition ${wanted}; judged by ${judged}.`];
  const events = requiredEvents(control, judged, context);
  const work = { left: stepsPerControl };
  const decided = events.map((event) => ({
    event,
    decision: decideRequiredEvent(event, valid, context, work),
  }));
  const standing = decided.filter(({ event }) => event.isHistorical !== true);
  const missed = mergeMissed(standing);
  const exclusions = mergeExclusions(standing.map(({ decision }) => decision));
  const relevant = valid.filter((pattern) => isAbout(pattern, events));
  return {
    verdict: verdictOf(missed, exclusions, firesOnRoutine(relevant)),
    missed,
    exclusions,
    alsoFires: alsoFires(control, relevant),
    securityHub,
    invalid,
    notes: [...notes, ...historicalNotes(decided)],
  };
}

/** Routine activity the union of the filters fires on; anything here makes a covering filter noisy. */
export function firesOnRoutine(patterns: readonly FilterPattern[], work?: Work): readonly RoutineEvent[] {
  const regions = patterns.flatMap(namedRegions);
  return firstOfEach(routineEvents(regions).filter(({ sample }) => fires(patterns, sample, work)));
}

/** Everything the union fires on beside the control's own events: routine and neighbours. */
export function alsoFires(
  control: AlarmControlId,
  patterns: readonly FilterPattern[],
): readonly RoutineEvent[] {
  const routine = firesOnRoutine(patterns);
  const isOwn = (event: RoutineEvent) =>
    control === 'unauthorized-api-calls' && denialCodes.some((code) => code === event.sample.errorCode);
  const near = neighbourEvents(control, patterns).filter(
    (event) => !isOwn(event) && fires(patterns, event.sample),
  );
  return firstOfEach([...routine, ...near]);
}

function verdictOf(
  missed: readonly Missed[],
  exclusions: readonly Exclusion[],
  routine: readonly RoutineEvent[],
): ControlCoverage['verdict'] {
  if (missed.length > 0) return 'misses';
  if (routine.length > 0) return 'noisy';
  return exclusions.length > 0 ? 'covers-with-exclusions' : 'covers';
}

function parseAll(patterns: readonly string[]): { valid: FilterPattern[]; invalid: InvalidPattern[] } {
  const valid: FilterPattern[] = [];
  const invalid: InvalidPattern[] = [];
  for (const [index, pattern] of patterns.entries()) {
    const result = parseOnce(pattern);
    if (result.ok) valid.push(result.pattern);
    else invalid.push({ index, pattern, error: result.error });
  }
  return { valid, invalid };
}

/** A filter of the log group that matches no event of this control is there for something else. */
function isAbout(pattern: FilterPattern, events: readonly RequiredEvent[]): boolean {
  return events.some(({ witnesses }) => witnesses.some((witness) => matchesEvent(pattern, witness)));
}

function historicalNotes(
  decided: readonly { readonly event: RequiredEvent; readonly decision: EventDecision }[],
): readonly string[] {
  const lost = decided.filter(
    ({ event, decision }) => event.isHistorical === true && decision.missed.length > 0,
  );
  const names = [...new Set(lost.map(({ event }) => event.eventName))];
  return names.length === 0
    ? []
    : [`Not matched, but EC2-Classic is gone and they can no longer occur: ${names.join(', ')}.`];
}

function fires(patterns: readonly FilterPattern[], sample: CloudTrailRecord, work?: Work): boolean {
  return patterns.some((pattern) => matchesEvent(pattern, sample, work));
}

function firstOfEach(events: readonly RoutineEvent[]): readonly RoutineEvent[] {
  return [...new Map([...events].reverse().map((event) => [event.label, event])).values()].reverse();
}

/** Routine activity happens in every region, so also in those a filter names. */
function namedRegions(pattern: FilterPattern): readonly string[] {
  if (pattern.kind !== 'json') return [];
  return conditionLeaves(pattern.condition).flatMap((leaf) => {
    if (leaf.kind !== 'comparison' || leaf.value.kind !== 'text') return [];
    const [segment] = leaf.selector.segments;
    return segment?.kind === 'name' && segment.name === 'awsRegion' ? [leaf.value.text] : [];
  });
}
