import { describe, expect, it } from 'vitest';
import { verdictIn } from '../../test-support/region-cloud.ts';
import { securityHubEnabled } from './securityhub-enabled.ts';

const standard = {
  StandardsArn: 'arn:aws:securityhub:eu-north-1::standards/aws-foundational-security-best-practices/v/1.0.0',
};
const config = { configurationRecorders: [{}], deliveryChannels: [{}] };
const on = { securityHub: { standards: [standard] }, ...config };

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
