import type { Condition, Segment, Value } from '../ast.ts';

/** A second evaluator, written from the rules alone: one path, plain recursion, JavaScript regular expressions. */
export function naiveHolds(condition: Condition, event: unknown): boolean {
  if (condition.kind === 'all') return condition.operands.map((it) => naiveHolds(it, event)).reduce((a, b) => a && b);
  if (condition.kind === 'any') return condition.operands.map((it) => naiveHolds(it, event)).reduce((a, b) => a || b);
  const leaf = condition;
  if (!('selector' in leaf)) throw new Error('not a leaf');
  const [isThere, value] = walk(event, leaf.selector.segments);
  if (leaf.kind === 'not-exists') return !isThere;
  if (!isThere) return false;
  if (leaf.kind === 'is') return value === { NULL: null, TRUE: true, FALSE: false }[leaf.constant];
  if (typeof value !== 'string' && typeof value !== 'number') return false;
  if (leaf.operator === '=') return naiveEquals(value, leaf.value);
  if (leaf.operator === '!=') return !naiveEquals(value, leaf.value);
  const text =
    leaf.value.kind === 'text' && !leaf.value.isOpenAtStart && !leaf.value.isOpenAtEnd ? leaf.value.text : 'x';
  const right = leaf.value.kind === 'number' ? leaf.value.number : Number(text);
  if (typeof value !== 'number' || Number.isNaN(right)) return false;
  return { '<': value < right, '<=': value <= right, '>': value > right, '>=': value >= right }[leaf.operator];
}

function naiveEquals(found: string | number, value: Value): boolean {
  if (value.kind === 'number') return typeof found === 'number' ? found === value.number : found === value.source;
  if (value.kind === 'regex') return new RegExp(value.source).test(String(found));
  const escaped = value.text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${value.isOpenAtStart ? '.*' : ''}${escaped}${value.isOpenAtEnd ? '.*' : ''}$`, 's').test(String(found));
}

function walk(event: unknown, segments: readonly Segment[]): [boolean, unknown] {
  const [first, ...rest] = segments;
  if (first === undefined) return [true, event];
  if (first.kind === 'index' && Array.isArray(event)) {
    return first.index < event.length ? walk(event[first.index], rest) : [false, undefined];
  }
  if (first.kind === 'name' && typeof event === 'object' && event !== null && !Array.isArray(event)) {
    const found = Object.entries(event).find(([key]) => key === first.name);
    return found === undefined ? [false, undefined] : walk(found[1], rest);
  }
  return [false, undefined];
}
