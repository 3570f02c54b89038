import { defineAlarmCheck } from './define-alarm-check.ts';

export const alarmConfigChanges = defineAlarmCheck({
  control: 'config-changes',
  title: 'AWS Config changes raise an alarm that reaches a person',
  rationale:
    'Config keeps the history of every resource. When its recorder or delivery stops, later changes leave no trace to compare with.',
});
