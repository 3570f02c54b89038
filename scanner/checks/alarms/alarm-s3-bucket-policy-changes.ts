import { defineAlarmCheck } from './define-alarm-check.ts';

export const alarmS3BucketPolicyChanges = defineAlarmCheck({
  control: 's3-bucket-policy-changes',
  title: 'S3 bucket policy changes raise an alarm that reaches a person',
  rationale:
    'One bucket policy can publish a whole data set, or hand it to another account. The shorter it stays open, the less leaves.',
});
