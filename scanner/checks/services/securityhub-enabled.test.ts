import { describe, expect, it } from 'vitest';
import { verdictIn } from '../../test-support/region-cloud.ts';
import { securityHubEnabled } from './securityhub-enabled.ts';

const standard = {
  StandardsArn: 'arn:aws:securityhub:eu-north-1::standards/aws-foundational-security-best-practices/v/1.0.0',
};
const config = { configurationRecorders: [{}], deliveryChannels: [{}] };
const on = { securityHub: { standards: [standard] }, ...config };
const withStatus = (StandardsStatus: 'FAILED' | 'PENDING' | 'INCOMPLETE') => ({
  securityHub: { standards: [{ ...standard, StandardsStatus }] },
  ...config,
});

describe('securityhub-enabled', () => {
  it.each([
    ['is on with a standard everywhere', { eu: on, us: on }, 'pass', 'is on with a standard'],
    ['is off in one region', { eu: on, us: config }, 'fail', 'Security Hub is off in us-east-1.'],
    [
      'has no standard',
      { eu: on, us: { ...config, securityHub: {} } },
      'fail',
      'without any standard in us-east-1',
    ],
    [
      'has nothing to judge',
      { eu: on, us: { securityHub: { standards: [standard] } } },
      'warn',
      'Config does not record',
    ],
    [
      'has a standard that failed',
      { eu: on, us: withStatus('FAILED') },
      'fail',
      'without any standard that works in us-east-1',
    ],
    [
      'has a standard that is not yet on',
      { eu: on, us: withStatus('PENDING') },
      'warn',
      'aws-foundational-security-best-practices v1.0.0 is pending',
    ],
    [
      'has a standard that is partly on',
      { eu: on, us: withStatus('INCOMPLETE') },
      'warn',
      'v1.0.0 is incomplete',
    ],
    [
      'does not say whether the standard works',
      {
        eu: on,
        us: on,
        faults: [
          { kind: 'sparse' as const, action: 'securityhub:GetEnabledStandards', fields: ['StandardsStatus'] },
        ],
      },
      'unknown',
      'Whether a standard is on in eu-north-1 and us-east-1 was not read.',
    ],
    [
      'was denied',
      { eu: on, us: on, role: { deny: ['securityhub:*'] } },
      'unknown',
      'securityhub:GetEnabledStandards was denied',
    ],
  ])('judges Security Hub that %s', async (_, account, verdict, reason) => {
    const found = await verdictIn(securityHubEnabled, account);
    expect(found.verdict).toBe(verdict);
    expect(found.reason).toContain(reason);
  });
});
