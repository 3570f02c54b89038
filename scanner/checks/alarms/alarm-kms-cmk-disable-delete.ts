import { defineAlarmCheck } from './define-alarm-check.ts';

export const alarmKmsCmkDisableDelete = defineAlarmCheck({
  control: 'kms-cmk-disable-delete',
  title: 'Disabling or deleting a customer key raises an alarm that reaches a person',
  rationale:
    'Data under a deleted key is gone for good, backups included. The waiting period only helps if somebody learns that it has begun.',
});
