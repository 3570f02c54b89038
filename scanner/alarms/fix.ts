import type { AlarmControlId } from '#lib/alarm-controls/controls.ts';
import type { Edition } from '#lib/alarm-controls/editions.ts';
import type { AlarmFix } from '#lib/posture/alarm-detail.ts';
import type { Result, Run } from './results.ts';

export function fixFor(
  _run: Run,
  _control: AlarmControlId,
  _edition: Edition,
  _result: Result,
): AlarmFix | null {
  return null;
}
