import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openTokenBucket, openTokenBuckets } from './token-bucket.ts';

const { signal } = new AbortController();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** How many requests go without waiting. */
async function burstOf(bucket: ReturnType<typeof openTokenBucket>): Promise<number> {
  const stop = new AbortController();
  stop.abort();
  for (let count = 0; count < 100; count += 1) {
    const mustWait = await bucket.take(stop.signal).then(
      () => false,
      () => true,
    );
    if (mustWait) return count;
  }
  return 100;
}

describe('token bucket', () => {
  it('lets a second’s worth through at once, then makes requests wait', async () => {
    expect(await burstOf(openTokenBucket(5))).toBe(5);
  });

  it('fills again with time', async () => {
    const bucket = openTokenBucket(5);
    for (let count = 0; count < 5; count += 1) await bucket.take(signal);
    vi.setSystemTime(Date.now() + 400);
    expect(await burstOf(bucket)).toBe(2);
  });

  it('halves its rate after a throttle, and lets nothing burst', async () => {
    const bucket = openTokenBucket(4);
    bucket.halve();
    vi.setSystemTime(Date.now() + 1000);
    expect(await burstOf(bucket)).toBe(2);
  });

  it('shares a quota within a service and region, and keeps own quotas apart', () => {
    const buckets = openTokenBuckets();
    const first = buckets('CloudTrail', 'DescribeTrails', 'eu-west-1');
    expect(buckets('CloudTrail', 'GetTrailStatus', 'eu-west-1')).toBe(first);
    expect(buckets('CloudTrail', 'GetTrailStatus', 'us-east-1')).not.toBe(first);
    expect(buckets('CloudWatchLogs', 'DescribeMetricFilters', 'eu-west-1')).not.toBe(
      buckets('CloudWatchLogs', 'DescribeLogGroups', 'eu-west-1'),
    );
  });
});
