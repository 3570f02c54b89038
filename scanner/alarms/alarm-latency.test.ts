import { describe, expect, it } from 'vitest';
import { type AlarmLatency, defaultWorkspacePolicy } from '#lib/posture/workspace-policy.ts';
import { linkAccount } from '../link.ts';
import type { AlarmFact } from '../snapshot.ts';
import { judgeAlarmControl } from './judge-alarm-control.ts';
import { alarm, me, now, snapshot, world } from './testing/literals.ts';

function judged(fact: AlarmFact, latency: AlarmLatency) {
  const policy = { ...defaultWorkspacePolicy, alarmLatency: latency };
  const linked = linkAccount(world(snapshot({ 'cloudwatch.alarms': [fact] })), me);
  return judgeAlarmControl(linked, 'security-group-changes', { now, edition: '7.0', policy });
}

const plain = alarm();
const hourly = alarm({ metric: plain.metric && { ...plain.metric, periodSeconds: 3600 } });

describe('the delay a workspace accepts of an alarm', () => {
  it.each([
    [
      'two datapoints, one accepted',
      alarm({ evaluationPeriods: 2 }),
      { datapoints: 1, minutes: null },
      'warn',
    ],
    [
      'two datapoints, two accepted',
      alarm({ evaluationPeriods: 2 }),
      { datapoints: 2, minutes: null },
      'pass',
    ],
    [
      'three datapoints, two accepted',
      alarm({ evaluationPeriods: 3 }),
      { datapoints: 2, minutes: null },
      'warn',
    ],
    ['an hour, any delay accepted', hourly, { datapoints: 1, minutes: null }, 'pass'],
    ['an hour, an hour accepted', hourly, { datapoints: 1, minutes: 60 }, 'pass'],
    ['an hour, a quarter accepted', hourly, { datapoints: 1, minutes: 15 }, 'warn'],
  ])('%s', (_name, fact, latency, verdict) => {
    expect(judged(fact, latency).verdict).toBe(verdict);
  });

  it('is said: what is accepted in a note, what is too late in the reason', () => {
    expect(judged(alarm({ evaluationPeriods: 2 }), { datapoints: 2, minutes: null }).notes).toContain(
      `The alarm ${plain.name} needs 2 breaching periods, which this workspace accepts.`,
    );
    expect(judged(hourly, { datapoints: 1, minutes: 15 }).reason).toContain(
      'may take 60 minutes, and this workspace accepts 15',
    );
  });
});
