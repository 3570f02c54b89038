import type { FieldComparison, FieldCondition, SpaceDelimitedPattern, SpaceField } from './ast.ts';
import { SURPLUS_FIELDS_ALLOWED } from './choices.ts';
import { wordSatisfies } from './compare.ts';

export function matchesSpaceDelimited(pattern: SpaceDelimitedPattern, message: string): boolean {
  const words = splitFields(message);
  const fields = withImpliedFields(pattern.fields);
  const rest = fields.findIndex((field) => field.kind === 'rest');
  const head = rest === -1 ? fields : fields.slice(0, rest);
  const tail = rest === -1 ? [] : fields.slice(rest + 1);
  if (words.length < head.length + tail.length) return false;
  if (rest === -1 && !SURPLUS_FIELDS_ALLOWED && words.length > head.length) return false;
  const found = [...words.slice(0, head.length), ...words.slice(words.length - tail.length)];
  const slots = [...head, ...tail];
  const named = new Map(slots.map((slot, index) => [slotName(slot), found[index] ?? '']));
  return slots.every((slot, index) => {
    if (slot.kind === 'rest' || slot.condition === null) return true;
    const own = slotName(slot);
    return conditionHolds(slot.condition, (name) => (name === own ? found[index] : named.get(name)) ?? '');
  });
}

/**
 * The guide writes `[w1=ERROR || W1=WARNING, w2]` and `[…, status_code = 4* && bytes > 1000]`: names
 * agree in any case, and a name that stands in a condition only is the field that follows.
 */
function withImpliedFields(fields: readonly SpaceField[]): readonly SpaceField[] {
  const listed = new Set(fields.map(slotName));
  return fields.flatMap((field) => {
    const result: SpaceField[] = [field];
    if (field.kind === 'rest' || field.condition === null) return result;
    for (const { field: name, span } of comparisonsIn(field.condition)) {
      if (listed.has(name.toLowerCase())) continue;
      listed.add(name.toLowerCase());
      result.push({ kind: 'field', name, condition: null, span });
    }
    return result;
  });
}

function comparisonsIn(condition: FieldCondition): readonly FieldComparison[] {
  return condition.kind === 'comparison' ? [condition] : condition.operands.flatMap(comparisonsIn);
}

function slotName(field: SpaceField): string {
  return field.kind === 'rest' ? '...' : field.name.toLowerCase();
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

function conditionHolds(condition: FieldCondition, wordOf: (name: string) => string): boolean {
  if (condition.kind === 'comparison') {
    return wordSatisfies(wordOf(condition.field.toLowerCase()), condition.operator, condition.value);
  }
  const isTrue = (operand: FieldCondition) => conditionHolds(operand, wordOf);
  return condition.kind === 'all' ? condition.operands.every(isTrue) : condition.operands.some(isTrue);
}
