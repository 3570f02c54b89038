import { isJsonObject, type JsonObject, type JsonValue } from '../filter-pattern/json-value.ts';
import type { EventDecision, Exclusion, Missed } from './event-decision.ts';
import { anyAccount } from './required-events.ts';

/** What was decided in `anyAccount`, said of this account. Sample events are rewritten when they are looked at. */
export function withAccount(decision: EventDecision, accountId: string): EventDecision {
  const { missed, exclusions } = decision;
  if (missed.length === 0 && exclusions.length === 0) return decision;
  return {
    ...decision,
    missed: missed.map((it) => missedIn(it, accountId)),
    exclusions: exclusions.map((it) => exclusionIn(it, accountId)),
  };
}

function missedIn(missed: Missed, accountId: string): Missed {
  let sample: JsonObject | null = null;
  const { eventName, identity, when } = missed;
  return {
    eventName,
    ...(identity === undefined ? {} : { identity }),
    when: textIn(when, accountId),
    get sample() {
      sample ??= objectIn(missed.sample, accountId);
      return sample;
    },
  };
}

function exclusionIn({ text, field, values }: Exclusion, accountId: string): Exclusion {
  return {
    text: textIn(text, accountId),
    ...(field === undefined ? {} : { field }),
    ...(values === undefined ? {} : { values: values.map((it) => textIn(it, accountId)) }),
  };
}

function objectIn(object: JsonObject, accountId: string): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, valueIn(value, accountId)]));
}

function valueIn(value: JsonValue, accountId: string): JsonValue {
  if (typeof value === 'string') return textIn(value, accountId);
  if (Array.isArray(value)) return value.map((it) => valueIn(it, accountId));
  return isJsonObject(value) ? objectIn(value, accountId) : value;
}

function textIn(text: string, accountId: string): string {
  return text.includes(anyAccount) ? text.replaceAll(anyAccount, accountId) : text;
}
