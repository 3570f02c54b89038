import { matchesMessage } from '../filter-pattern/match.ts';
import { parsePattern } from '../filter-pattern/parse.ts';
import { toJsonText } from '../filter-pattern/to-json-text.ts';
import type { AlarmControlId } from './control-ids.ts';
import { type Edition, newestEdition } from './editions.ts';
import type { JudgedContext } from './required-event.ts';
import { requiredEvents } from './required-events.ts';
import { routineEvents } from './routine-events.ts';

/** The events one logs:TestMetricFilter call takes. */
export const maxEventsPerCall = 50;

/** The lines to ask AWS about for one control: its witnesses and the routine events, in calls of at most 50. */
export function confirmationCalls(
  control: AlarmControlId,
  edition: Edition = newestEdition,
  context: JudgedContext = {},
): readonly (readonly string[])[] {
  const witnesses = requiredEvents(control, edition, context).flatMap((event) => event.witnesses);
  const records = [...witnesses, ...routineEvents().map(({ sample }) => sample)];
  const lines = [...new Set(records.map(toJsonText))];
  const starts = Array.from(
    { length: Math.ceil(lines.length / maxEventsPerCall) },
    (_, index) => index * maxEventsPerCall,
  );
  return starts.map((start) => lines.slice(start, start + maxEventsPerCall));
}

interface Disagreement {
  readonly message: string;
  readonly ours: boolean;
  readonly aws: boolean;
}

/** Where AWS and this library differ about a call's lines; `matched` are the event messages AWS returned. */
export function disagreements(
  pattern: string,
  messages: readonly string[],
  matched: readonly string[],
): readonly Disagreement[] {
  const result = parsePattern(pattern);
  const seen = new Set(matched);
  return messages
    .map((message) => ({
      message,
      ours: result.ok && matchesMessage(result.pattern, message),
      aws: seen.has(message),
    }))
    .filter(({ ours, aws }) => ours !== aws);
}
