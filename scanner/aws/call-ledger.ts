import type { CallStats } from '../snapshot.ts';

/** Counts every HTTP request sent for one account: first tries and retries alike. */
export interface CallLedger {
  sent(service: string): void;
  throttled(): void;
  stats(): CallStats;
}

export function openCallLedger(): CallLedger {
  const byService: Record<string, number> = {};
  let total = 0;
  let throttledCount = 0;
  return {
    sent(service) {
      total += 1;
      byService[service] = (byService[service] ?? 0) + 1;
    },
    throttled() {
      throttledCount += 1;
    },
    stats: () => ({ total, throttled: throttledCount, byService: { ...byService } }),
  };
}
