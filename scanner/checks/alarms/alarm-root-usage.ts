import { defineAlarmCheck } from './define-alarm-check.ts';

export const alarmRootUsage = defineAlarmCheck({
  control: 'root-usage',
  title: 'Use of the root user raises an alarm that reaches a person',
  rationale:
    'No policy in the account limits the root user, and daily work never needs it. Each use is either a rare planned task or an intruder, and someone must tell which.',
});
