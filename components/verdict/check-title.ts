import { isAlarmControlId } from '#lib/alarm-controls/control-ids.ts';
import { alarmControl } from '#lib/alarm-controls/controls.ts';

const prefix = 'alarm-';

/** An alarm check goes by its control's name, as people say it: `Root user activity`. Others by their title. */
export function checkTitle(checkId: string, title: string): string {
  const control = checkId.startsWith(prefix) ? checkId.slice(prefix.length) : '';
  return isAlarmControlId(control) ? alarmControl(control).title : title;
}
