import type { Segment } from './ast.ts';
import { absent, domainOf, type EventClass, valueState } from './event-class.ts';
import { isJsonObject, type JsonObject } from './json-value.ts';
import type { Placement } from './sample.ts';

/** Moves the open properties of the base away from texts that must not occur in the sample. */
export function avoidTexts(eventClass: EventClass, texts: readonly string[]): readonly Placement[] {
  return texts.length === 0 ? [] : avoidIn(eventClass, eventClass.base, [], texts);
}

function avoidIn(
  eventClass: EventClass,
  object: JsonObject,
  path: readonly Segment[],
  texts: readonly string[],
): readonly Placement[] {
  const contains = (value: string) => texts.some((text) => value.includes(text));
  return Object.entries(object).flatMap(([name, value]): readonly Placement[] => {
    const segments: readonly Segment[] = [...path, { kind: 'name', name }];
    if (isJsonObject(value)) return avoidIn(eventClass, value, segments, texts);
    const domain = domainOf(eventClass, segments);
    if (domain.kind !== 'open' || !contains(`"${name}":${JSON.stringify(value)}`)) return [];
    const other = domain.ordinary.find((text) => !contains(text));
    if (other !== undefined && !contains(name)) return [{ segments, state: valueState(other) }];
    return domain.isOptional ? [{ segments, state: absent }] : [];
  });
}
