import { expect, it } from 'vitest';
import type { AlarmControlId } from '#lib/alarm-controls/controls.ts';
import type { ChainLink } from '#lib/posture/alarm-detail.ts';
import type { VerdictStatus } from '#lib/posture/verdict.ts';
import type { Judgement } from '../../check.ts';
import { linkAccount } from '../../link.ts';
import type { Gap, Topics } from '../../snapshot.ts';
import { judgeAlarmControl } from '../judge-alarm-control.ts';
import { me, metricFilter, now, prescribed, snapshot, world } from './literals.ts';

/** A topic that is undefined was never asked. */
export type Unasked = { [T in keyof Topics]?: Topics[T] | undefined };

/** One account, whole except for these facts, judged on its own. */
export function judge(
  topics: Unasked = {},
  gaps: Gap[] = [],
  control: AlarmControlId = 'security-group-changes',
): Judgement {
  return judgeAlarmControl(linkAccount(world(snapshot(topics, gaps)), me), control, { now, edition: '7.0' });
}

/** A filter for a control, under its prescribed text. */
export function metFor(control: AlarmControlId): Partial<Topics> {
  return { 'logs.metric-filters': [metricFilter({ pattern: prescribed(control) })] };
}

/** What is said of the case, the facts that differ, the verdict and its first broken link. */
export type Row = [string, Partial<Topics>, VerdictStatus, ChainLink | null, AlarmControlId?];

export function checkRows(rows: Row[]): void {
  it.each(rows)('%s', (_name, topics, verdict, link, control) => {
    const judgement = judge({ ...(control ? metFor(control) : {}), ...topics }, [], control);
    const found = [judgement.verdict, judgement.alarm?.firstBrokenLink, judgement.reason];
    expect(found).toEqual([verdict, link, judgement.reason]);
    expect(judgement.reason).not.toBe('');
  });
}
