import type { FieldCondition, FieldJunction, SpaceDelimitedPattern, SpaceField } from './ast.ts';
import {
  accept,
  type Cursor,
  column,
  expect,
  isAtEnd,
  peek,
  skipBlanks,
  takeWhile,
  unexpected,
} from './cursor.ts';
import { parseOperand, parseOperator, spanFrom } from './parse-value.ts';
import { PatternSyntaxError } from './pattern-syntax-error.ts';

/** `[a, b = 4*, ...]`: a name for each field in turn, with conditions on some. */
export function parseSpaceDelimitedPattern(cursor: Cursor): SpaceDelimitedPattern {
  const start = column(cursor);
  expect(cursor, '[');
  const fields: SpaceField[] = [];
  do {
    skipBlanks(cursor);
    fields.push(parseField(cursor));
    skipBlanks(cursor);
  } while (accept(cursor, ','));
  if (!accept(cursor, ']')) throw unexpected(cursor, '"," or "]"');
  const span = spanFrom(start, cursor);
  skipBlanks(cursor);
  if (!isAtEnd(cursor)) throw unexpected(cursor, 'nothing after the closing bracket');
  if (fields.filter((field) => field.kind === 'rest').length > 1) {
    throw new PatternSyntaxError('A pattern can hold one "...".', start, 'a single "..."');
  }
  return { kind: 'space-delimited', fields, span };
}

function parseField(cursor: Cursor): SpaceField {
  const start = column(cursor);
  if (accept(cursor, '...')) return { kind: 'rest', span: spanFrom(start, cursor) };
  const before = cursor.offset;
  while (accept(cursor, '(')) skipBlanks(cursor);
  const name = takeWhile(cursor, isNameCharacter);
  cursor.offset = before;
  if (name === '') {
    if (peek(cursor) !== ',' && peek(cursor) !== ']') throw unexpected(cursor, 'a field name, "..." or "]"');
    return { kind: 'field', name, condition: null, span: spanFrom(start, cursor) };
  }
  if (peek(cursor) !== '(') cursor.offset += name.length;
  const isBare = peek(cursor) !== '(' && /^\s*([,\]]|$)/.test(cursor.text.slice(cursor.offset));
  if (isBare) return { kind: 'field', name, condition: null, span: spanFrom(start, cursor) };
  cursor.offset = before;
  const condition = parseFieldCondition(cursor);
  return { kind: 'field', name, condition, span: spanFrom(start, cursor) };
}

/** Alternatives of conjunctions per open parenthesis, on a list instead of the stack. */
function parseFieldCondition(cursor: Cursor): FieldCondition {
  const frames: FieldCondition[][][] = [[[]]];
  for (;;) {
    skipBlanks(cursor);
    if (accept(cursor, '(')) {
      frames.push([[]]);
      continue;
    }
    frames.at(-1)?.at(-1)?.push(parseComparison(cursor));
    for (;;) {
      skipBlanks(cursor);
      if (frames.length === 1 || !accept(cursor, ')')) break;
      const closed = frames.pop() ?? [];
      frames.at(-1)?.at(-1)?.push(combine(closed));
    }
    if (accept(cursor, '&&')) continue;
    if (accept(cursor, '||')) {
      frames.at(-1)?.push([]);
      continue;
    }
    if (frames.length > 1) throw unexpected(cursor, '"&&", "||" or ")"');
    return combine(frames[0] ?? []);
  }
}

function parseComparison(cursor: Cursor): FieldCondition {
  const start = column(cursor);
  const field = takeWhile(cursor, isNameCharacter);
  if (field === '') throw unexpected(cursor, 'a field name');
  skipBlanks(cursor);
  const operator = parseOperator(cursor);
  if (operator === null) throw unexpected(cursor, '=, !=, <, <=, > or >=');
  skipBlanks(cursor);
  const value = parseOperand(cursor, operator);
  return { kind: 'comparison', field, operator, value, span: spanFrom(start, cursor) };
}

function combine(alternatives: readonly (readonly FieldCondition[])[]): FieldCondition {
  return junction(
    'any',
    alternatives.map((operands) => junction('all', operands)),
  );
}

function junction(kind: FieldJunction['kind'], operands: readonly FieldCondition[]): FieldCondition {
  const [first] = operands;
  const last = operands.at(-1);
  if (first === undefined || last === undefined) throw new PatternSyntaxError('A condition is missing.', 1);
  if (operands.length === 1) return first;
  return { kind, operands, span: { start: first.span.start, end: last.span.end } };
}

function isNameCharacter(character: string): boolean {
  return /^[\p{L}\p{N}_-]$/u.test(character);
}
