import { defineAlarmCheck } from './define-alarm-check.ts';

export const alarmSecurityGroupChanges = defineAlarmCheck({
  control: 'security-group-changes',
  title: 'Security group changes raise an alarm that reaches a person',
  rationale:
    'A single rule can put an internal service on the internet. Scanners find it within minutes, so a person should know sooner.',
});
