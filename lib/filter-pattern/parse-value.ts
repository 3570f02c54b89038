import type { ComparisonOperator, Span, Value } from './ast.ts';
import { BACKSLASH_ESCAPES_IN_QUOTES, BARE_VALUE_SYMBOLS } from './choices.ts';
import { accept, type Cursor, column, isAtEnd, peek, takeWhile, unexpected } from './cursor.ts';
import { PatternSyntaxError } from './pattern-syntax-error.ts';
import { parseRegex } from './regex-syntax.ts';

const operators: readonly ComparisonOperator[] = ['!=', '<=', '>=', '=', '<', '>'];

export function parseOperator(cursor: Cursor): ComparisonOperator | null {
  return operators.find((operator) => accept(cursor, operator)) ?? null;
}

/** A quoted text, a bare text, a number or a regular expression. */
function parseValue(cursor: Cursor): Value {
  const start = column(cursor);
  if (peek(cursor) === '"') {
    const { text, opens, closes } = readQuoted(cursor);
    return textValue(text, opens, closes, true, spanFrom(start, cursor));
  }
  if (peek(cursor) === '%') {
    const source = readRegex(cursor);
    return { kind: 'regex', source, span: spanFrom(start, cursor) };
  }
  const bare = takeWhile(cursor, isBareCharacter);
  if (bare === '') throw unexpectedValue(cursor);
  const span = spanFrom(start, cursor);
  if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(bare)) {
    return { kind: 'number', number: Number(bare), source: bare, span };
  }
  return textValue(bare, bare.startsWith('*'), bare.endsWith('*'), false, span);
}

/** The value of a comparison. AWS refuses an order of texts: "Invalid character(s) in term". */
export function parseOperand(cursor: Cursor, operator: ComparisonOperator): Value {
  const value = parseValue(cursor);
  if (operator === '=' || operator === '!=' || value.kind === 'number') return value;
  throw new PatternSyntaxError(`"${operator}" takes a number without quotes.`, value.span.start, 'a number');
}

export function spanFrom(start: number, cursor: Cursor): Span {
  return { start, end: column(cursor) };
}

/** Reads from the opening quote to the closing one; tells whether an unescaped `*` stands at either end. */
export function readQuoted(cursor: Cursor): { text: string; opens: boolean; closes: boolean } {
  const start = column(cursor);
  cursor.offset += 1;
  let text = '';
  while (peek(cursor) !== '"') {
    if (isAtEnd(cursor)) {
      throw new PatternSyntaxError('This quoted text is never closed.', start, 'a closing double quote');
    }
    const next = peek(cursor, 1);
    if (BACKSLASH_ESCAPES_IN_QUOTES && peek(cursor) === '\\' && (next === '"' || next === '\\'))
      cursor.offset += 1;
    text += peek(cursor);
    cursor.offset += 1;
  }
  cursor.offset += 1;
  return { text, opens: text.startsWith('*'), closes: text.endsWith('*') };
}

/** Reads `%…%` and checks it; answers what stands between the percent signs. */
export function readRegex(cursor: Cursor): string {
  const start = column(cursor);
  cursor.offset += 1;
  const source = takeWhile(cursor, (character) => character !== '%');
  if (isAtEnd(cursor)) {
    throw new PatternSyntaxError('This regular expression is never closed.', start, 'a closing "%"');
  }
  cursor.offset += 1;
  parseRegex(source, start + 1);
  return source;
}

/** A lone `*` is open at both ends around nothing. */
function textValue(text: string, opens: boolean, closes: boolean, isQuoted: boolean, span: Span): Value {
  const inner = text === '*' ? '' : text.slice(opens ? 1 : 0, closes ? -1 : undefined);
  return { kind: 'text', text: inner, isOpenAtStart: opens, isOpenAtEnd: closes, isQuoted, span };
}

function isBareCharacter(character: string): boolean {
  return /^[A-Za-z0-9]$/.test(character) || BARE_VALUE_SYMBOLS.includes(character);
}

function unexpectedValue(cursor: Cursor): PatternSyntaxError {
  const hint: Readonly<Record<string, string>> = {
    '=': 'The operator is a single "=".',
    "'": 'Texts are written in double quotes.',
  };
  const message = hint[peek(cursor)];
  const expected = 'a value: "quoted", bare, a number or %regex%';
  if (message === undefined) return unexpected(cursor, expected);
  return new PatternSyntaxError(message, column(cursor), expected);
}
