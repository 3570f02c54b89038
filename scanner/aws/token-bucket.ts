import { setTimeout as sleep } from 'node:timers/promises';

/** Lets requests through at a steady rate; `halve` is the answer to a throttle. */
export interface TokenBucket {
  take(signal: AbortSignal): Promise<void>;
  halve(): void;
}

/** @param perSecond how many requests a second; as many may go at once after a pause. */
export function openTokenBucket(perSecond: number, now: () => number = Date.now): TokenBucket {
  const slowest = perSecond / 16;
  let rate = perSecond;
  let tokens = Math.max(1, perSecond);
  let filledAt = now();

  function refill(): void {
    const at = now();
    tokens = Math.min(Math.max(1, rate), tokens + ((at - filledAt) / 1000) * rate);
    filledAt = at;
  }

  return {
    async take(signal) {
      refill();
      tokens -= 1;
      if (tokens >= 0) return;
      await sleep((-tokens / rate) * 1000, undefined, { signal });
    },
    halve() {
      refill();
      rate = Math.max(slowest, rate / 2);
      tokens = Math.min(tokens, 0);
    },
  };
}

/**
 * Half of AWS's published quotas per account and region, in requests a second: the other half is the
 * customer's own tools'. Keyed by the SDK's client and command names.
 */
const halfQuotas: Record<string, number> = {
  CloudTrail: 5,
  CloudWatchLogs: 5,
  'CloudWatchLogs/DescribeMetricFilters': 2.5,
  'CloudWatchLogs/TestMetricFilter': 2.5,
  CloudWatch: 4.5,
  SNS: 15,
  KMS: 15,
  Organizations: 2,
  EventBridge: 5,
  Account: 2.5,
  EC2: 5,
  S3: 50,
  S3Control: 10,
  STS: 25,
  WAFV2: 2.5,
};
const unlistedPerSecond = 5;

/** One bucket per service and region, and one for each operation that has a quota of its own. */
export function openTokenBuckets(): (service: string, operation: string, region: string) => TokenBucket {
  const buckets = new Map<string, TokenBucket>();
  return (service, operation, region) => {
    const own = `${service}/${operation}`;
    const quota = own in halfQuotas ? own : service;
    const key = `${quota} ${region}`;
    const known = buckets.get(key);
    if (known) return known;
    const opened = openTokenBucket(halfQuotas[quota] ?? unlistedPerSecond);
    buckets.set(key, opened);
    return opened;
  };
}
