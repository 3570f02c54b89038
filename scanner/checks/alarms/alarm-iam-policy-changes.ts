import { defineAlarmCheck } from './define-alarm-check.ts';

export const alarmIamPolicyChanges = defineAlarmCheck({
  control: 'iam-policy-changes',
  title: 'IAM policy changes raise an alarm that reaches a person',
  rationale:
    'Whoever writes policies decides who may do what from then on. Attackers attach policies to keep their way in, and mistakes here open doors that nobody walks past.',
});
