import type { FieldCondition, SpaceDelimitedPattern, SpaceField } from './ast.ts';
import { SURPLUS_FIELDS_ALLOWED } from './choices.ts';
import { wordSatisfies } from './compare.ts';

export function matchesSpaceDelimited(pattern: SpaceDelimitedPattern, message: string): boolean {
  const words = splitFields(message);
  const rest = pattern.fields.findIndex((field) => field.kind === 'rest');
  const head = rest === -1 ? pattern.fields : pattern.fields.slice(0, rest);
  const tail = rest === -1 ? [] : pattern.fields.slice(rest + 1);
  if (words.length < head.length + tail.length) return false;
  if (rest === -1 && !SURPLUS_FIELDS_ALLOWED && words.length > head.length) return false;
  const fromEnd = words.length - tail.length;
  return (
    head.every((field, index) => fieldMatches(field, words[index] ?? '')) &&
    tail.every((field, index) => fieldMatches(field, words[fromEnd + index] ?? ''))
  );
}

/** Fields are separated by blanks; what stands between brackets or double quotes is one field. */
function splitFields(message: string): readonly string[] {
  const fields: string[] = [];
  const lastClose = { ']': message.lastIndexOf(']'), '"': message.lastIndexOf('"') };
  let at = 0;
  while (at < message.length) {
    const character = message[at] ?? '';
    if (/\s/.test(character)) {
      at += 1;
      continue;
    }
    const closing = character === '[' ? ']' : character === '"' ? '"' : null;
    const close = closing === null || lastClose[closing] <= at ? -1 : message.indexOf(closing, at + 1);
    if (close !== -1) {
      fields.push(message.slice(at + 1, close));
      at = close + 1;
    } else {
      const start = at;
      while (at < message.length && !/\s/.test(message[at] ?? '')) at += 1;
      fields.push(message.slice(start, at));
    }
  }
  return fields;
}

function fieldMatches(field: SpaceField, word: string): boolean {
  return field.kind === 'rest' || field.condition === null || conditionHolds(field.condition, word);
}

function conditionHolds(condition: FieldCondition, word: string): boolean {
  if (condition.kind === 'comparison') return wordSatisfies(word, condition.operator, condition.value);
  const isTrue = (operand: FieldCondition) => conditionHolds(operand, word);
  return condition.kind === 'all' ? condition.operands.every(isTrue) : condition.operands.some(isTrue);
}
