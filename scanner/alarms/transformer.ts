import type { Condition, FilterPattern, Selector } from '#lib/filter-pattern/ast.ts';

/** Whether a pattern written for CloudTrail's records still reads the same after a log transformer. */
export type Transformed =
  | { answer: 'same' }
  | { answer: 'changed'; why: string }
  | { answer: 'undecided'; why: string };

/** Processors that add keys or only touch what they are told to write. */
const harmless: ReadonlySet<string> = new Set(['parseJSON', 'addKeys', 'copyValue', 'dateTimeConverter']);
/** Processors that take keys away or change them: they matter when the pattern reads these keys. */
const touching: ReadonlySet<string> = new Set([
  'deleteKeys',
  'moveKeys',
  'renameKeys',
  'listToMap',
  'lowerCaseString',
  'upperCaseString',
  'splitString',
  'substituteString',
  'trimString',
  'typeConverter',
]);

/** @param processors the log transformer's configuration; null when the log group has none. */
export function afterTransformer(processors: readonly unknown[] | null, pattern: FilterPattern): Transformed {
  for (const processor of processors ?? []) {
    if (typeof processor !== 'object' || processor === null) continue;
    for (const [name, settings] of Object.entries(processor)) {
      const answer = afterProcessor(name, settings, pattern);
      if (answer.answer !== 'same') return answer;
    }
  }
  return { answer: 'same' };
}

function afterProcessor(name: string, settings: unknown, pattern: FilterPattern): Transformed {
  if (name === 'parseJSON' && textsIn(settings, 'destination').length > 0) {
    return { answer: 'changed', why: 'parseJSON moves the record below another key' };
  }
  if (harmless.has(name)) return { answer: 'same' };
  if (name === 'parseToOCSF') return { answer: 'changed', why: 'parseToOCSF rewrites the record' };
  if (!touching.has(name)) return { answer: 'undecided', why: `${name} may change the record` };
  const read = fieldsRead(pattern);
  if (read === null) return { answer: 'undecided', why: `${name} may change the text the pattern reads` };
  const touched = keysTouched(settings);
  const hit = read.find((field) => touched.some((key) => field === key || field.startsWith(`${key}.`)));
  return hit ? { answer: 'changed', why: `${name} changes ${hit}` } : { answer: 'same' };
}

const keyNames: readonly string[] = ['key', 'source', 'withKeys', 'flattenedElement'];

function keysTouched(settings: unknown): string[] {
  if (Array.isArray(settings)) return settings.flatMap(keysTouched);
  if (typeof settings !== 'object' || settings === null) return [];
  return Object.entries(settings).flatMap(([name, value]) => {
    if (keyNames.includes(name)) return textsIn(settings, name);
    return keysTouched(value);
  });
}

function textsIn(settings: unknown, name: string): string[] {
  if (typeof settings !== 'object' || settings === null) return [];
  const found = Object.entries(settings).find(([key]) => key === name)?.[1];
  const list: unknown[] = Array.isArray(found) ? found : [found];
  return list.filter((it): it is string => typeof it === 'string');
}

/** Dotted paths a JSON pattern reads; null for patterns that read the raw text. */
function fieldsRead(pattern: FilterPattern): string[] | null {
  if (pattern.kind === 'everything') return [];
  if (pattern.kind !== 'json') return null;
  return [...new Set(selectorsOf(pattern.condition).map(pathOf))];
}

function selectorsOf(condition: Condition): Selector[] {
  return 'operands' in condition ? condition.operands.flatMap(selectorsOf) : [condition.selector];
}

function pathOf(selector: Selector): string {
  return selector.segments
    .map((it) => (it.kind === 'name' ? it.name : it.kind === 'index' ? it.index : '*'))
    .join('.');
}
