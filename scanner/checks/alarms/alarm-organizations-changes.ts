import { defineAlarmCheck } from './define-alarm-check.ts';

export const alarmOrganizationsChanges = defineAlarmCheck({
  control: 'organizations-changes',
  title: 'AWS Organizations changes raise an alarm that reaches a person',
  rationale:
    'A changed policy, a moved or a removed account can lift the guard rails of many accounts at once. It happens in few accounts, and never by accident.',
});
