import type { Condition, FilterPattern, Selector, TextValue } from '#lib/filter-pattern/ast.ts';

/** The pattern compares `eventName` with this name, whatever else it asks. */
export function namesCall(source: { pattern: FilterPattern | null }, eventName: string): boolean {
  return (
    source.pattern?.kind === 'json' && callsIn(source.pattern.condition).some((it) => takes(it, eventName))
  );
}

function callsIn(condition: Condition): TextValue[] {
  if ('operands' in condition) return condition.operands.flatMap(callsIn);
  if (condition.kind !== 'comparison' || condition.operator !== '=') return [];
  const { selector, value } = condition;
  return value.kind === 'text' && pathOf(selector).join('.') === 'eventName' ? [value] : [];
}

function takes({ text, isOpenAtStart, isOpenAtEnd }: TextValue, name: string): boolean {
  if (text === '') return false;
  if (isOpenAtStart) return isOpenAtEnd ? name.includes(text) : name.endsWith(text);
  return isOpenAtEnd ? name.startsWith(text) : name === text;
}

export function pathOf(selector: Selector): string[] {
  return selector.segments.map((it) =>
    it.kind === 'name' ? it.name : it.kind === 'index' ? String(it.index) : '*',
  );
}
