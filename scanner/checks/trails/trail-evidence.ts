import type { Evidence } from '#lib/posture/verdict.ts';
import type { LinkedTrail } from '../../link/linked.ts';
import type { KmsKeyFact, LogGroupFact, Source } from '../../snapshot.ts';

export function settingsEvidence(trail: LinkedTrail, decided: string, answer: unknown): Evidence {
  return {
    ...from(trail.fact.source, trail.owner.accountId),
    decided,
    answer,
    command: `aws cloudtrail describe-trails --region ${trail.fact.homeRegion} --trail-name-list ${trail.fact.arn}`,
  };
}

/** Nothing when the status is unread: the missing part says why. */
export function statusEvidence(trail: LinkedTrail, decided: string, answer: unknown): Evidence[] {
  if (!trail.status) return [];
  return [
    {
      ...from(trail.status.source, trail.owner.accountId),
      decided,
      answer,
      command: `aws cloudtrail get-trail-status --region ${trail.fact.homeRegion} --name ${trail.fact.arn}`,
    },
  ];
}

export function selectorsEvidence(trail: LinkedTrail, decided: string): Evidence[] {
  if (!trail.selectors) return [];
  const { classic, advanced } = trail.selectors;
  return [
    {
      ...from(trail.selectors.source, trail.owner.accountId),
      decided,
      answer: advanced.length > 0 ? { advanced } : { classic },
      command: `aws cloudtrail get-event-selectors --region ${trail.fact.homeRegion} --trail-name ${trail.fact.arn}`,
    },
  ];
}

export function logGroupEvidence(group: LogGroupFact, accountId: string): Evidence {
  return {
    ...from(group.source, accountId),
    decided: `Log group ${group.name} exists.`,
    answer: { logGroupName: group.name, logGroupClass: group.logGroupClass },
    command: `aws logs describe-log-groups --region ${group.region} --log-group-name-prefix '${group.name}'`,
  };
}

export function keyEvidence(key: KmsKeyFact, accountId: string): Evidence {
  return {
    ...from(key.source, accountId),
    decided: `KeyState is ${key.state ?? 'absent'}.`,
    answer: { KeyState: key.state },
    command: `aws kms describe-key --region ${key.region} --key-id ${key.arn}`,
  };
}

/** The list that showed no trail is itself evidence. */
export function listEvidence(accountId: string, region: string, at: string): Evidence {
  return {
    api: 'cloudtrail:ListTrails',
    accountId,
    region,
    at,
    decided: 'No trail in any region.',
    answer: { Trails: [] },
    command: `aws cloudtrail list-trails --region ${region}`,
  };
}

function from(source: Source, accountId: string): Pick<Evidence, 'api' | 'accountId' | 'region' | 'at'> {
  return { api: source.api, accountId, region: source.region, at: source.at };
}
