import type { ReportAccount } from '../input.ts';
import { idOf } from './sample-input.ts';

/** An account with nothing to say but the facts given. */
export function account(index: number, facts: Partial<ReportAccount> = {}): ReportAccount {
  return {
    accountId: idOf(index),
    name: `account-${index}`,
    group: null,
    partition: 'aws',
    environment: 'development',
    owner: null,
    isInternetExposed: false,
    regions: ['eu-north-1'],
    lastReadAt: '2026-11-19T06:12:00.000Z',
    isStale: false,
    error: null,
    calls: { total: 10, throttled: 0 },
    gaps: [],
    verdicts: [],
    snapshotSha256: 'a'.repeat(64),
    ...facts,
  };
}
