import type { FilterPattern } from '../filter-pattern/ast.ts';
import type { PatternError } from '../filter-pattern/parse.ts';
import type { CloudTrailRecord } from './cloudtrail-record.ts';
import type { AlarmControlId } from './controls.ts';
import type { Edition } from './editions.ts';
import type { IdentityType, JudgedContext, RequiredEvent } from './required-event.ts';

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

export interface RoutineEvent {
  readonly eventName: string;
  readonly label: string;
  readonly sample: CloudTrailRecord;
}

export type SecurityHubAnswer = 'pass' | 'fail' | 'not-applicable';

export interface InvalidPattern {
  readonly index: number;
  readonly pattern: string;
  readonly error: PatternError;
}

export interface ControlCoverage {
  readonly verdict: 'covers' | 'covers-with-exclusions' | 'misses' | 'noisy' | 'invalid';
  readonly missed: readonly Missed[];
  readonly exclusions: readonly Exclusion[];
  readonly alsoFires: readonly { readonly eventName: string; readonly sample: CloudTrailRecord }[];
  readonly securityHub: SecurityHubAnswer;
  readonly invalid: readonly InvalidPattern[];
  readonly notes: readonly string[];
}

export interface CoverQuestion {
  readonly control: AlarmControlId;
  readonly patterns: readonly string[];
  readonly edition?: Edition;
  readonly context?: JudgedContext;
}

/** The union of `patterns` against every event of the class, decided by representatives. */
export function decideRequiredEvent(
  _event: RequiredEvent,
  _patterns: readonly FilterPattern[],
  _context: JudgedContext = {},
): EventDecision {
  return { verdict: 'undecided', missed: [], exclusions: [] };
}

export function coverControl(_question: CoverQuestion): ControlCoverage {
  return {
    verdict: 'misses',
    missed: [],
    exclusions: [],
    alsoFires: [],
    securityHub: 'not-applicable',
    invalid: [],
    notes: [],
  };
}

export function firesOnRoutine(_patterns: readonly FilterPattern[]): readonly RoutineEvent[] {
  return [];
}

export function alsoFires(
  _control: AlarmControlId,
  _patterns: readonly FilterPattern[],
): readonly RoutineEvent[] {
  return [];
}

/** Security Hub passes one filter only when its text is exactly the prescribed one. */
export function securityHubWouldSay(
  _control: AlarmControlId,
  _patterns: readonly string[],
): SecurityHubAnswer {
  return 'not-applicable';
}
