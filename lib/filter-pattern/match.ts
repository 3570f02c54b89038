import type { Condition, FilterPattern } from './ast.ts';
import {
  JSON_EVENT_IS_OBJECT_OR_ARRAY,
  SPACE_DELIMITED_SEES_JSON,
  WILDCARD_SELECTOR_MEANS_ANY,
} from './choices.ts';
import { satisfies } from './compare.ts';
import { matchesSpaceDelimited } from './match-space.ts';
import { matchesTerms } from './match-terms.ts';
import { select } from './select.ts';
import { toJsonText } from './to-json-text.ts';
import type { ConditionLeaf } from './walk.ts';

/** Whether the filter counts this event: a parsed JSON log event, such as a CloudTrail record. */
export function matchesEvent(pattern: FilterPattern, event: unknown): boolean {
  if (pattern.kind === 'everything') return true;
  if (pattern.kind === 'json') return isJsonEvent(event) && holds(pattern.condition, event);
  if (typeof event === 'string') return matchesMessage(pattern, event);
  if (pattern.kind === 'terms') return matchesTerms(pattern, toJsonText(event));
  return SPACE_DELIMITED_SEES_JSON && matchesSpaceDelimited(pattern, toJsonText(event));
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
export function holds(condition: Condition, event: unknown): boolean {
  if ('operands' in condition) {
    const isTrue = (operand: Condition) => holds(operand, event);
    return condition.kind === 'all' ? condition.operands.every(isTrue) : condition.operands.some(isTrue);
  }
  return leafHolds(condition, select(event, condition.selector.segments));
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
