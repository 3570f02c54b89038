import { describe, expect, it } from 'vitest';
import { confirmationCalls, disagreements, maxEventsPerCall } from './confirm.ts';
import { alarmControlIds } from './control-ids.ts';

describe('confirming with AWS', () => {
  it('it asks about every witness once, fifty lines a call', () => {
    for (const control of alarmControlIds) {
      const calls = confirmationCalls(control);
      const lines = calls.flat();
      expect(lines.length).toBeGreaterThan(0);
      expect(new Set(lines).size).toBe(lines.length);
      expect(Math.max(...calls.map((call) => call.length))).toBeLessThanOrEqual(maxEventsPerCall);
    }
  });

  it('it shows where AWS answers differently', () => {
    const lines = ['{"eventName":"CreateVpc"}', '{"eventName":"DeleteVpc"}'];
    const pattern = '{ $.eventName = CreateVpc }';
    expect(disagreements(pattern, lines, lines.slice(0, 1))).toEqual([]);
    expect(disagreements(pattern, lines, lines)).toEqual([{ message: lines[1], ours: false, aws: true }]);
    expect(disagreements('{', lines, [])).toEqual([]);
  });
});
