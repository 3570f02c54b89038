import { describe, expect, it } from 'vitest';
import { defaultWorkspacePolicy } from '#lib/posture/workspace-policy.ts';
import { openMemoryRecorder } from '../../memory-recorder.ts';
import { readAccounts } from '../../scan.ts';
import { roleOf, withSandbox } from '../../test-support/collected.ts';
import { judgedOver } from '../../test-support/judged.ts';
import { checks } from '../registry.ts';
import { guardDutyEnabled } from '../services/guardduty-enabled.ts';
import { trailMultiRegion } from '../trails/trail-multi-region.ts';

const accountId = '111111111111';
const regional = checks.filter((it) => it.section === 'logging' || it.scope === 'region');
const policyFor = (regionsInScope: string[] | null) => ({ ...defaultWorkspacePolicy, regionsInScope });

/** An account that is well in Stockholm and bare in Virginia, read in these regions. */
function scannedIn(regions: string[] | null, deny: string[] = []) {
  const account = {
    id: accountId,
    name: 'payments-prod',
    regions: ['eu-north-1', 'us-east-1'],
    role: { deny },
    resources: {
      'eu-north-1': { detectors: [{}], trails: [{ Name: 'north', IsMultiRegionTrail: false }] },
    },
  };
  return withSandbox({ accounts: [account] }, async () => {
    const recorder = openMemoryRecorder(() => undefined);
    await readAccounts([{ accountId, name: null, regions, ...roleOf(accountId) }], recorder, {
      edition: '7.0',
      accountsAtOnce: 1,
      timeoutMs: 150_000,
      signal: AbortSignal.timeout(150_000),
      onBug: (where, error) => {
        throw new Error(where, { cause: error });
      },
    });
    return judgedOver(await recorder.world());
  });
}

describe('regions in scope', () => {
  it('judges a snapshot of all regions in those of the policy only', async () => {
    const judged = await scannedIn(null);
    expect(judged.verdict(accountId, guardDutyEnabled).verdict).toBe('fail');
    expect(judged.verdict(accountId, guardDutyEnabled, policyFor(['eu-north-1'])).verdict).toBe('pass');
    expect(judged.verdict(accountId, trailMultiRegion).verdict).toBe('fail');
    expect(judged.verdict(accountId, trailMultiRegion, policyFor(['eu-north-1'])).verdict).toBe('warn');
  });

  it('calls a region unknown that came into scope after the scan left it out', async () => {
    const judged = await scannedIn(['eu-north-1']);
    expect(judged.snapshot(accountId).regions).toEqual(['eu-north-1']);
    const narrow = policyFor(['eu-north-1']);
    expect(judged.verdict(accountId, guardDutyEnabled, narrow).verdict).toBe('pass');
    for (const check of [guardDutyEnabled, trailMultiRegion]) {
      const wide = judged.verdict(accountId, check, policyFor(null));
      expect(wide.verdict, check.id).toBe('unknown');
      expect(JSON.stringify(wide), check.id).toContain('us-east-1');
    }
  });

  it('needs no list of regions where every region in scope was read', async () => {
    const judged = await scannedIn(['eu-north-1'], ['account:ListRegions', 'ec2:DescribeRegions']);
    const { verdict, reason } = judged.verdict(accountId, guardDutyEnabled, policyFor(['eu-north-1']));
    expect(verdict, reason).toBe('pass');
    for (const wider of [null, ['eu-north-1', 'us-east-1']]) {
      expect(judged.verdict(accountId, guardDutyEnabled, policyFor(wider)).verdict).toBe('unknown');
    }
  });

  it('says unknown, and nothing better, where no enabled region is in scope', async () => {
    const elsewhere = policyFor(['ap-southeast-2']);
    for (const scope of [null, ['ap-southeast-2']]) {
      const judged = await scannedIn(scope);
      for (const check of [...regional, trailMultiRegion]) {
        const { verdict, reason } = judged.verdict(accountId, check, elsewhere);
        expect([check.id, verdict], reason).toEqual([check.id, 'unknown']);
      }
    }
  });
});
