import type { ComparisonOperator, TextValue, Value } from './ast.ts';
import {
  BARE_NUMBER_EQUALS_SAME_TEXT,
  COMPARISONS_SEE_BOOLEANS,
  ORDERING_SEES_NUMERIC_TEXT,
  TEXT_EQUALS_NUMBER_BY_SPELLING,
} from './choices.ts';
import { searchesRegex } from './regex-run.ts';

const numeric = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/**
 * `found op value` for one property. Only texts and numbers are compared: an absent property, null,
 * a boolean, an object or an array satisfies neither `=` nor `!=`.
 */
export function satisfies(found: unknown, operator: ComparisonOperator, value: Value): boolean {
  if (typeof found === 'boolean' && COMPARISONS_SEE_BOOLEANS)
    return satisfies(String(found), operator, value);
  if (typeof found !== 'string' && typeof found !== 'number') return false;
  if (operator === '=') return equals(found, value);
  if (operator === '!=') return !equals(found, value);
  const left = typeof found === 'number' ? found : ORDERING_SEES_NUMERIC_TEXT ? toNumber(found) : null;
  return left !== null && value.kind === 'number' && orders(left, operator, value.number);
}

function toNumber(text: string): number | null {
  return numeric.test(text) ? Number(text) : null;
}

/** Compares a word of a line, which has no type of its own: `404` is both text and number. */
export function wordSatisfies(word: string, operator: ComparisonOperator, value: Value): boolean {
  const number = toNumber(word);
  if (operator === '=' || operator === '!=') {
    const isEqual =
      equals(word, value) || (number !== null && value.kind === 'number' && number === value.number);
    return isEqual === (operator === '=');
  }
  return number !== null && value.kind === 'number' && orders(number, operator, value.number);
}

function equals(found: string | number, value: Value): boolean {
  if (value.kind === 'number') {
    if (typeof found === 'number') return found === value.number;
    return BARE_NUMBER_EQUALS_SAME_TEXT && found === value.source;
  }
  if (typeof found === 'number' && !TEXT_EQUALS_NUMBER_BY_SPELLING) return false;
  const text = String(found);
  return value.kind === 'regex' ? searchesRegex(value.source, text) : matchesText(text, value);
}

/** `*` is a wildcard at the two ends only; anywhere else it is an asterisk. */
function matchesText(text: string, value: TextValue): boolean {
  if (value.isOpenAtStart && value.isOpenAtEnd) return text.includes(value.text);
  if (value.isOpenAtStart) return text.endsWith(value.text);
  if (value.isOpenAtEnd) return text.startsWith(value.text);
  return text === value.text;
}

function orders(left: number, operator: ComparisonOperator, right: number): boolean {
  if (operator === '<') return left < right;
  if (operator === '<=') return left <= right;
  return operator === '>' ? left > right : left >= right;
}
