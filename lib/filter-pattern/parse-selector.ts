import type { Segment, Selector } from './ast.ts';
import { BARE_NAME_SYMBOLS, BRACKET_WITHOUT_DOT_ALLOWED, MAX_WILDCARDS_PER_SELECTOR } from './choices.ts';
import { accept, type Cursor, column, expect, isAtEnd, peek, takeWhile, unexpected } from './cursor.ts';
import { spanFrom } from './parse-value.ts';
import { PatternSyntaxError } from './pattern-syntax-error.ts';

/** `$` and at least one of `.name`, `.*`, `.['name']`, `[0]`, `[*]`. */
export function parseSelector(cursor: Cursor): Selector {
  const start = column(cursor);
  if (!accept(cursor, '$'))
    throw unexpected(cursor, 'a selector starting with "$." or an opening parenthesis');
  const segments: Segment[] = [];
  while (peek(cursor) === '.' || peek(cursor) === '[') segments.push(parseSegment(cursor));
  if (segments.length === 0) throw unexpected(cursor, '"." or "[" after "$"');
  const wildcards = segments.filter(isWildcard).length;
  if (wildcards > MAX_WILDCARDS_PER_SELECTOR) {
    throw new PatternSyntaxError('A selector can hold one wildcard.', start, 'at most one "*" in a selector');
  }
  return { segments, span: spanFrom(start, cursor) };
}

export function isWildcard(segment: Segment): boolean {
  return segment.kind === 'any-name' || segment.kind === 'any-index';
}

function parseSegment(cursor: Cursor): Segment {
  if (accept(cursor, '.')) {
    if (accept(cursor, '*')) return { kind: 'any-name' };
    if (peek(cursor) === '[') return parseQuotedName(cursor);
    const name = takeWhile(cursor, isNameCharacter);
    if (name === '') throw unexpected(cursor, 'a property name after "."');
    return { kind: 'name', name };
  }
  const quote = peek(cursor, 1);
  if (BRACKET_WITHOUT_DOT_ALLOWED && (quote === '"' || quote === "'")) return parseQuotedName(cursor);
  expect(cursor, '[');
  if (accept(cursor, '*')) {
    expect(cursor, ']');
    return { kind: 'any-index' };
  }
  const digits = takeWhile(cursor, (character) => /^\d$/.test(character));
  if (digits === '') throw unexpected(cursor, 'an index such as [0], [*] or a quoted name');
  expect(cursor, ']');
  return { kind: 'index', index: Number(digits) };
}

function parseQuotedName(cursor: Cursor): Segment {
  const start = column(cursor);
  expect(cursor, '[');
  const quote = peek(cursor);
  if (quote !== '"' && quote !== "'") throw unexpected(cursor, "a quoted name such as ['name']");
  cursor.offset += 1;
  const name = takeWhile(cursor, (character) => character !== quote);
  if (isAtEnd(cursor)) {
    throw new PatternSyntaxError('This quoted name is never closed.', start, `a closing ${quote}`);
  }
  if (name === '') throw unexpected(cursor, 'a property name');
  cursor.offset += 1;
  expect(cursor, ']');
  return { kind: 'name', name };
}

function isNameCharacter(character: string): boolean {
  return /^[\p{L}\p{N}]$/u.test(character) || BARE_NAME_SYMBOLS.includes(character);
}
