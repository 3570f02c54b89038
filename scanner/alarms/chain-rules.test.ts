import { describe, expect, it } from 'vitest';
import { linkAccount } from '../link.ts';
import { judgeAlarmControl } from './judge-alarm-control.ts';
import { me, now, snapshot, world } from './testing/literals.ts';

describe('x', () => {
  it('passes', () => {
    const linked = linkAccount(world(snapshot()), me);
    const judgement = judgeAlarmControl(linked, 'security-group-changes', { now, edition: '7.0' });
    console.log(JSON.stringify(judgement, null, 1).slice(0, 9000));
    expect(judgement.verdict).toBe('pass');
  });
});
