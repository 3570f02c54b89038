import { defineAlarmCheck } from './define-alarm-check.ts';

export const alarmConsoleSigninWithoutMfa = defineAlarmCheck({
  control: 'console-signin-without-mfa',
  title: 'Console sign-ins without MFA raise an alarm that reaches a person',
  rationale:
    'A sign-in with a password alone means that whoever has the password has the console. Someone should hear of it while the session is still open.',
});
