import { describe, expect, it } from 'vitest';
import { tableOf } from './table.ts';

describe('the table', () => {
  it('writes out what a name could tell the terminal', () => {
    const verdict = {
      checkId: 'trail-exists',
      verdict: 'fail',
      severity: 'critical',
      scope: 'account',
      resource: null,
      region: null,
      reason: 'Filter \u001b[2J\u001b]0;pwned\u0007 and \u202egnp.exe\nline two',
    } as const;
    const text = tableOf({
      schemaVersion: 1,
      startedAt: '',
      finishedAt: '',
      accounts: [
        {
          accountId: '111111111111',
          name: 'prod\u001b[31m',
          partition: 'aws',
          regions: [],
          verdicts: [verdict],
          gaps: [{ api: 'sns:GetTopicAttributes', region: 'x', kind: 'denied', message: 'no\u001b[0m' }],
          calls: { total: 1, throttled: 0, byService: {} },
          durationMs: 1,
        },
      ],
    });
    expect(text).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
    expect(text).toContain('Filter [U+001B][2J');
    expect(text.trimEnd().split('\n')).toHaveLength(3);
  });
});
