import { describe, expect, it } from 'vitest';
import { verdictIn } from '../../test-support/region-cloud.ts';
import { trustedAdvisor } from './trusted-advisor.ts';

const check = (status: string, more: object = {}) => ({
  global: {
    trustedAdvisor: [
      {
        id: 'DqdJqYeRm5',
        name: 'IAM Access Key Rotation',
        category: 'security',
        result: { status, resourcesSummary: { resourcesFlagged: 3 } },
        ...more,
      },
    ],
  },
});

describe('trusted-advisor', () => {
  it.each([
    ['is green', check('ok'), 'pass', 'red or yellow'],
    [
      'is yellow',
      check('warning'),
      'warn',
      'Trusted Advisor is yellow on IAM Access Key Rotation (3 resources).',
    ],
    ['is red', check('error'), 'fail', 'Trusted Advisor is red on IAM Access Key Rotation (3 resources).'],
    ['is red on costs', check('error', { category: 'cost_optimizing' }), 'pass', ''],
    ['has no result', check('not_available'), 'unknown', 'has no result for any security check'],
    [
      'has no status in the answer',
      {
        ...check('error'),
        faults: [
          { kind: 'sparse', action: 'support:DescribeTrustedAdvisorCheckSummaries', fields: ['status'] },
        ],
      },
      'unknown',
      'The answer has no status',
    ],
    [
      'has no category in the answer',
      {
        ...check('error'),
        faults: [{ kind: 'sparse', action: 'support:DescribeTrustedAdvisorChecks', fields: ['category'] }],
      },
      'unknown',
      'category',
    ],
    ['is not in the plan', { supportPlan: 'basic' as const }, 'not_applicable', 'support plan'],
    [
      'was denied',
      { ...check('error'), role: { deny: ['support:*'] } },
      'unknown',
      'support:DescribeTrustedAdvisorChecks was denied',
    ],
    [
      'was half denied',
      { ...check('error'), role: { deny: ['support:DescribeTrustedAdvisorCheckSummaries'] } },
      'unknown',
      'CheckSummaries was denied',
    ],
  ])('judges advice that %s', async (_, account, verdict, reason) => {
    const found = await verdictIn(trustedAdvisor, account as never);
    expect(found.verdict).toBe(verdict);
    expect(found.reason).toContain(reason);
  });
});
