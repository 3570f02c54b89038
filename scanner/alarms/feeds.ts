import { shortName } from '../link/arn.ts';
import type { Linked, LinkedTrail } from '../link/linked.ts';
import { missingOf, notOnboarded } from '../link/missing.ts';
import { stoppedTrailCause } from '../link/shared-causes.ts';
import type { LogGroupFact } from '../snapshot.ts';
import { evidence } from './evidence.ts';
import { type Step, step } from './route.ts';

/** A trail that records the account, and the log group it delivers to. */
export interface Feed {
  trail: LinkedTrail;
  /** Link 1 as far as it is the same for every event: logging, and its selectors are known. */
  trailStep: Step;
  /** Link 2; null when link 1 already stops everything. */
  groupStep: Step | null;
  /** Set when events get through both. */
  group: LogGroupFact | null;
  /** The log group's ARN as the trail names it. */
  groupArn: string | null;
  /** The trail and its log group are another account's. */
  isForeign: boolean;
}

export function feedsOf(linked: Linked): Feed[] {
  return linked.trails.map((trail) => feedOf(linked, trail));
}

function feedOf(linked: Linked, trail: LinkedTrail): Feed {
  const groupArn = trail.fact.logGroupArn === '' ? null : trail.fact.logGroupArn;
  const groupAccount = groupArn?.split(':')[4] ?? trail.owner.accountId;
  const isForeign = !trail.isOwn && groupAccount !== linked.account.accountId;
  const trailStep = judgeTrail(trail);
  if (trailStep.state === 'broken' || trailStep.state === 'unknown') {
    return { trail, trailStep, groupStep: null, group: null, groupArn, isForeign };
  }
  const { groupStep, group } = judgeGroup(linked, trail, groupArn);
  return { trail, trailStep, groupStep, group, groupArn, isForeign };
}

function judgeTrail(trail: LinkedTrail): Step {
  const { fact, owner } = trail;
  const part = { name: fact.name, arn: fact.arn, owner, region: fact.homeRegion, causeKey: fact.arn };
  if (!trail.status) {
    return step('trail', 'unknown', {
      ...part,
      fact: 'Status not read',
      why: `Whether the trail ${fact.name} is logging could not be read.`,
      missing: trail.statusGap ? missingOf(trail.statusGap, owner) : notOnboarded(owner.accountId, fact.name),
    });
  }
  const status = evidence(
    'trail',
    trail.status.source,
    owner.accountId,
    `${fact.name}: IsLogging ${trail.status.isLogging}`,
    { command: 'cloudtrail get-trail-status', args: ['--name', fact.arn] },
    { IsLogging: trail.status.isLogging },
  );
  if (!trail.status.isLogging) {
    return step('trail', 'broken', {
      ...part,
      fact: 'Not logging',
      why: stoppedTrailCause(fact).text,
      evidence: [status],
    });
  }
  if (!trail.selectors) {
    return step('trail', 'unknown', {
      ...part,
      fact: 'Event selectors not read',
      why: `What the trail ${fact.name} records could not be read.`,
      missing: trail.selectorsGap
        ? missingOf(trail.selectorsGap, owner)
        : notOnboarded(owner.accountId, fact.name),
      evidence: [status],
    });
  }
  const selectors = evidence(
    'trail',
    trail.selectors.source,
    owner.accountId,
    selectorsInWords(trail),
    { command: 'cloudtrail get-event-selectors', args: ['--trail-name', fact.arn] },
    trail.selectors.classic.length > 0 ? trail.selectors.classic : trail.selectors.advanced,
  );
  return step('trail', 'works', {
    ...part,
    fact: fact.isMultiRegion ? 'Logging, all regions' : `Logging, ${fact.homeRegion} only`,
    evidence: [status, selectors],
  });
}

