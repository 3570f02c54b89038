import { defineAlarmCheck } from './define-alarm-check.ts';

export const alarmConsoleAuthFailures = defineAlarmCheck({
  control: 'console-auth-failures',
  title: 'Failed console sign-ins raise an alarm that reaches a person',
  rationale:
    'A run of failed sign-ins is a password being guessed. Heard in time, the account can be locked and the source address blocked before a guess is right.',
});
