import type { Condition, FilterPattern, Selector, Value } from './ast.ts';
import {
  BLANKS_BEFORE_PATTERN_ALLOWED,
  MAX_PATTERN_CHARACTERS,
  MAX_REGEXES,
  MAX_WILDCARD_SELECTORS,
} from './choices.ts';
import { type Cursor, cursorAt, isAtEnd, peek, skipBlanks } from './cursor.ts';
import { parseJsonPattern } from './parse-json.ts';
import { isWildcard } from './parse-selector.ts';
import { parseSpaceDelimitedPattern } from './parse-space.ts';
import { parseTermsPattern } from './parse-terms.ts';
import { PatternSyntaxError } from './pattern-syntax-error.ts';
import { comparisonsOf, conditionLeaves } from './walk.ts';

/** `column` is 1-based; `expected` says what would have been accepted there. */
export interface PatternError {
  readonly message: string;
  readonly column: number;
  readonly expected?: string;
}

export type ParseResult =
  | { readonly ok: true; readonly pattern: FilterPattern }
  | { readonly ok: false; readonly error: PatternError };

/**
 * Reads a filter pattern as CloudWatch Logs does, quotas included.
 * Source: the CloudWatch Logs guide, "Filter pattern syntax"; undocumented points are in choices.ts.
 */
export function parsePattern(text: string): ParseResult {
  try {
    checkLength(text);
    const pattern = parseFamily(cursorAt(text));
    checkQuotas(pattern);
    return { ok: true, pattern };
  } catch (error) {
    if (!(error instanceof PatternSyntaxError)) throw error;
    const { message, column, expected } = error;
    return { ok: false, error: expected === undefined ? { message, column } : { message, column, expected } };
  }
}

function parseFamily(cursor: Cursor): FilterPattern {
  if (BLANKS_BEFORE_PATTERN_ALLOWED) skipBlanks(cursor);
  if (isAtEnd(cursor)) return { kind: 'everything', span: { start: 1, end: cursor.text.length + 1 } };
  if (peek(cursor) === '{') return parseJsonPattern(cursor);
  if (peek(cursor) === '[') return parseSpaceDelimitedPattern(cursor);
  const isEmptyPhrase = cursor.text.trim() === '""';
  if (isEmptyPhrase) return { kind: 'everything', span: { start: 1, end: cursor.text.length + 1 } };
  return parseTermsPattern(cursor);
}

function checkLength(text: string): void {
  if (text.length <= MAX_PATTERN_CHARACTERS) return;
  throw new PatternSyntaxError(
    `A filter pattern can hold ${MAX_PATTERN_CHARACTERS} characters; this one has ${text.length}.`,
    MAX_PATTERN_CHARACTERS + 1,
    `at most ${MAX_PATTERN_CHARACTERS} characters`,
  );
}

function checkQuotas(pattern: FilterPattern): void {
  const surplusRegex = regexColumns(pattern)[MAX_REGEXES];
  if (surplusRegex !== undefined) {
    throw new PatternSyntaxError(
      `A filter pattern can hold ${MAX_REGEXES} regular expressions.`,
      surplusRegex,
      `at most ${MAX_REGEXES} regular expressions`,
    );
  }
  if (pattern.kind !== 'json') return;
  const surplusWildcard = wildcardSelectors(pattern.condition)[MAX_WILDCARD_SELECTORS];
  if (surplusWildcard !== undefined) {
    throw new PatternSyntaxError(
      `A filter pattern can hold ${MAX_WILDCARD_SELECTORS} selectors with a wildcard.`,
      surplusWildcard.span.start,
      `at most ${MAX_WILDCARD_SELECTORS} selectors with "*"`,
    );
  }
}

function regexColumns(pattern: FilterPattern): readonly number[] {
  if (pattern.kind === 'everything') return [];
  if (pattern.kind === 'terms') {
    return pattern.terms.filter(({ match }) => match.kind === 'regex').map(({ span }) => span.start);
  }
  return valuesOf(pattern)
    .filter((value) => value.kind === 'regex')
    .map((value) => value.span.start);
}

function valuesOf(pattern: Extract<FilterPattern, { kind: 'json' | 'space-delimited' }>): readonly Value[] {
  if (pattern.kind === 'space-delimited') return comparisonsOf(pattern).map(({ value }) => value);
  return conditionLeaves(pattern.condition).flatMap((leaf) =>
    leaf.kind === 'comparison' ? [leaf.value] : [],
  );
}

function wildcardSelectors(condition: Condition): readonly Selector[] {
  return conditionLeaves(condition)
    .map(({ selector }) => selector)
    .filter(({ segments }) => segments.some(isWildcard));
}
