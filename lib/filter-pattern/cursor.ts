import { PatternSyntaxError } from './pattern-syntax-error.ts';

/** A position in the pattern's text. Offsets are 0-based inside, columns 1-based outside. */
export interface Cursor {
  readonly text: string;
  offset: number;
}

export function cursorAt(text: string, offset = 0): Cursor {
  return { text, offset };
}

export function column(cursor: Cursor): number {
  return cursor.offset + 1;
}

export function peek(cursor: Cursor, ahead = 0): string {
  return cursor.text[cursor.offset + ahead] ?? '';
}

export function isAtEnd(cursor: Cursor): boolean {
  return cursor.offset >= cursor.text.length;
}

export function skipBlanks(cursor: Cursor): void {
  while (isBlank(peek(cursor))) cursor.offset += 1;
}

function isBlank(character: string): boolean {
  return character !== '' && /^\s$/.test(character);
}

export function accept(cursor: Cursor, token: string): boolean {
  if (!cursor.text.startsWith(token, cursor.offset)) return false;
  cursor.offset += token.length;
  return true;
}

export function expect(cursor: Cursor, token: string): void {
  if (!accept(cursor, token)) throw unexpected(cursor, quoted(token));
}

export function takeWhile(cursor: Cursor, test: (character: string) => boolean): string {
  const start = cursor.offset;
  while (!isAtEnd(cursor) && test(peek(cursor))) cursor.offset += 1;
  return cursor.text.slice(start, cursor.offset);
}

export function unexpected(cursor: Cursor, expected: string): PatternSyntaxError {
  const found = isAtEnd(cursor) ? 'the pattern ends' : `found ${quoted(peek(cursor))}`;
  return new PatternSyntaxError(`Expected ${expected}, but ${found}.`, column(cursor), expected);
}

function quoted(text: string): string {
  return text === '"' ? "'\"'" : `"${text}"`;
}
