import { describe } from 'vitest';
import type { Topics } from '../snapshot.ts';
import { alarm, composite, me, region } from './testing/literals.ts';
import { checkRows } from './testing/rows.ts';

describe('composite alarms', () => {
  const child = alarm({ alarmActions: [] });
  const above = (rule: string, part = {}): Partial<Topics> => ({
    'cloudwatch.alarms': [child, alarm({ name: 'disk', metricName: 'Disk' })],
    'cloudwatch.composite-alarms': [composite({ rule, ...part })],
  });
  checkRows([
    ['carry a child without actions', above('ALARM("watch-alarm")'), 'pass', null],
    [
      'carry a child whose actions are off',
      { ...above('ALARM(watch-alarm)'), 'cloudwatch.alarms': [alarm({ isActionsEnabled: false })] },
      'pass',
      null,
    ],
    ['carry it by ARN', above(`ALARM("${child.arn}") OR ALARM("disk")`), 'pass', null],
    ['carry it beside NOT', above('ALARM("watch-alarm") AND NOT ALARM("disk")'), 'pass', null],
    [
      'do not carry it when another alarm is needed',
      above('ALARM("watch-alarm") AND ALARM("disk")'),
      'fail',
      'action',
    ],
    ['do not carry it when they are always raised', above('ALARM("watch-alarm") OR TRUE'), 'fail', 'action'],
    ['do not carry it on OK', above('OK("watch-alarm")'), 'fail', 'action'],
    [
      'carry it through two levels',
      {
        ...above('ALARM("middle")'),
        'cloudwatch.composite-alarms': [
          composite({ name: 'middle', rule: 'ALARM("watch-alarm")', alarmActions: [] }),
          composite({ rule: 'ALARM("middle")' }),
        ],
      },
      'pass',
      null,
    ],
    [
      'survive a cycle',
      {
        ...above(''),
        'cloudwatch.composite-alarms': [
          composite({ name: 'a', rule: 'ALARM("b")' }),
          composite({ name: 'b', rule: 'ALARM("a")' }),
        ],
      },
      'fail',
      'action',
    ],
    ['count at least n', above('AT_LEAST(1, ALARM, ("watch-alarm", "disk"))'), 'pass', null],
    ['survive text that is no rule', above('ALARM("watch-alarm" AND'), 'fail', 'action'],
    [
      'warn while suppressed',
      {
        ...above('ALARM("watch-alarm")', { actionsSuppressor: 'disk' }),
        'cloudwatch.alarms': [child, alarm({ name: 'disk', metricName: 'Disk', state: 'ALARM' })],
      },
      'warn',
      null,
    ],
    [
      'fail when their own actions are off',
      above('ALARM("watch-alarm")', { isActionsEnabled: false }),
      'fail',
      'action',
    ],
  ]);
});

describe('the action', () => {
  checkRows([
    ['fails without one', { 'cloudwatch.alarms': [alarm({ alarmActions: [] })] }, 'fail', 'action'],
    [
      'warns with a function',
      { 'cloudwatch.alarms': [alarm({ alarmActions: [`arn:aws:lambda:${region}:${me}:function:page`] })] },
      'warn',
      null,
    ],
    [
      'warns with an OpsItem',
      { 'cloudwatch.alarms': [alarm({ alarmActions: [`arn:aws:ssm:${region}:${me}:opsitem:1`] })] },
      'warn',
      null,
    ],
    [
      'fails when it only stops an instance',
      { 'cloudwatch.alarms': [alarm({ alarmActions: [`arn:aws:automate:${region}:ec2:stop`] })] },
      'fail',
      'action',
    ],
    [
      'survives text that is no ARN',
      { 'cloudwatch.alarms': [alarm({ alarmActions: [':::', ''] })] },
      'fail',
      'action',
    ],
  ]);
});
