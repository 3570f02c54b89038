import { describe, expect, it } from 'vitest';
import { type AlarmControlId, alarmControls } from '#lib/alarm-controls/controls.ts';
import { linkAccount } from '../link.ts';
import type { AccountSnapshot } from '../snapshot.ts';
import { judgeAlarmControl } from './judge-alarm-control.ts';
import { alarm, me, metricFilter, now, prescribed, snapshot, world } from './testing/literals.ts';

const control: AlarmControlId = 'security-group-changes';

function accountWith(patterns: readonly string[], accountId = me): AccountSnapshot {
  const filters = patterns.map((pattern, i) => metricFilter({ name: `f${i}`, metric: `M${i}`, pattern }));
  const alarms = patterns.map((_, i) => alarm({ name: `a${i}`, metricName: `M${i}` }));
  return snapshot({ 'logs.metric-filters': filters, 'cloudwatch.alarms': alarms }, [], accountId);
}

function judge(patterns: readonly string[], of = control) {
  return judgeAlarmControl(linkAccount(world(accountWith(patterns)), me), of, { now, edition: '7.0' });
}

/** Filters whose literals are together too many to try; each matches every ordinary event by itself. */
const hostile = Array.from({ length: 82 }, (_, n) => {
  const parts = Array.from({ length: 35 }, (_, i) => `$.userAgent != *a${n}b${i}*`);
  return `{ ${parts.join(' && ')} }`;
});

const guard =
  '(($.userIdentity.type != "AssumedRole") || ($.userIdentity.sessionContext.sessionIssuer.userName != "deployer"))';

describe('the work spent on the filters of an account', () => {
  it('ends in unknown, with the reason, where the filters left out could matter', () => {
    const { verdict, reason, missing, alarm: detail } = judge(hostile);
    expect(verdict).toBe('unknown');
    expect(reason).toContain('too complex to decide: Watchpost stops after a fixed amount of work');
    expect(missing).toHaveLength(1);
    expect(detail?.firstBrokenLink).toBeNull();
  });

  it('does not hide a filter that covers an event by itself', () => {
    expect(judge([...hostile, prescribed(control)]).verdict).not.toBe('fail');
  });

  it('is enough for 82 ordinary filters', () => {
    const names = alarmControls.flatMap((it) => it.eventNames.map(({ eventName }) => eventName)).slice(-82);
    const patterns = names.map((name) => `{ ($.eventName = "${name}") && ${guard} }`);
    for (const of of ['vpc-changes', 'route-table-changes', 'monitoring-changes'] as const) {
      expect(judge(patterns, of).verdict).toBe('pass');
    }
  });

  it('gives the same bytes whoever asks first', () => {
    const context = { now, edition: '7.0' } as const;
    const controls = ['security-group-changes', 'root-usage'] as const;
    const ask = (order: readonly AlarmControlId[]) => {
      const linked = linkAccount(world(accountWith(hostile)), me);
      return new Map(order.map((it) => [it, judgeAlarmControl(linked, it, context)]));
    };
    const forth = ask(controls);
    const back = ask([...controls].reverse());
    for (const it of controls) expect(JSON.stringify(back.get(it))).toBe(JSON.stringify(forth.get(it)));
  });
});
