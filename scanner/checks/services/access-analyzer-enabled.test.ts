import { describe, expect, it } from 'vitest';
import { scanned } from '../../test-support/judged.ts';
import { verdictIn } from '../../test-support/region-cloud.ts';
import { accessAnalyzerEnabled } from './access-analyzer-enabled.ts';

const on = { analyzers: [{ name: 'external' }] };

describe('access-analyzer-enabled', () => {
  it.each([
    ['is in every region', { eu: on, us: on }, 'pass'],
    [
      'is the organization’s',
      { eu: on, us: { analyzers: [{ name: 'org', type: 'ORGANIZATION' as const }] } },
      'pass',
    ],
    ['is missing in one region', { eu: on }, 'fail'],
    [
      'looks for unused access only',
      { eu: on, us: { analyzers: [{ name: 'unused', type: 'ACCOUNT_UNUSED_ACCESS' as const }] } },
      'fail',
    ],
    [
      'is not active',
      { eu: on, us: { analyzers: [{ name: 'external', status: 'FAILED' as const }] } },
      'fail',
    ],
    [
      'has no status in the answer',
      {
        eu: on,
        us: on,
        faults: [{ kind: 'sparse' as const, action: 'access-analyzer:*', fields: ['status'] }],
      },
      'unknown',
    ],
    ['was denied', { eu: on, us: on, role: { deny: ['access-analyzer:*'] } }, 'unknown'],
  ])('judges an analyzer that %s', async (_, account, verdict) => {
    expect((await verdictIn(accessAnalyzerEnabled, account)).verdict).toBe(verdict);
  });

  it('accepts the organization’s analyzer in another onboarded account', async () => {
    const organization = 'o-halvorsen01';
    const org = { analyzers: [{ name: 'org', type: 'ORGANIZATION' as const }] };
    const regions = ['eu-north-1'];
    const cloud = {
      organizations: [{ id: organization, management: '222222222222' }],
      accounts: [
        { id: '111111111111', name: 'payments-prod', organization, regions },
        { id: '222222222222', name: 'management', organization, regions, resources: { 'eu-north-1': org } },
      ],
    };
    const judged = await scanned(cloud, ['111111111111', '222222222222']);
    expect(judged.verdict('111111111111', accessAnalyzerEnabled)).toMatchObject({
      verdict: 'pass',
      reason: 'The organization’s analyzer in 222222222222 covers eu-north-1.',
    });
    const alone = await scanned(cloud, ['111111111111']);
    expect(alone.verdict('111111111111', accessAnalyzerEnabled).verdict).toBe('fail');
  });

  it('leaves open what the management account’s refused list may hold for its members', async () => {
    const organization = 'o-halvorsen01';
    const regions = ['eu-north-1'];
    const cloud = {
      organizations: [{ id: organization, management: '222222222222' }],
      accounts: [
        { id: '111111111111', name: 'payments-prod', organization, regions },
        {
          id: '222222222222',
          name: 'management',
          organization,
          regions,
          role: { deny: ['access-analyzer:*'] },
        },
      ],
    };
    const judged = await scanned(cloud, ['111111111111', '222222222222']);
    const verdict = judged.verdict('111111111111', accessAnalyzerEnabled);
    expect(verdict.verdict).toBe('unknown');
    expect(verdict.missing).toMatchObject([
      { action: 'access-analyzer:ListAnalyzers', region: 'eu-north-1' },
    ]);
  });
});
