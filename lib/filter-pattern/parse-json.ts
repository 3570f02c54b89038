import type { Condition, IsTest, JsonPattern, Junction } from './ast.ts';
import { KEYWORDS_IN_ANY_CASE } from './choices.ts';
import { accept, type Cursor, column, expect, isAtEnd, peek, skipBlanks, unexpected } from './cursor.ts';
import { parseSelector } from './parse-selector.ts';
import { parseOperand, parseOperator, spanFrom } from './parse-value.ts';
import { PatternSyntaxError } from './pattern-syntax-error.ts';

/** One open parenthesis: alternatives of conjunctions. Kept on a list, so nesting costs no stack. */
interface Frame {
  readonly openColumn: number;
  readonly alternatives: Condition[][];
}

export function parseJsonPattern(cursor: Cursor): JsonPattern {
  const start = column(cursor);
  expect(cursor, '{');
  const frames: Frame[] = [frame(start)];
  for (;;) {
    skipBlanks(cursor);
    const open = column(cursor);
    if (accept(cursor, '(')) {
      frames.push(frame(open));
      continue;
    }
    add(frames, parseCondition(cursor));
    const whole = closeFrames(cursor, frames);
    if (whole !== null) return { kind: 'json', condition: whole, span: spanFrom(start, cursor) };
  }
}

/** Reads what may follow a condition, up to the next operator; the whole condition at the last brace. */
function closeFrames(cursor: Cursor, frames: Frame[]): Condition | null {
  for (;;) {
    skipBlanks(cursor);
    if (accept(cursor, '&&')) return null;
    if (accept(cursor, '||')) {
      frames.at(-1)?.alternatives.push([]);
      return null;
    }
    const current = frames.at(-1);
    if (current === undefined) throw unexpected(cursor, 'the end of the pattern');
    if (frames.length > 1 && accept(cursor, ')')) {
      frames.pop();
      add(frames, combine(current));
    } else if (frames.length === 1 && accept(cursor, '}')) {
      return finish(cursor, current);
    } else {
      throw afterCondition(cursor, frames);
    }
  }
}

function finish(cursor: Cursor, outermost: Frame): Condition {
  const end = cursor.offset;
  skipBlanks(cursor);
  if (!isAtEnd(cursor)) throw unexpected(cursor, 'nothing after the closing brace');
  cursor.offset = end;
  return combine(outermost);
}

function afterCondition(cursor: Cursor, frames: readonly Frame[]): PatternSyntaxError {
  const open = frames.length > 1 ? frames.at(-1) : undefined;
  if (open === undefined) return unexpected(cursor, '"&&", "||" or "}"');
  const missing = unexpected(cursor, '"&&", "||" or ")"');
  return new PatternSyntaxError(
    `${missing.message} The parenthesis opened at column ${open.openColumn} is not closed.`,
    missing.column,
    '"&&", "||" or ")"',
  );
}

function frame(openColumn: number): Frame {
  return { openColumn, alternatives: [[]] };
}

function add(frames: readonly Frame[], condition: Condition): void {
  frames.at(-1)?.alternatives.at(-1)?.push(condition);
}

function combine({ alternatives }: Frame): Condition {
  return junction(
    'any',
    alternatives.map((operands) => junction('all', operands)),
  );
}

function junction(kind: Junction['kind'], operands: readonly Condition[]): Condition {
  const [first] = operands;
  const last = operands.at(-1);
  if (first === undefined || last === undefined) throw new PatternSyntaxError('A condition is missing.', 1);
  if (operands.length === 1) return first;
  return { kind, operands, span: { start: first.span.start, end: last.span.end } };
}

function parseCondition(cursor: Cursor): Condition {
  const start = column(cursor);
  const selector = parseSelector(cursor);
  skipBlanks(cursor);
  const operator = parseOperator(cursor);
  if (operator !== null) {
    skipBlanks(cursor);
    const value = parseOperand(cursor, operator);
    return { kind: 'comparison', selector, operator, value, span: spanFrom(start, cursor) };
  }
  if (acceptWords(cursor, ['NOT', 'EXISTS']))
    return { kind: 'not-exists', selector, span: spanFrom(start, cursor) };
  const constant = (['NULL', 'TRUE', 'FALSE'] as const).find((word) => acceptWords(cursor, ['IS', word]));
  if (constant !== undefined) return isTest(selector, constant, start, cursor);
  throw unexpected(cursor, '=, !=, <, <=, >, >=, IS NULL, IS TRUE, IS FALSE or NOT EXISTS');
}

function isTest(
  selector: IsTest['selector'],
  constant: IsTest['constant'],
  start: number,
  cursor: Cursor,
): IsTest {
  return { kind: 'is', selector, constant, span: spanFrom(start, cursor) };
}

/** Takes all the words, separated by blanks, or none of them. */
function acceptWords(cursor: Cursor, words: readonly string[]): boolean {
  const start = cursor.offset;
  for (const word of words) {
    skipBlanks(cursor);
    const found = cursor.text.slice(cursor.offset, cursor.offset + word.length);
    const isSame = found === word || (KEYWORDS_IN_ANY_CASE && found.toUpperCase() === word);
    if (!isSame || /^[A-Za-z0-9_]$/.test(peek(cursor, word.length))) {
      cursor.offset = start;
      return false;
    }
    cursor.offset += word.length;
  }
  return true;
}
