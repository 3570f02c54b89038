import type { Segment } from './ast.ts';
import { isJsonObject } from './json-value.ts';

/** What a selector points at: nothing, one property, or several when it holds a wildcard. */
export function select(event: unknown, segments: readonly Segment[]): readonly unknown[] {
  let found: readonly unknown[] = [event];
  for (const segment of segments) {
    found =
      segment.kind === 'any-name' || segment.kind === 'any-index'
        ? every(found, segment)
        : step(found, segment);
    if (found.length === 0) return found;
  }
  return found;
}

function step(found: readonly unknown[], segment: Segment): readonly unknown[] {
  const next: unknown[] = [];
  for (const item of found) {
    if (segment.kind === 'name' && isJsonObject(item) && Object.hasOwn(item, segment.name)) {
      next.push(item[segment.name]);
    }
    if (segment.kind === 'index' && Array.isArray(item) && segment.index < item.length) {
      next.push(item[segment.index]);
    }
  }
  return next;
}

function every(found: readonly unknown[], segment: Segment): readonly unknown[] {
  return found.flatMap((item): readonly unknown[] => {
    if (segment.kind === 'any-index') return Array.isArray(item) ? item : [];
    return isJsonObject(item) ? Object.values(item) : [];
  });
}
