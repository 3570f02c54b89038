import type { Segment } from './ast.ts';
import { isJsonObject, type JsonObject, type JsonValue } from './json-value.ts';
import { fieldName } from './print.ts';

/** What a property can be in one event: not there, or a value. */
export type FieldState = { readonly kind: 'absent' } | { readonly kind: 'value'; readonly value: JsonValue };

export const absent: FieldState = { kind: 'absent' };

export function valueState(value: JsonValue): FieldState {
  return { kind: 'value', value };
}

/**
 * What a class of events says about one property.
 * `known`: the same in every event. `one-of`: any of the states listed, all ordinary.
 * `open`: any text, of which `ordinary` lists some; texts that only occur because a filter names
 * them are `ordinary` too, or an `exclusion` (an event that only slips through with such a value is
 * an exclusion to be listed, not a miss), or an exclusion only if spelled out `exactly`, or they
 * `never` occur. `fillers` complete a wildcard to a text that `accepts` takes.
 */
export type FieldDomain =
  | { readonly kind: 'known'; readonly state: FieldState }
  | { readonly kind: 'one-of'; readonly states: readonly FieldState[] }
  | OpenDomain;

export interface OpenDomain {
  readonly kind: 'open';
  readonly ordinary: readonly string[];
  readonly isOptional: boolean;
  /** false: numbers, booleans, null and objects occur as well. */
  readonly isTextOnly: boolean;
  /** Any text occurs, also one that no literal takes; otherwise the ordinary texts stand for that. */
  readonly isAnyText?: boolean;
  readonly named: 'ordinary' | 'exclusion' | 'exact-exclusion' | 'never';
  /** The ordinary texts are facts, not examples: they occur even where a filter spells them out. */
  readonly areOrdinaryFacts?: boolean;
  readonly accepts?: (text: string) => boolean;
  readonly fillers?: readonly string[];
}

/** A set of events to decide about: an ordinary member, and what may differ from it. */
export interface EventClass {
  readonly base: JsonObject;
  readonly fields: ReadonlyMap<string, FieldDomain>;
}

const anything: OpenDomain = {
  kind: 'open',
  ordinary: ['sample-value', 'another-value'],
  isOptional: true,
  isTextOnly: false,
  named: 'ordinary',
};

/** Properties the class does not mention may hold anything or be absent, unless their parent rules them out. */
export function domainOf(eventClass: EventClass, segments: readonly Segment[]): FieldDomain {
  const declared = eventClass.fields.get(fieldName(segments));
  if (declared !== undefined) return declared;
  for (let length = segments.length - 1; length > 0; length -= 1) {
    const parent = eventClass.fields.get(fieldName(segments.slice(0, length)));
    if (parent === undefined) continue;
    if (!canHaveProperties(parent)) return { kind: 'known', state: absent };
    break;
  }
  const inBase = valueAt(eventClass.base, segments);
  if (isJsonObject(inBase)) return { kind: 'known', state: valueState({}) };
  return typeof inBase === 'string' ? { ...anything, ordinary: [inBase, ...anything.ordinary] } : anything;
}

/** The property names an event of the class can have under a container. */
export function childNames(eventClass: EventClass, segments: readonly Segment[]): readonly string[] {
  const container = segments.length === 0 ? eventClass.base : valueAt(eventClass.base, segments);
  const prefix = segments.length === 0 ? '' : `${fieldName(segments)}.`;
  const declared = [...eventClass.fields.keys()]
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length))
    .filter((name) => /^[\w-]+$/.test(name));
  return [...new Set([...(isJsonObject(container) ? Object.keys(container) : []), ...declared])];
}

function canHaveProperties(domain: FieldDomain): boolean {
  if (domain.kind === 'open') return !domain.isTextOnly;
  const states = domain.kind === 'known' ? [domain.state] : domain.states;
  return states.some(
    (state) => state.kind === 'value' && typeof state.value === 'object' && state.value !== null,
  );
}

function valueAt(event: JsonValue | undefined, segments: readonly Segment[]): JsonValue | undefined {
  let found = event;
  for (const segment of segments) {
    if (segment.kind !== 'name' || !isJsonObject(found) || !Object.hasOwn(found, segment.name))
      return undefined;
    found = found[segment.name];
  }
  return found;
}