function selectorsInWords(trail: LinkedTrail): string {
  const { classic = [], advanced = [] } = trail.selectors ?? {};
  const reach = trail.fact.isMultiRegion ? 'all regions' : `${trail.fact.homeRegion} only`;
  if (advanced.length > 0) return `${advanced.length} advanced event selectors, ${reach}`;
  if (classic.length === 0) return `default selectors, ${reach}`;
  const kinds = classic.map((it) =>
    it.includesManagementEvents ? it.readWriteType : 'no management events',
  );
  const excluded = [...new Set(classic.flatMap((it) => it.excludedSources))];
  return `ReadWriteType ${kinds.join(', ')}, ${reach}, ${excluded.length > 0 ? `without ${excluded.join(', ')}` : 'nothing excluded'}`;
}

function judgeGroup(
  linked: Linked,
  trail: LinkedTrail,
  groupArn: string | null,
): { groupStep: Step; group: LogGroupFact | null } {
  const { fact, status } = trail;
  const broken = (
    text: string,
    why: string,
    extra: Partial<Step> = {},
  ): { groupStep: Step; group: null } => ({
    groupStep: step('log-group', 'broken', {
      region: fact.homeRegion,
      causeKey: fact.arn,
      ...extra,
      fact: text,
      why,
    }),
    group: null,
  });
  if (groupArn === null) {
    if (trail.isReadAtOwner) {
      return broken('None', `The trail ${fact.name} does not deliver to CloudWatch Logs.`, {
        owner: trail.owner,
      });
    }
    const missing = notOnboarded(trail.owner.accountId, `where the trail ${fact.name} delivers`);
    return {
      groupStep: step('log-group', 'unknown', {
        owner: trail.owner,
        fact: 'Not seen from here',
        why: `Where the trail ${fact.name} delivers is only known in account ${trail.owner.accountId}.`,
        missing,
      }),
      group: null,
    };
  }
  const lookup = linked.logGroup(groupArn);
  const name = shortName(groupArn);
  const region = groupArn.split(':')[3] ?? fact.homeRegion;
  const part = { name, arn: groupArn, region };
  if (lookup.state === 'owner-not-onboarded') {
    return {
      groupStep: step('log-group', 'unknown', {
        ...part,
        owner: linked.owner(lookup.accountId),
        fact: 'In an account that is not scanned',
        why: `The log group ${name} belongs to account ${lookup.accountId}, which is not scanned.`,
        missing: notOnboarded(lookup.accountId, `the log group ${name} and what watches it`),
      }),
      group: null,
    };
  }
  if (lookup.state === 'unread') {
    return {
      groupStep: step('log-group', 'unknown', {
        ...part,
        owner: lookup.owner,
        fact: 'Not read',
        why: `The log group ${name} could not be read.`,
        missing: missingOf(lookup.gap, lookup.owner),
      }),
      group: null,
    };
  }
  if (lookup.state === 'gone') {
    return broken(
      'Does not exist',
      `The log group ${name} that the trail ${fact.name} delivers to does not exist.`,
      {
        ...part,
        owner: lookup.owner,
      },
    );
  }
  const group = lookup.fact;
  const seen = evidence(
    'log-group',
    group.source,
    lookup.owner.accountId,
    `${group.name}: class ${group.logGroupClass}`,
    { command: 'logs describe-log-groups', args: ['--log-group-name-prefix', group.name] },
    { logGroupName: group.name, logGroupClass: group.logGroupClass },
  );
  const own = { ...part, owner: lookup.owner, evidence: [seen], causeKey: group.arn };
  if (group.logGroupClass !== 'STANDARD') {
    return broken(
      `Class ${group.logGroupClass}`,
      `The log group ${name} is of class ${group.logGroupClass}, which has no metric filters.`,
      own,
    );
  }
  const error = status?.latestCloudWatchLogsDeliveryError;
  if (error) {
    return broken('Delivery fails', `CloudTrail cannot deliver to the log group ${name}: ${error}.`, {
      ...own,
      causeKey: fact.arn,
    });
  }
  const last = status?.latestCloudWatchLogsDeliveryAt;
  return {
    groupStep: step('log-group', 'works', {
      ...own,
      fact: last ? `Last delivery ${last.slice(0, 10)} ${last.slice(11, 16)} UTC` : 'Exists, class STANDARD',
    }),
    group,
  };
}
