import type { Comparison, Condition, FilterPattern, Selector } from '#lib/filter-pattern/ast.ts';
import { parsePattern } from '#lib/filter-pattern/parse.ts';
import { printPattern } from '#lib/filter-pattern/print.ts';

/**
 * Edited texts of a filter that misses events, smallest change first: absent fields guarded, missing calls
 * named, narrowing conditions dropped. Whoever uses one judges it first.
 */
export function patternEdits(pattern: FilterPattern, missingNames: readonly string[]): string[] {
  if (pattern.kind !== 'json') return [];
  const { condition } = pattern;
  const guarded = guardAbsent(condition);
  const named = addNames(condition, missingNames);
  const both = addNames(guarded, missingNames);
  const wide = dropNarrowing(both ?? guarded);
  const edits = [guarded, named, both, wide].flatMap((it) => (it ? [it] : []));
  return [...new Set(edits.map((it) => printPattern({ ...pattern, condition: it })))];
}

/** `field != "x"` is false where the field is absent: `NOT EXISTS` keeps the exclusion and lets the rest in. */
function guardAbsent(condition: Condition): Condition {
  if ('operands' in condition) {
    const isGuarded = (it: Condition): boolean =>
      condition.kind === 'any' && isExclusion(it) && condition.operands.some((other) => guards(other, it));
    return { ...condition, operands: condition.operands.map((it) => (isGuarded(it) ? it : guardAbsent(it))) };
  }
  if (!isExclusion(condition)) return condition;
  const { selector, span } = condition;
  return { kind: 'any', operands: [{ kind: 'not-exists', selector, span }, condition], span };
}

function isExclusion(condition: Condition): condition is Comparison {
  return condition.kind === 'comparison' && condition.operator === '!=';
}

function guards(condition: Condition, exclusion: Comparison): boolean {
  return condition.kind === 'not-exists' && pathOf(condition.selector) === pathOf(exclusion.selector);
}

/** null when the pattern has no place where calls are named. */
function addNames(condition: Condition, names: readonly string[]): Condition | null {
  if (names.length === 0) return null;
  if (isCall(condition)) return withNames([condition], condition, names);
  if (!('operands' in condition)) return null;
  if (condition.kind === 'any' && condition.operands.some(isCall)) {
    return withNames(condition.operands, condition.operands.find(isCall) ?? null, names);
  }
  for (const [index, operand] of condition.operands.entries()) {
    const added = addNames(operand, names);
    if (added) return { ...condition, operands: condition.operands.with(index, added) };
  }
  return null;
}

function withNames(
  operands: readonly Condition[],
  like: Comparison | null,
  names: readonly string[],
): Condition | null {
  if (!like) return null;
  const { span } = like;
  const isNamed = (name: string): boolean =>
    operands.some((it) => isCall(it) && it.value.kind === 'text' && it.value.text === name);
  const added = names
    .filter((name) => !isNamed(name))
    .map((text): Comparison => {
      const value = {
        kind: 'text',
        text,
        isOpenAtStart: false,
        isOpenAtEnd: false,
        isQuoted: false,
        span,
      } as const;
      return { ...like, value };
    });
  const all = [...operands, ...added];
  return all.length > 1 ? { kind: 'any', operands: all, span } : null;
}

function isCall(condition: Condition): condition is Comparison {
  return (
    condition.kind === 'comparison' &&
    condition.operator === '=' &&
    pathOf(condition.selector) === 'eventName'
  );
}

/** Fields that say what happened; conditions on any other say who, where or from where. */
const whatFields: ReadonlySet<string> = new Set(['eventName', 'eventSource', 'errorCode', 'errorMessage']);

function dropNarrowing(condition: Condition): Condition | null {
  if (condition.kind !== 'all') return null;
  const kept = condition.operands.filter((it) => !isNarrowing(it));
  const [first] = kept;
  if (!first || kept.length === condition.operands.length) return null;
  return kept.length === 1 ? first : { ...condition, operands: kept };
}

function isNarrowing(condition: Condition): boolean {
  if ('operands' in condition) return false;
  return !isExclusion(condition) && !whatFields.has(pathOf(condition.selector));
}

function pathOf(selector: Selector): string {
  return selector.segments.map((it) => (it.kind === 'name' ? it.name : '*')).join('.');
}

/** AWS takes patterns of at most 1,024 characters. */
export function isDeployable(text: string): boolean {
  return text.length <= 1024 && parsePattern(text).ok;
}
