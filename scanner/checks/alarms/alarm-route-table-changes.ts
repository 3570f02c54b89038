import { defineAlarmCheck } from './define-alarm-check.ts';

export const alarmRouteTableChanges = defineAlarmCheck({
  control: 'route-table-changes',
  title: 'Route table changes raise an alarm that reaches a person',
  rationale:
    'A changed route can carry traffic around firewalls and inspection, or to a machine that listens in.',
});
