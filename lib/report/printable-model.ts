import type { ReportModel } from './model.ts';
import { printable } from './text.ts';

/** Answers and commands keep their lines; a name is one line whatever it holds. */
const keysWithLines = new Set(['command', 'returned']);

/** Names and answers come from outside: what would reorder or hide text is written out as its code point. */
export function printableModel(model: ReportModel): ReportModel {
  return mapStrings(model, (text, key) => printable(text, keysWithLines.has(key)));
}

/** A copy with every string mapped. The cast is safe: only strings change, and stay strings. */
export function mapStrings<T>(value: T, map: (text: string, key: string) => string): T {
  return mapUnknown(value, map, '') as T;
}

function mapUnknown(value: unknown, map: (text: string, key: string) => string, key: string): unknown {
  if (typeof value === 'string') return map(value, key);
  if (Array.isArray(value)) return value.map((it) => mapUnknown(it, map, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, it]) => [name, mapUnknown(it, map, name)]));
}
