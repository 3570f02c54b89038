import { defineAlarmCheck } from './define-alarm-check.ts';

export const alarmCloudtrailConfigChanges = defineAlarmCheck({
  control: 'cloudtrail-config-changes',
  title: 'CloudTrail changes raise an alarm that reaches a person',
  rationale:
    'The first thing an intruder wants is for nothing more to be recorded. The call that stops or redirects a trail is the last record that can warn you.',
});
