import { defineAlarmCheck } from './define-alarm-check.ts';

export const alarmNaclChanges = defineAlarmCheck({
  control: 'nacl-changes',
  title: 'Network ACL changes raise an alarm that reaches a person',
  rationale: 'Network ACLs are the second wall around a subnet. A hole in it shows nowhere until it is used.',
});
