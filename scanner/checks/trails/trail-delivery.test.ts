import { beforeAll, describe, expect, it } from 'vitest';
import { type Judged, scanned } from '../../test-support/judged.ts';
import { trailDelivery } from './trail-delivery.ts';

const cases = {
  '111111111111': { status: {}, verdict: 'pass', reason: 'Trail main has no delivery error.' },
  '111111111112': {
    status: { LatestDeliveryError: 'NoSuchBucket' },
    verdict: 'fail',
    severity: 'critical',
    reason: 'Bucket logs of trail main does not exist: anyone may create it and receive the log files.',
  },
  '111111111113': {
    status: { LatestDeliveryError: 'AccessDenied' },
    verdict: 'fail',
    severity: 'high',
    reason: 'Trail main cannot deliver to bucket logs: AccessDenied.',
  },
  '111111111114': {
    status: { LatestCloudWatchLogsDeliveryError: 'Access denied' },
    verdict: 'fail',
    reason: 'Trail main cannot deliver to its log group: Access denied.',
  },
  '111111111115': {
    status: { LatestDigestDeliveryError: 'AccessDenied' },
    verdict: 'warn',
    reason: 'Trail main cannot deliver digest files: AccessDenied.',
  },
  '111111111116': {
    status: { LatestNotificationError: 'NotFound' },
    verdict: 'warn',
    reason: 'Trail main cannot announce log files: NotFound.',
  },
  '111111111117': {
    status: { LatestDeliveryTime: 'now-9d' },
    verdict: 'pass',
    reason: 'Trail main has no delivery error.',
  },
} as const;

let judged: Judged;

beforeAll(async () => {
  const accounts = Object.entries(cases).map(([id, { status }]) => ({
    id,
    name: id,
    regions: ['eu-west-1', 'us-east-1'],
    resources: {
      'eu-west-1': {
        trails: [{ Name: 'main', S3BucketName: 'logs', status: { IsLogging: true, ...status } }],
      },
    },
  }));
  judged = await scanned({ accounts }, Object.keys(cases));
});

const again = '222222222222';

describe('trail-delivery', () => {
  it('does not call a bucket gone that is there again', async () => {
    const status = { IsLogging: true, LatestDeliveryError: 'NoSuchBucket' };
    const home = {
      trails: [{ Name: 'main', S3BucketName: 'back-again', status }],
      buckets: [{ Name: 'back-again' }],
    };
    const account = {
      id: again,
      name: again,
      regions: ['eu-west-1', 'us-east-1'],
      resources: { 'eu-west-1': home },
    };
    const verdict = (await scanned({ accounts: [account] }, [again])).verdict(again, trailDelivery);
    expect(verdict).toMatchObject({
      verdict: 'fail',
      severity: 'critical',
      reason: `Trail main could not deliver to bucket back-again: NoSuchBucket. The bucket is there again, in account ${again}.`,
    });
    expect(verdict.cause).toBeUndefined();
  });

  it.each(Object.entries(cases))('judges %s as it should', (accountId, { verdict, reason, ...more }) => {
    const severity = 'severity' in more ? { severity: more.severity } : {};
    expect(judged.verdict(accountId, trailDelivery)).toMatchObject({ verdict, reason, ...severity });
  });
});
