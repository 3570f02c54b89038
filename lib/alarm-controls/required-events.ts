import type { AlarmControlId } from './controls.ts';
import type { Edition } from './editions.ts';
import type { JudgedContext, RequiredEvent } from './required-event.ts';

export function requiredEvents(
  _control: AlarmControlId,
  _edition: Edition,
  _context: JudgedContext = {},
): readonly RequiredEvent[] {
  return [];
}
