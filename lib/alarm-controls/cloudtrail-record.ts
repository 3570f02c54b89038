import type { JsonObject } from '../filter-pattern/json-value.ts';

/** One CloudTrail event as it reaches the log group. */
export type CloudTrailRecord = JsonObject;

export function eventNameOf(record: CloudTrailRecord): string {
  return typeof record.eventName === 'string' ? record.eventName : '';
}
