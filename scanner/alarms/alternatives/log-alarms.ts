import type { RequiredEvent } from '#lib/alarm-controls/required-event.ts';
import type { AlarmLatency } from '#lib/posture/workspace-policy.ts';
import { logGroupArnOf, parseArn } from '../../link/arn.ts';
import type { Linked, Owner } from '../../link/linked.ts';
import type { LogAlarmFact, LogGroupFact } from '../../snapshot.ts';
import { notifyRoutes } from '../notify.ts';
import { bestRoute, routeState } from '../route.ts';
import type { Alternative } from './event-rules.ts';
import { insightsFilter } from './insights-filter.ts';

/** A log alarm over the trail's log group whose query finds every witness of the event, and that tells someone. */
export function reportedByLogAlarm(
  linked: Linked,
  group: LogGroupFact,
  event: RequiredEvent,
  latency: AlarmLatency,
): Alternative | null {
  const accountId = parseArn(group.arn)?.accountId ?? '';
  const { owner, items } = linked.logAlarms(accountId, group.region);
  let weak: Alternative | null = null;
  for (const alarm of items) {
    if (!finds(alarm, group, event)) continue;
    const state = stateOf(linked, alarm, owner, latency);
    const found = state && { name: `log alarm ${alarm.name}`, state };
    if (found?.state === 'works') return found;
    weak ??= found;
  }
  return weak;
}

function finds(alarm: LogAlarmFact, group: LogGroupFact, event: RequiredEvent): boolean {
  const query = recordOf(alarm.configuration.ScheduledQueryConfiguration);
  const groups = query.LogGroupIdentifiers;
  const isHere =
    Array.isArray(groups) &&
    groups.some((it) => typeof it === 'string' && (it === group.name || logGroupArnOf(it) === group.arn));
  if (!isHere || typeof query.QueryString !== 'string') return false;
  const filter = insightsFilter(query.QueryString);
  return filter !== null && event.witnesses.length > 0 && event.witnesses.every((it) => filter(it));
}

function stateOf(
  linked: Linked,
  alarm: LogAlarmFact,
  owner: Owner,
  latency: AlarmLatency,
): 'works' | 'weak' | null {
  const {
    Threshold: threshold,
    ComparisonOperator: operator,
    QueryResultsToAlarm: needed,
  } = alarm.configuration;
  const fires =
    typeof threshold === 'number' &&
    ((operator === 'GreaterThanThreshold' && threshold < 1) ||
      (operator === 'GreaterThanOrEqualToThreshold' && threshold <= 1));
  const query = recordOf(alarm.configuration.ScheduledQueryConfiguration);
  const { AggregationExpression: aggregation } = query;
  const counts = typeof aggregation === 'string' && /count/i.test(aggregation);
  if (!alarm.isActionsEnabled || !fires || !counts) return null;
  const best = bestRoute(notifyRoutes(linked, alarm, owner));
  const state = best ? routeState(best) : 'broken';
  if (state !== 'works' && state !== 'weak') return null;
  return typeof needed === 'number' && needed > latency.datapoints ? 'weak' : state;
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
