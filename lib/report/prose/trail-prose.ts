import type { CheckProse } from './prose.ts';

export const trailProse: Readonly<Record<string, CheckProse>> = {
  'trail-exists': {
    title: (where) => `No trail records what happens ${where}`,
    about:
      'Without a trail AWS keeps management events for 90 days as event history, per region, and nowhere else. A trail keeps them as long as you decide, and lets alarms be built on them.',
    impact:
      'An investigation that starts after 90 days has nothing to look at. No alarm on account activity can exist in the meantime.',
    likelihood:
      'The gap is there all the time. It costs something on the first incident that is noticed late, and most are.',
    fix: 'Cover the account by the organization trail; where it is in no organization, create a multi-region trail with its bucket in a log archive account.',
  },
  'trail-multi-region': {
    title: (where) => `Activity in some regions is not recorded ${where}`,
    about:
      'A trail that covers one region sees nothing of the others. Intruders use regions nobody works in for that reason.',
    impact:
      'Servers started, keys made and data copied in an unwatched region leave no record beyond 90 days, and no alarm.',
    likelihood: 'It takes one parameter, --region. Regions without workloads are rarely looked at.',
    fix: 'Make the trail multi-region and let it record read and write management events.',
  },
  'trail-cloudwatch-logs': {
    title: (where) => `CloudTrail does not reach CloudWatch Logs ${where}`,
    about:
      'Metric filters and alarms work on a log group. A trail that writes only to S3 keeps a record, but nothing watches it as it happens.',
    impact:
      'Events are kept, but none of the alarms this report asks for can fire on them. Incidents are found by reading files afterwards, if at all.',
    likelihood: 'Every event of the account takes this path, so every incident meets the gap.',
    fix: 'Give the trail a log group and a role that may write to it, and keep the log group for at least 365 days.',
  },
  'trail-log-validation': {
    title: (where) => `Log files can be changed without trace ${where}`,
    about:
      'With log file validation CloudTrail writes a signed digest each hour. It shows whether a log file was changed or deleted after delivery.',
    impact: 'Nobody can prove that the logs are whole. As evidence they can be disputed.',
    likelihood: 'It takes write access to the log bucket, which intruders seek for that purpose.',
    fix: 'Turn log file validation on for every trail, stopped ones included. It costs nothing.',
  },
  'trail-kms': {
    title: (where) => `CloudTrail logs are not under a customer key ${where}`,
    about:
      'With a KMS key of your own, reading the logs takes rights on the bucket and on the key, and every decryption is itself recorded.',
    impact:
      'Bucket rights alone are enough to read who does what in the account: names, roles, addresses and request parameters.',
    likelihood:
      'It takes read access to the log bucket. Bucket rights are given more widely than key rights.',
    fix: 'Set an enabled customer key on every trail, whose policy lets CloudTrail encrypt and only investigators decrypt.',
  },
};
