import type { Segment } from './ast.ts';
import { domainOf, type EventClass, type FieldDomain, type FieldState } from './event-class.ts';
import { isJsonObject, type JsonObject, type JsonValue } from './json-value.ts';

/** Stands for text that differs from event to event. */
const gap = '\u0000';

const certainTexts = new WeakMap<EventClass, string>();

/** The one-line JSON that every event of the class shares, with gaps where events differ. */
export function certainText(eventClass: EventClass): string {
  const known = certainTexts.get(eventClass);
  if (known !== undefined) return known;
  const text = objectText(eventClass, eventClass.base, []);
  certainTexts.set(eventClass, text);
  return text;
}

export interface VariableText {
  readonly segments: readonly Segment[];
  readonly domain: FieldDomain;
  readonly textOf: (state: FieldState) => string;
}

/** The properties with listed variations, and the JSON text each variation puts into the record. */
export function variableTexts(eventClass: EventClass): readonly VariableText[] {
  return [...eventClass.fields].flatMap(([key, domain]): VariableText[] => {
    if (domain.kind !== 'one-of') return [];
    const names = key.split('.');
    const segments = names.map((name): Segment => ({ kind: 'name', name }));
    const label = JSON.stringify(names.at(-1) ?? '');
    const textOf = (state: FieldState) =>
      state.kind === 'absent' || isJsonObject(state.value) ? '' : `${label}:${JSON.stringify(state.value)}`;
    return [{ segments, domain, textOf }];
  });
}

function objectText(eventClass: EventClass, object: JsonObject, path: readonly Segment[]): string {
  const parts = Object.entries(object).map(([name, value]) => {
    const segments: Segment[] = [...path, { kind: 'name', name }];
    return propertyText(eventClass, segments, name, value);
  });
  return `{${parts.join(',')}}`;
}

function propertyText(
  eventClass: EventClass,
  segments: readonly Segment[],
  name: string,
  value: JsonValue,
): string {
  const domain = domainOf(eventClass, segments);
  const label = `${JSON.stringify(name)}:`;
  if (domain.kind === 'known') {
    if (domain.state.kind === 'absent') return gap;
    return (
      label +
      (isJsonObject(value) ? objectText(eventClass, value, segments) : JSON.stringify(domain.state.value))
    );
  }
  const isAlwaysThere =
    domain.kind === 'open' ? !domain.isOptional : domain.states.every(({ kind }) => kind === 'value');
  return isAlwaysThere ? `${label}"${sharedStart(domain)}${gap}` : gap;
}

/** Names of principals are structured: every ARN of a role starts alike. */
function sharedStart(domain: FieldDomain): string {
  if (domain.kind !== 'open' || domain.named !== 'exclusion') return '';
  const [first = '', ...others] = domain.ordinary;
  let length = first.length;
  for (const other of others) while (!other.startsWith(first.slice(0, length))) length -= 1;
  return first.slice(0, length);
}
