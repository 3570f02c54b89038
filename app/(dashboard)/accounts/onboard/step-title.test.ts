import { describe, expect, it } from 'vitest';
import { stepTitle } from './step-title.ts';

describe('stepTitle', () => {
  it('claims only what happened', () => {
    const step = { id: 'assume', title: 'Assumed with the external ID' } as const;
    expect(stepTitle({ ...step, state: 'passed' })).toBe('Assumed with the external ID');
    expect(stepTitle({ ...step, state: 'refused' })).toBe('Not assumed with the external ID');
    for (const state of ['waiting', 'running', 'inconclusive'] as const) {
      expect(stepTitle({ ...step, state })).toBe('Assume the role with the external ID');
    }
  });

  it('says of an open role that it did not refuse', () => {
    const step = {
      id: 'refuse-without-id',
      state: 'refused',
      title: 'Refused without an external ID',
    } as const;
    expect(stepTitle(step)).toBe('Not refused without an external ID');
  });
});
