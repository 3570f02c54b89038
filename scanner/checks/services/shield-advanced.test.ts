import { describe, expect, it } from 'vitest';
import { worldOf } from '../../memory-recorder.ts';
import type { AccountSnapshot } from '../../snapshot.ts';
import { judgedOver } from '../../test-support/judged.ts';
import { verdictIn } from '../../test-support/region-cloud.ts';
import { shieldAdvanced } from './shield-advanced.ts';

describe('shield-advanced', () => {
  it.each([
    ['with a subscription', { global: { shield: {} } }, 'pass'],
    ['without one', {}, 'fail'],
    [
      'whose subscription ran out',
      { global: { shield: { EndTime: 'now-35d', AutoRenew: 'DISABLED' } } },
      'fail',
    ],
    ['that was denied', { role: { deny: ['shield:*'] } }, 'unknown'],
  ])('judges an account %s', async (_, account, verdict) => {
    expect((await verdictIn(shieldAdvanced, account as never)).verdict).toBe(verdict);
  });

  it('has no subject where AWS does not offer it', () => {
    const account = { accountId: '111111111111', partition: 'aws-us-gov', name: 'gov' };
    const at = '2026-11-20T09:00:00Z';
    const snapshot: AccountSnapshot = {
      schemaVersion: 1,
      account,
      startedAt: at,
      finishedAt: at,
      regions: ['us-gov-west-1'],
      topics: {},
      gaps: [],
      calls: { total: 1, throttled: 0, byService: {} },
    };
    const found = judgedOver(worldOf([snapshot])).verdict(account.accountId, shieldAdvanced);
    expect(found).toMatchObject({
      verdict: 'not_applicable',
      reason: 'AWS does not offer Shield Advanced in the partition aws-us-gov.',
    });
  });
});
