import { describe, expect, it } from 'vitest';
import { isSecurityPattern, runsSomething } from './automation.ts';

describe('isSecurityPattern', () => {
  it.each([
    ['findings by source', { source: ['aws.guardduty'] }, true],
    ['findings by prefix', { source: [{ prefix: 'aws.guard' }] }, true],
    ['high findings', { source: ['aws.guardduty'], detail: { severity: [{ numeric: ['>=', 7] }] } }, true],
    ['findings by kind', { 'detail-type': ['GuardDuty Finding'] }, true],
    ['everything but findings', { source: [{ 'anything-but': ['aws.guardduty'] }] }, false],
    [
      'calls',
      { source: ['aws.iam'], 'detail-type': ['AWS API Call via CloudTrail'], detail: { eventName: ['X'] } },
      true,
    ],
    ['sign-ins', { 'detail-type': ['AWS Console Sign In via CloudTrail'] }, true],
    ['calls by name', { detail: { eventName: ['StopLogging'] } }, true],
    ['either', { $or: [{ source: ['aws.health'] }, { source: ['aws.guardduty'] }] }, true],
    [
      'other events',
      { source: ['aws.ec2'], 'detail-type': ['EC2 Instance State-change Notification'] },
      false,
    ],
    ['a service', { source: ['aws.s3'] }, false],
    ['text about findings', { detail: { note: ['aws.guardduty'] } }, false],
  ])('judges a pattern for %s', (_, pattern, isIt) => {
    expect(isSecurityPattern(JSON.stringify(pattern))).toBe(isIt);
  });

  it('takes nothing from what is no pattern', () => {
    expect(['', '[]', 'aws.guardduty'].map(isSecurityPattern)).toEqual([false, false, false]);
  });
});

describe('runsSomething', () => {
  it.each([
    ['arn:aws:lambda:eu-north-1:111111111111:function:isolate', true],
    ['arn:aws:states:eu-north-1:111111111111:stateMachine:isolate', true],
    ['arn:aws:ssm:eu-north-1:111111111111:automation-definition/Isolate:$DEFAULT', true],
    ['arn:aws:ssm:eu-north-1::document/AWS-StopEC2Instance', true],
    ['arn:aws:ssm:eu-north-1:111111111111:opsitem:1', true],
    ['arn:aws:ssm-incidents::111111111111:response-plan/breach', true],
    ['arn:aws:sns:eu-north-1:111111111111:alerts', false],
    ['arn:aws:sqs:eu-north-1:111111111111:findings', false],
    ['arn:aws:automate:eu-north-1:ec2:stop', false],
  ])('judges %s', (arn, does) => {
    expect(runsSomething(arn)).toBe(does);
  });
});
