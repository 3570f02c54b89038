import type { Condition, FilterPattern } from './ast.ts';
import {
  JSON_EVENT_IS_OBJECT_OR_ARRAY,
  SPACE_DELIMITED_SEES_JSON,
  WILDCARD_SELECTOR_MEANS_ANY,
} from './choices.ts';
import { satisfies } from './compare.ts';
import { matchesSpaceDelimited } from './match-space.ts';
import { matchesTerms } from './match-terms.ts';
import { searchSteps } from './regex-run.ts';
import { select } from './select.ts';
import { toJsonText } from './to-json-text.ts';
import type { ConditionLeaf } from './walk.ts';
import { spend, type Work } from './work.ts';

/**
 * Whether the filter counts this event: a parsed JSON log event, such as a CloudTrail record.
 * @param work what the answer takes is taken off it
 */
export function matchesEvent(pattern: FilterPattern, event: unknown, work?: Work): boolean {
  if (pattern.kind === 'everything') return true;
  if (pattern.kind === 'json') return isJsonEvent(event) && holds(pattern.condition, event, work);
  if (typeof event === 'string') return matchesMessage(pattern, event);
  if (pattern.kind === 'terms') return matchesTerms(pattern, lineOf(event), work);
  return SPACE_DELIMITED_SEES_JSON && matchesSpaceDelimited(pattern, lineOf(event));
}

const lines = new WeakMap<object, string>();

/** Many patterns are tried on one event, which nobody changes meanwhile. */
function lineOf(event: unknown): string {
  if (typeof event !== 'object' || event === null) return toJsonText(event);
  const known = lines.get(event);
  if (known !== undefined) return known;
  const line = toJsonText(event);
  lines.set(event, line);
  return line;
}

/** Whether the filter counts this line of log; a JSON pattern sees only lines that are JSON. */
export function matchesMessage(pattern: FilterPattern, message: string): boolean {
  if (pattern.kind === 'everything') return true;
  if (pattern.kind === 'terms') return matchesTerms(pattern, message);
  if (pattern.kind === 'json') return holdsForText(pattern.condition, message);
  if (!SPACE_DELIMITED_SEES_JSON && isJsonEvent(parseJson(message))) return false;
  return matchesSpaceDelimited(pattern, message);
}

/** A single condition against one event, for highlighting the clauses that hold. */
export function holds(condition: Condition, event: unknown, work?: Work): boolean {
  if ('operands' in condition) {
    const isTrue = (operand: Condition) => holds(operand, event, work);
    return condition.kind === 'all' ? condition.operands.every(isTrue) : condition.operands.some(isTrue);
  }
  const found = select(event, condition.selector.segments);
  if (work !== undefined) spend(work, leafSteps(condition, found));
  return leafHolds(condition, found);
}

function leafSteps(leaf: ConditionLeaf, found: readonly unknown[]): number {
  let steps = 1 + found.length;
  if (leaf.kind !== 'comparison' || leaf.value.kind !== 'regex') return steps;
  for (const item of found) {
    if (typeof item === 'string') steps += searchSteps(leaf.value.source, item.length);
  }
  return steps;
}

/** `found` is what the selector points at; empty means absent. */
export function leafHolds(leaf: ConditionLeaf, found: readonly unknown[]): boolean {
  if (found.length === 0) return leaf.kind === 'not-exists';
  const isTrue = (item: unknown) => propertyHolds(leaf, item);
  return WILDCARD_SELECTOR_MEANS_ANY ? found.some(isTrue) : found.every(isTrue);
}

function propertyHolds(leaf: ConditionLeaf, item: unknown): boolean {
  if (leaf.kind === 'not-exists') return false;
  if (leaf.kind === 'comparison') return satisfies(item, leaf.operator, leaf.value);
  return item === (leaf.constant === 'NULL' ? null : leaf.constant === 'TRUE');
}

function holdsForText(condition: Condition, message: string): boolean {
  const event = parseJson(message);
  return isJsonEvent(event) && holds(condition, event);
}

function isJsonEvent(event: unknown): boolean {
  return !JSON_EVENT_IS_OBJECT_OR_ARRAY || (typeof event === 'object' && event !== null);
}

function parseJson(message: string): unknown {
  if (!/^\s*[[{]/.test(message)) return undefined;
  try {
    const event: unknown = JSON.parse(message);
    return event;
  } catch {
    return undefined;
  }
}
