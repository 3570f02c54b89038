import type { Segment } from './ast.ts';
import type { FieldState } from './event-class.ts';
import type { JsonObject, JsonValue } from './json-value.ts';

export interface Placement {
  readonly segments: readonly Segment[];
  readonly state: FieldState;
}

type Draft = { [key: string]: DraftValue };
type DraftValue = string | number | boolean | null | Draft | DraftValue[];

const maxIndex = 50;

/** A copy of `base` with each property put into its state; text to occur elsewhere goes to the user agent. */
export function sampleEvent(
  base: JsonObject,
  placements: readonly Placement[],
  extraText: string,
): JsonObject {
  const event = copyObject(base);
  for (const { segments, state } of placements) place(event, segments, state);
  if (extraText !== '') event.userAgent = withText(event.userAgent, extraText);
  return event;
}

function withText(agent: DraftValue | undefined, text: string): string {
  return typeof agent === 'string' ? `${agent} ${text}` : text;
}

function place(event: Draft, segments: readonly Segment[], state: FieldState): void {
  let holder: Draft | DraftValue[] = event;
  for (const [index, segment] of segments.entries()) {
    const key: string | number = keyOf(segment);
    if (index === segments.length - 1) {
      put(holder, key, state);
      return;
    }
    if (state.kind === 'absent' && read(holder, key) === undefined) return;
    holder = containerAt(holder, key, segments[index + 1]);
  }
}

function keyOf(segment: Segment): string | number {
  if (segment.kind === 'name') return segment.name;
  return segment.kind === 'index' ? Math.min(segment.index, maxIndex) : 0;
}

function read(holder: Draft | DraftValue[], key: string | number): DraftValue | undefined {
  if (Array.isArray(holder)) return typeof key === 'number' ? holder[key] : undefined;
  return Object.hasOwn(holder, String(key)) ? holder[String(key)] : undefined;
}

function containerAt(
  holder: Draft | DraftValue[],
  key: string | number,
  next: Segment | undefined,
): Draft | DraftValue[] {
  const found = read(holder, key);
  const isList = next?.kind === 'index' || next?.kind === 'any-index';
  if (Array.isArray(found) && isList) return found;
  if (typeof found === 'object' && found !== null && !Array.isArray(found) && !isList) return found;
  const created: Draft | DraftValue[] = isList ? [] : {};
  put(holder, key, { kind: 'value', value: null });
  if (Array.isArray(holder) && typeof key === 'number') holder[key] = created;
  else if (!Array.isArray(holder)) define(holder, String(key), created);
  return created;
}

function put(holder: Draft | DraftValue[], key: string | number, state: FieldState): void {
  if (Array.isArray(holder)) {
    if (typeof key !== 'number') return;
    while (state.kind === 'value' && holder.length < key) holder.push('other');
    if (state.kind === 'value') holder[key] = copy(state.value);
    else holder.length = Math.min(holder.length, key);
  } else if (state.kind === 'absent') {
    delete holder[String(key)];
  } else {
    define(holder, String(key), copy(state.value));
  }
}

/** Plain assignment would treat `__proto__` as something else than a name. */
function define(holder: Draft, key: string, value: DraftValue): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

function copy(value: JsonValue): DraftValue {
  if (value === null || typeof value !== 'object') return value;
  return isList(value) ? value.map(copy) : copyObject(value);
}

function isList(value: JsonObject | readonly JsonValue[]): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function copyObject(object: JsonObject): Draft {
  const draft: Draft = {};
  for (const [key, value] of Object.entries(object)) define(draft, key, copy(value));
  return draft;
}
