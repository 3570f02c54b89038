import { defineAlarmCheck } from './define-alarm-check.ts';

export const alarmVpcChanges = defineAlarmCheck({
  control: 'vpc-changes',
  title: 'VPC changes raise an alarm that reaches a person',
  rationale:
    'A new, deleted or newly peered network moves the edge of what has to be defended. Peering joins two networks that were designed apart.',
});
