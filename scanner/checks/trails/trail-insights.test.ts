import { beforeAll, describe, expect, it } from 'vitest';
import { type Judged, scanned } from '../../test-support/judged.ts';
import { trailInsightsOn } from './trail-insights.ts';

const on = '111111111111';
const off = '222222222222';
const bare = '333333333333';
const denied = '444444444444';
const insightful = { Name: 'main', insightSelectors: [{ InsightType: 'ApiCallRateInsight' as const }] };

const regions = ['eu-west-1', 'us-east-1'];

let judged: Judged;

beforeAll(async () => {
  const trails = [insightful];
  judged = await scanned(
    {
      accounts: [
        {
          id: on,
          name: on,
          regions,
          resources: { 'eu-west-1': { trails: [{ Name: 'plain' }, insightful] } },
        },
        { id: off, name: off, regions, resources: { 'eu-west-1': { trails: [{ Name: 'plain' }] } } },
        { id: bare, name: bare, regions },
        {
          id: denied,
          name: denied,
          regions,
          role: { deny: ['cloudtrail:GetInsightSelectors'] },
          resources: { 'eu-west-1': { trails } },
        },
      ],
    },
    [on, off, bare, denied],
  );
});

describe('trail-insights', () => {
  it('is informational: on passes, off warns, nothing fails', () => {
    expect(judged.verdict(on, trailInsightsOn)).toMatchObject({ verdict: 'pass', severity: 'informational' });
    expect(judged.verdict(off, trailInsightsOn).verdict).toBe('warn');
    expect(judged.verdict(bare, trailInsightsOn).verdict).toBe('not_applicable');
  });

  it('does not know when it was not answered', () => {
    expect(judged.verdict(denied, trailInsightsOn)).toMatchObject({
      verdict: 'unknown',
      missing: [{ action: 'cloudtrail:GetInsightSelectors' }],
    });
  });
});
