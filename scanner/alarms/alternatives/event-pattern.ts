import { like } from '../resource-policy.ts';

/**
 * Whether an EventBridge event pattern matches an event, by EventBridge's rules: every field named must hold,
 * any of its values does, arrays in the event match by any element. null when the pattern cannot be read.
 */
export function matchesEventPattern(text: string, event: Readonly<Record<string, unknown>>): boolean | null {
  let pattern: unknown;
  try {
    pattern = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  return isRecord(pattern) ? matchesFields(pattern, event, 0) : null;
}

const maxDepth = 30;

function matchesFields(pattern: Record<string, unknown>, event: unknown, depth: number): boolean {
  if (depth > maxDepth) return false;
  return Object.entries(pattern).every(([field, wanted]) => {
    if (field === '$or' && Array.isArray(wanted)) {
      return wanted.some((it) => isRecord(it) && matchesFields(it, event, depth + 1));
    }
    const value = isRecord(event) && Object.hasOwn(event, field) ? event[field] : undefined;
    if (Array.isArray(wanted)) return wanted.some((matcher) => matchesValue(matcher, value));
    if (!isRecord(wanted)) return false;
    const below = Array.isArray(value) ? value : [value];
    return below.some((it) => matchesFields(wanted, it ?? {}, depth + 1));
  });
}

function matchesValue(matcher: unknown, value: unknown): boolean {
  if (isRecord(matcher) && 'exists' in matcher) return (value !== undefined) === (matcher.exists === true);
  if (value === undefined) return false;
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values.some((it) => matchesOne(matcher, it));
}

function matchesOne(matcher: unknown, value: unknown): boolean {
  if (!isRecord(matcher)) return matcher === value;
  return Object.entries(matcher).every(([kind, wanted]) => matchesKind(kind, wanted, value));
}

function matchesKind(kind: string, wanted: unknown, value: unknown): boolean {
  if (kind === 'anything-but') return isAnythingBut(wanted, value);
  if (kind === 'numeric') return Array.isArray(wanted) && isNumeric(wanted, value);
  if (typeof value !== 'string') return false;
  if (isRecord(wanted) && typeof wanted['equals-ignore-case'] === 'string') {
    return matchesKind(kind, wanted['equals-ignore-case'].toLowerCase(), value.toLowerCase());
  }
  if (typeof wanted !== 'string') return false;
  switch (kind) {
    case 'prefix':
      return value.startsWith(wanted);
    case 'suffix':
      return value.endsWith(wanted);
    case 'equals-ignore-case':
      return value.toLowerCase() === wanted.toLowerCase();
    case 'wildcard':
      return like(wanted.replaceAll('?', '\u0000'), value, true);
    default:
      return false;
  }
}

function isAnythingBut(wanted: unknown, value: unknown): boolean {
  const list: unknown[] = Array.isArray(wanted) ? wanted : [wanted];
  return !list.some((it) => {
    if (!isRecord(it)) return it === value;
    return Object.entries(it).some(([kind, text]) => {
      const texts: unknown[] = Array.isArray(text) ? text : [text];
      return texts.some((one) => matchesKind(kind, one, value));
    });
  });
}

function isNumeric(wanted: readonly unknown[], value: unknown): boolean {
  if (typeof value !== 'number') return false;
  for (let i = 0; i + 1 < wanted.length; i += 2) {
    const bound = wanted[i + 1];
    if (typeof bound !== 'number' || !compares(wanted[i], value, bound)) return false;
  }
  return true;
}

function compares(operator: unknown, value: number, bound: number): boolean {
  if (operator === '=') return value === bound;
  if (operator === '<') return value < bound;
  if (operator === '<=') return value <= bound;
  if (operator === '>') return value > bound;
  return operator === '>=' && value >= bound;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
