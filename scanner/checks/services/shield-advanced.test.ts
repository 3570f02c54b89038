import { describe, expect, it } from 'vitest';
import { verdictIn } from '../../test-support/region-cloud.ts';
import { shieldAdvanced } from './shield-advanced.ts';

describe('shield-advanced', () => {
  it.each([
    ['with a subscription', { global: { shield: {} } }, 'pass'],
    ['without one', {}, 'fail'],
    ['that was denied', { role: { deny: ['shield:*'] } }, 'unknown'],
  ])('judges an account %s', async (_, account, verdict) => {
    expect((await verdictIn(shieldAdvanced, account as never)).verdict).toBe(verdict);
  });
});
