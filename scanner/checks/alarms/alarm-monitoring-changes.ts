import { defineAlarmCheck } from './define-alarm-check.ts';

export const alarmMonitoringChanges = defineAlarmCheck({
  control: 'monitoring-changes',
  title: 'Changes to monitoring itself raise an alarm that reaches a person',
  rationale:
    'Every other alarm rests on filters, alarms, topics and log groups that one call can remove. Those calls must be the ones that are heard.',
});
