import type { Condition, FilterPattern, Selector, TextValue } from '#lib/filter-pattern/ast.ts';

interface Calls {
  exact: ReadonlySet<string>;
  open: readonly TextValue[];
}

const callsOf = new WeakMap<FilterPattern, Calls>();

/** The pattern compares `eventName` with this name, whatever else it asks. */
export function namesCall({ pattern }: { pattern: FilterPattern | null }, eventName: string): boolean {
  if (pattern?.kind !== 'json') return false;
  const { exact, open } = callsOf.get(pattern) ?? remember(pattern, pattern.condition);
  return exact.has(eventName) || open.some((it) => takes(it, eventName));
}

function remember(pattern: FilterPattern, condition: Condition): Calls {
  const all = callsIn(condition).filter(({ text }) => text !== '');
  const isOpen = (it: TextValue): boolean => it.isOpenAtStart || it.isOpenAtEnd;
  const exact = new Set(all.flatMap((it) => (isOpen(it) ? [] : [it.text])));
  const calls = { exact, open: all.filter(isOpen) };
  callsOf.set(pattern, calls);
  return calls;
}

function callsIn(condition: Condition): TextValue[] {
  if ('operands' in condition) return condition.operands.flatMap(callsIn);
  if (condition.kind !== 'comparison' || condition.operator !== '=') return [];
  const { selector, value } = condition;
  return value.kind === 'text' && pathOf(selector).join('.') === 'eventName' ? [value] : [];
}

function takes({ text, isOpenAtStart, isOpenAtEnd }: TextValue, name: string): boolean {
  if (isOpenAtStart) return isOpenAtEnd ? name.includes(text) : name.endsWith(text);
  return isOpenAtEnd && name.startsWith(text);
}

export function pathOf(selector: Selector): string[] {
  return selector.segments.map((it) =>
    it.kind === 'name' ? it.name : it.kind === 'index' ? String(it.index) : '*',
  );
}
