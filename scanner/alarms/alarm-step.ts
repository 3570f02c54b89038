import type { Linked, Owner } from '../link/linked.ts';
import type { AlarmBase, AlarmFact } from '../snapshot.ts';
import { alarmEvidence } from './alarm-evidence.ts';
import { signs } from './firing.ts';
import { type Step, step } from './route.ts';

/** An alarm that changed state this long ago and is still in ALARM will not notify about the next event. */
const stuckAfterHours = 48;

/** Link 5 for an alarm that answers to the event. `isBelow` leaves out what matters only to its own actions. */
export function alarmStep(
  linked: Linked,
  alarm: AlarmBase,
  owner: Owner,
  options: {
    fact: string;
    weak: readonly string[];
    /** Completes "The alarm …": what the workspace accepts of it. */
    notes?: readonly string[];
    now: string;
    isBelow: boolean;
  },
): Step {
  const { fact, now } = options;
  const seen = [alarmEvidence('alarm', alarm, owner, `${fact}, state ${alarm.state ?? 'not read'}`)];
  const part = {
    name: alarm.name,
    arn: alarm.arn,
    owner,
    region: alarm.region,
    causeKey: alarm.arn,
    evidence: seen,
    notes: (options.notes ?? []).map((it) => `The alarm ${alarm.name} ${it}.`),
  };
  if (!alarm.isActionsEnabled && !options.isBelow) {
    const why = `The alarm ${alarm.name} has its actions switched off.`;
    return step('alarm', 'broken', { ...part, fact: 'Actions off', why });
  }
  const weak = [...options.weak];
  const muted = options.isBelow ? null : muteOf(linked, alarm, owner, now);
  if (muted) weak.push(muted);
  const since = stuckSince(alarm, now);
  if (since) weak.push(`has been in ALARM since ${since}, so a new event changes nothing`);
  const [first] = weak;
  if (!first) return step('alarm', 'works', { ...part, fact });
  return step('alarm', 'weak', { ...part, fact, why: `The alarm ${alarm.name} ${weak.join('; it ')}.` });
}

/** "Sum ≥ 1, 1 of 1 periods of 300 s". */
export function alarmInWords(alarm: AlarmFact): string {
  const sign = signs.get(alarm.comparisonOperator);
  const condition =
    sign && alarm.threshold !== null ? `${sign} ${alarm.threshold}` : 'outside an anomaly band';
  const needed = alarm.datapointsToAlarm ?? alarm.evaluationPeriods;
  const what = alarm.metric ? alarm.metric.statistic : 'Metric math';
  const period = alarm.metric ? ` of ${alarm.metric.periodSeconds} s` : '';
  return `${what} ${condition}, ${needed} of ${alarm.evaluationPeriods} periods${period}`;
}

function muteOf(linked: Linked, alarm: AlarmBase, owner: Owner, now: string): string | null {
  const rule = linked
    .muteRules(owner.accountId, alarm.region)
    .items.find(
      (it) => it.isActive && it.alarmNames.includes(alarm.name) && !(it.endsAt && it.endsAt <= now),
    );
  if (!rule) return null;
  return `is muted by ${rule.name}${rule.endsAt ? ` until ${rule.endsAt.slice(0, 16).replace('T', ' ')} UTC` : ''}`;
}

function stuckSince(alarm: AlarmBase, now: string): string | null {
  if (alarm.state !== 'ALARM' || !alarm.stateSince) return null;
  const hours = (Date.parse(now) - Date.parse(alarm.stateSince)) / 3_600_000;
  return hours >= stuckAfterHours ? alarm.stateSince.slice(0, 10) : null;
}
