/** How often one action was called for one account and region, and how it ended. */
export interface CallCount {
  accountId: string;
  region: string;
  service: string;
  action: string;
  /** `ok`, an error code, or the fault that struck. */
  outcome: string;
  count: number;
}

export interface Calls {
  total: number;
  throttled: number;
  byAccount: Record<string, number>;
  byService: Record<string, number>;
  entries: CallCount[];
}

/** Counts, never requests: a benchmark over thousands of accounts stays small. */
export class CallLog {
  readonly #counts = new Map<string, CallCount>();

  add(call: Omit<CallCount, 'count'>): void {
    const key = [call.accountId, call.region, call.service, call.action, call.outcome].join('|');
    const known = this.#counts.get(key);
    if (known) known.count += 1;
    else this.#counts.set(key, { ...call, count: 1 });
  }

  reset(): void {
    this.#counts.clear();
  }

  summary(): Calls {
    const entries = [...this.#counts.values()].map((it) => ({ ...it }));
    const summary: Calls = { total: 0, throttled: 0, byAccount: {}, byService: {}, entries };
    for (const { accountId, service, outcome, count } of entries) {
      summary.total += count;
      if (/Thrott|TooManyRequests|SlowDown|RequestLimitExceeded/.test(outcome)) summary.throttled += count;
      summary.byAccount[accountId] = (summary.byAccount[accountId] ?? 0) + count;
      summary.byService[service] = (summary.byService[service] ?? 0) + count;
    }
    return summary;
  }
}
