import type { ChainLink } from '#lib/posture/alarm-detail.ts';
import type { Evidence } from '#lib/posture/verdict.ts';
import type { Owner } from '../link/linked.ts';
import type { AlarmBase } from '../snapshot.ts';
import { evidence } from './evidence.ts';

export function alarmEvidence(link: ChainLink, alarm: AlarmBase, owner: Owner, decided: string): Evidence {
  return evidence(
    link,
    alarm.source,
    owner.accountId,
    `${alarm.name}: ${decided}`,
    {
      command: 'cloudwatch describe-alarms',
      args: ['--alarm-types', 'MetricAlarm', 'CompositeAlarm', '--alarm-names', alarm.name],
    },
    { AlarmName: alarm.name, ActionsEnabled: alarm.isActionsEnabled, AlarmActions: alarm.alarmActions },
  );
}
