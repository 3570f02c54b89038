import { describe, expect, it } from 'vitest';
import { defaultWorkspacePolicy } from '#lib/posture/workspace-policy.ts';
import { openMemoryRecorder } from '../../memory-recorder.ts';
import { readAccounts } from '../../scan.ts';
import type { AccountInput } from '../../test-support/bucket-cloud.ts';
import { roleOf, withSandbox } from '../../test-support/collected.ts';
import { judgedOver } from '../../test-support/judged.ts';
import { edgeAccessLogging } from '../logging/edge-access-logging.ts';
import { checks } from '../registry.ts';
import { automatedResponse } from '../services/automated-response.ts';
import { guardDutyEnabled } from '../services/guardduty-enabled.ts';
import { wafCoverage } from '../services/waf-coverage.ts';
import { trailMultiRegion } from '../trails/trail-multi-region.ts';

const accountId = '111111111111';
const regional = checks.filter((it) => it.section === 'logging' || it.scope === 'region');
const policyFor = (regionsInScope: string[] | null) => ({ ...defaultWorkspacePolicy, regionsInScope });

/** An account that is well in Stockholm and bare in Virginia, read in these regions. */
function scannedIn(regions: string[] | null, more: Partial<AccountInput> = {}) {
  const account = {
    id: accountId,
    name: 'payments-prod',
    regions: ['eu-north-1', 'us-east-1'],
    resources: {
      'eu-north-1': { detectors: [{}], trails: [{ Name: 'north', IsMultiRegionTrail: false }] },
    },
    ...more,
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

  it('calls what is found anywhere unknown as well, until every region in scope was read', async () => {
    const judged = await scannedIn(['eu-north-1']);
    for (const check of [wafCoverage, edgeAccessLogging, automatedResponse]) {
      const narrow = judged.verdict(accountId, check, policyFor(['eu-north-1']));
      expect(narrow.verdict, check.id).not.toBe('unknown');
      const wide = judged.verdict(accountId, check, policyFor(null));
      expect(wide.verdict, check.id).toBe('unknown');
      expect(JSON.stringify(wide.missing), check.id).toContain('us-east-1');
    }
  });

  it('reads a log group outside the scope, and nothing else there', async () => {
    const logGroupArn = `arn:aws:logs:us-east-1:${accountId}:log-group:trail:*`;
    const judged = await scannedIn(['eu-north-1'], {
      resources: {
        'eu-north-1': { trails: [{ Name: 'north', CloudWatchLogsLogGroupArn: logGroupArn }] },
        'us-east-1': { logGroups: [{ logGroupName: 'trail' }] },
      },
    });
    expect(judged.snapshot(accountId).regions).toEqual(['eu-north-1', 'us-east-1']);
    expect(judged.verdict(accountId, wafCoverage, policyFor(null)).verdict).toBe('unknown');
  });

  it('does not mind what was refused in a region that left the scope', async () => {
    const closed = { deny: ['*'], regions: ['us-west-2'] };
    const elb = { kind: 'deny' as const, action: 'elasticloadbalancing:*', region: 'us-east-1' };
    const rules = { kind: 'deny' as const, action: 'events:*', region: 'us-east-1' };
    const judged = await scannedIn(null, {
      regions: ['eu-north-1', 'us-east-1', 'us-west-2'],
      serviceControlPolicies: [closed],
      faults: [elb, rules],
    });
    for (const check of [wafCoverage, edgeAccessLogging, automatedResponse]) {
      expect(judged.verdict(accountId, check).verdict, check.id).toBe('unknown');
      const narrow = judged.verdict(accountId, check, policyFor(['eu-north-1']));
      expect(narrow.verdict, `${check.id}: ${narrow.reason}`).not.toBe('unknown');
    }
  });

  it('minds distributions that were refused, which are in no region', async () => {
    const judged = await scannedIn(null, { role: { deny: ['cloudfront:*'] } });
    for (const check of [wafCoverage, edgeAccessLogging]) {
      expect(judged.verdict(accountId, check, policyFor(['eu-north-1'])).verdict, check.id).toBe('unknown');
    }
  });

  it('needs no list of regions where every region in scope was read', async () => {
    const judged = await scannedIn(['eu-north-1'], {
      role: { deny: ['account:ListRegions', 'ec2:DescribeRegions'] },
    });
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
