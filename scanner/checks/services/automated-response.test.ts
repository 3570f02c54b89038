import { describe, expect, it } from 'vitest';
import { verdictIn } from '../../test-support/region-cloud.ts';
import { automatedResponse } from './automated-response.ts';

const lambda = 'arn:aws:lambda:us-east-1:111111111111:function:isolate';
const queue = 'arn:aws:sqs:us-east-1:111111111111:findings';
const rule = (target: string, more: object = {}) => ({
  us: {
    rules: [
      {
        Name: 'respond',
        EventPattern: JSON.stringify({ source: ['aws.guardduty'], 'detail-type': ['GuardDuty Finding'] }),
        targets: [{ Id: '1', Arn: target }],
        ...more,
      },
    ],
  },
});
const alarm = {
  eu: {
    trails: [{ Name: 'main', S3BucketName: 'b', CloudWatchLogsLogGroupArn: '/trail' }],
    logGroups: [{ logGroupName: '/trail' }],
    metricFilters: [
      {
        filterName: 'f',
        logGroupName: '/trail',
        filterPattern: '{ $.x = 1 }',
        metricTransformations: [{ metricNamespace: 'N', metricName: 'M', metricValue: '1' }],
      },
    ],
    metricAlarms: [{ AlarmName: 'root', Namespace: 'N', MetricName: 'M', AlarmActions: [lambda] }],
  },
};

describe('automated-response', () => {
  it.each([
    ['a rule on findings runs a function', rule(lambda), 'pass', 'Event rule respond runs isolate.'],
    ['an alarm runs a function', alarm, 'pass', 'Alarm root runs isolate.'],
    ['a rule only queues findings', rule(queue), 'warn', 'runs a function, runbook or workflow'],
    ['the rule is disabled', rule(lambda, { State: 'DISABLED' }), 'warn', ''],
    [
      'the rule is about something else',
      rule(lambda, { EventPattern: JSON.stringify({ source: ['aws.s3'] }) }),
      'warn',
      '',
    ],
    [
      'an alarm far from any trail runs a function',
      {
        eu: { metricAlarms: [{ AlarmName: 'cpu', Namespace: 'N', MetricName: 'M', AlarmActions: [lambda] }] },
      },
      'pass',
      'Alarm cpu runs isolate.',
    ],
    [
      'such an alarm stands in an account whose trail has no log group',
      {
        eu: { trails: [{ Name: 'main', S3BucketName: 'b' }] },
        us: { metricAlarms: [{ AlarmName: 'cpu', Namespace: 'N', MetricName: 'M', AlarmActions: [lambda] }] },
      },
      'pass',
      'Alarm cpu runs isolate.',
    ],
    [
      'such an alarm is disabled',
      {
        eu: {
          metricAlarms: [
            {
              AlarmName: 'cpu',
              Namespace: 'N',
              MetricName: 'M',
              AlarmActions: [lambda],
              ActionsEnabled: false,
            },
          ],
        },
      },
      'warn',
      '',
    ],
    ['alarms were denied', { role: { deny: ['cloudwatch:DescribeAlarms'] } }, 'unknown', 'was denied'],
    ['there is nothing', {}, 'warn', ''],
    [
      'there is nothing in the one region that could be named',
      { role: { deny: ['account:ListRegions', 'ec2:DescribeRegions'] } },
      'unknown',
      'account:ListRegions was denied',
    ],
    ['rules were denied', { role: { deny: ['events:*'] } }, 'unknown', 'events:ListRules was denied'],
  ])('judges an account where %s', async (_, account, verdict, reason) => {
    const found = await verdictIn(automatedResponse, account as never);
    expect(found).toMatchObject({ verdict, severity: 'informational' });
    expect(found.reason).toContain(reason);
  });
});
