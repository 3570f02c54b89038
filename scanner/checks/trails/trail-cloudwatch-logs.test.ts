import { beforeAll, describe, expect, it } from 'vitest';
import { type Judged, scanned } from '../../test-support/judged.ts';
import { trailCloudWatchLogs } from './trail-cloudwatch-logs.ts';

const regions = ['eu-west-1', 'us-east-1'];
const main = { Name: 'main', CloudWatchLogsLogGroupArn: 'trail' };
const logGroups = [{ logGroupName: 'trail' }, { logGroupName: 'trail-2' }];
const cases = {
  '111111111111': {
    trails: [main],
    groups: logGroups,
    verdict: 'pass',
    reason: 'Trail main delivers to its log group.',
  },
  '111111111112': {
    trails: [{ Name: 'main' }],
    groups: logGroups,
    verdict: 'fail',
    reason: 'Trail main does not deliver to CloudWatch Logs.',
  },
  '111111111113': {
    trails: [main],
    groups: [{ logGroupName: 'trail-2' }],
    verdict: 'fail',
    reason: 'Log group trail of trail main does not exist.',
  },
  '111111111114': {
    trails: [{ ...main, status: { IsLogging: true, LatestCloudWatchLogsDeliveryError: 'Access denied.' } }],
    groups: logGroups,
    verdict: 'fail',
    reason: 'Trail main cannot deliver to its log group: Access denied.',
  },
  '111111111115': {
    trails: [{ ...main, status: { IsLogging: true, LatestCloudWatchLogsDeliveryTime: null } }],
    groups: logGroups,
    verdict: 'warn',
    reason: 'Trail main has never delivered to its log group.',
  },
  '111111111116': {
    trails: [main, { Name: 'second' }],
    groups: logGroups,
    verdict: 'fail',
    reason: 'Trail second does not deliver to CloudWatch Logs.',
  },
  '111111111117': {
    trails: [main, { Name: 'local', IsMultiRegionTrail: false }],
    groups: logGroups,
    verdict: 'pass',
    reason: 'Trail main delivers to its log group.',
  },
  '111111111118': {
    trails: [{ ...main, CloudWatchLogsLogGroupArn: 'arn:aws:logs:eu-west-1:999999999999:log-group:trail:*' }],
    groups: logGroups,
    verdict: 'unknown',
    reason: 'Log group trail of trail main is in account 999999999999, which is not scanned.',
  },
  '111111111119': {
    trails: [
      {
        ...main,
        CloudWatchLogsLogGroupArn: 'arn:aws:logs:eu-west-1:999999999999:log-group:trail:*',
        status: { IsLogging: true, LatestCloudWatchLogsDeliveryError: 'Access denied' },
      },
    ],
    groups: logGroups,
    verdict: 'fail',
    reason: 'Trail main cannot deliver to its log group: Access denied.',
  },
} as const;
const denied = '222222222222';
const central = '333333333333';
const delivering = '444444444444';
const logGroupArn = (name: string) => `arn:aws:logs:eu-west-1:${central}:log-group:${name}:*`;

let judged: Judged;

beforeAll(async () => {
  const accounts = Object.entries(cases).map(([id, it]) => ({
    id,
    name: id,
    regions,
    resources: { 'eu-west-1': { trails: [...it.trails], logGroups: [...it.groups] } },
  }));
  const role = { deny: ['logs:DescribeLogGroups'] };
  judged = await scanned(
    {
      accounts: [
        ...accounts,
        { id: central, name: central, regions, resources: { 'eu-west-1': { logGroups } } },
        {
          id: delivering,
          name: delivering,
          regions,
          resources: {
            'eu-west-1': {
              trails: [
                { Name: 'good', CloudWatchLogsLogGroupArn: logGroupArn('trail') },
                { Name: 'lost', CloudWatchLogsLogGroupArn: logGroupArn('deleted') },
              ],
            },
          },
        },
        {
          id: denied,
          name: denied,
          regions,
          role,
          resources: { 'eu-west-1': { trails: [main], logGroups } },
        },
      ],
    },
    [...Object.keys(cases), central, delivering, denied],
  );
});

describe('trail-cloudwatch-logs', () => {
  it.each(Object.entries(cases))('judges %s as it should', (accountId, { verdict, reason }) => {
    expect(judged.verdict(accountId, trailCloudWatchLogs)).toMatchObject({ verdict, reason });
  });

  it('follows a trail to a log group of another account, there or gone', () => {
    const verdict = judged.verdict(delivering, trailCloudWatchLogs);
    expect(verdict.subjects.map((it) => it.verdict)).toEqual(['pass', 'fail']);
    expect(verdict).toMatchObject({
      verdict: 'fail',
      reason: `Log group deleted (account ${central}) of trail lost does not exist.`,
    });
  });

  it('does not know whether an unread log group exists', () => {
    const verdict = judged.verdict(denied, trailCloudWatchLogs);
    expect(verdict).toMatchObject({
      verdict: 'unknown',
      reason:
        'Log group trail of trail main could not be read: logs:DescribeLogGroups was denied in eu-west-1.',
    });
    expect(verdict.missing).toMatchObject([{ action: 'logs:DescribeLogGroups', region: 'eu-west-1' }]);
  });
});
