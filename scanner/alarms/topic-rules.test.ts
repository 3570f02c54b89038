import { describe, expect, it } from 'vitest';
import type { KmsKeyFact, Topics } from '../snapshot.ts';
import { alarm, me, other, region, source, topic, topicArn } from './testing/literals.ts';
import { checkRows, judge } from './testing/rows.ts';

const keyArn = `arn:aws:kms:${region}:${me}:key/k1`;
const statement = (principal: unknown, part = {}): unknown => ({
  Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sns:Publish', Resource: topicArn, ...part }],
});
const cloudWatch = { Service: 'cloudwatch.amazonaws.com' };
const key = (part: Partial<KmsKeyFact>): KmsKeyFact => ({
  source: source('kms:DescribeKey'),
  arn: keyArn,
  region,
  requestedAs: ['alias/alerts'],
  exists: true,
  manager: 'CUSTOMER',
  state: 'Enabled',
  policy: JSON.stringify({
    Statement: [
      {
        Effect: 'Allow',
        Principal: cloudWatch,
        Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        Resource: '*',
      },
    ],
  }),
  ...part,
});
const encrypted = (part: Partial<KmsKeyFact>): Partial<Topics> => ({
  'sns.topics': [topic({ kmsKeyId: 'alias/alerts' })],
  'kms.keys': [key(part)],
});
const rootOnly = JSON.stringify({
  Statement: [
    { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${me}:root` }, Action: 'kms:*', Resource: '*' },
  ],
});

describe('the topic', () => {
  const withPolicy = (policy: unknown): Partial<Topics> => ({ 'sns.topics': [topic({ policy })] });
  checkRows([
    [
      'fails when it does not exist',
      { 'sns.topics': [topic({ exists: false, attributes: null })] },
      'fail',
      'topic',
    ],
    ['passes with a policy for CloudWatch', withPolicy(statement(cloudWatch)), 'pass', null],
    [
      'passes with the default policy',
      withPolicy(statement({ AWS: '*' }, { Condition: { StringEquals: { 'AWS:SourceOwner': me } } })),
      'pass',
      null,
    ],
    [
      'fails with the default policy of another account',
      withPolicy(statement({ AWS: '*' }, { Condition: { StringEquals: { 'AWS:SourceOwner': other } } })),
      'fail',
      'topic',
    ],
    [
      'fails with a policy for someone else',
      withPolicy(statement({ Service: 'events.amazonaws.com' })),
      'fail',
      'topic',
    ],
    [
      'fails with a policy for another alarm',
      withPolicy(
        statement(cloudWatch, {
          Condition: { ArnLike: { 'aws:SourceArn': `arn:aws:cloudwatch:${region}:${me}:alarm:other*` } },
        }),
      ),
      'fail',
      'topic',
    ],
    [
      'passes with a policy for its alarms',
      withPolicy(
        statement(cloudWatch, {
          Condition: {
            ArnLike: { 'aws:SourceArn': `arn:aws:cloudwatch:*:${me}:alarm:*` },
            StringEquals: { 'aws:SourceAccount': me },
          },
        }),
      ),
      'pass',
      null,
    ],
    [
      'fails with a Deny',
      withPolicy({
        Statement: [
          { Effect: 'Allow', Principal: '*', Action: 'sns:*', Resource: '*' },
          {
            Sid: 'NoCloudWatch',
            Effect: 'Deny',
            Principal: cloudWatch,
            Action: 'SNS:Publish',
            Resource: '*',
          },
        ],
      }),
      'fail',
      'topic',
    ],
    [
      'passes with a Deny of plain HTTP',
      withPolicy({
        Statement: [
          { Effect: 'Allow', Principal: cloudWatch, Action: 'sns:Publish', Resource: '*' },
          {
            Effect: 'Deny',
            Principal: '*',
            Action: 'sns:Publish',
            Resource: '*',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
        ],
      }),
      'pass',
      null,
    ],
    ['is unknown with a policy that is not JSON', withPolicy('{{'), 'unknown', null],
    [
      'fails with the AWS managed key',
      { 'sns.topics': [topic({ kmsKeyId: 'alias/aws/sns' })] },
      'fail',
      'topic',
    ],
    ['passes with a customer key that lets CloudWatch use it', encrypted({}), 'pass', null],
    ['fails with a customer key for the account only', encrypted({ policy: rootOnly }), 'fail', 'topic'],
    ['fails with a disabled key', encrypted({ state: 'Disabled' }), 'fail', 'topic'],
    ['fails with a key about to be deleted', encrypted({ state: 'PendingDeletion' }), 'fail', 'topic'],
    ['fails with a key that is gone', encrypted({ exists: false }), 'fail', 'topic'],
    [
      'is unknown with a key nobody read',
      { 'sns.topics': [topic({ kmsKeyId: 'alias/alerts' })] },
      'unknown',
      null,
    ],
  ]);
});

describe('the person', () => {
  const withSubscribers = (...subscribers: [string, string, boolean][]): Partial<Topics> => ({
    'sns.topics': [topic({ subscribers })],
  });
  checkRows([
    ['fails without a subscription', withSubscribers(), 'fail', 'person'],
    [
      'fails while confirmation is pending',
      withSubscribers(['email', 'a@example.com', false]),
      'fail',
      'person',
    ],
    [
      'passes when one of two is confirmed',
      withSubscribers(['email', 'a@example.com', false], ['sms', '+4712345678', true]),
      'pass',
      null,
    ],
  ]);

  it('notes that a queue is not yet a person', () => {
    const judgement = judge(withSubscribers(['sqs', `arn:aws:sqs:${region}:${me}:alerts`, true]));
    expect(judgement.verdict).toBe('pass');
    expect(judgement.notes.join()).toContain('not yet a person');
  });

  it('passes by the second of two actions', () => {
    const actions = [`${topicArn}-gone`, topicArn];
    const topics = [topic(), topic({ arn: `${topicArn}-gone`, exists: false })];
    expect(
      judge({ 'cloudwatch.alarms': [alarm({ alarmActions: actions })], 'sns.topics': topics }).verdict,
    ).toBe('pass');
  });
});
