import type { AccountSnapshot } from '../snapshot.ts';
import type { World } from '../world.ts';
import { parseArn } from './arn.ts';
import { bucketOwner } from './buckets.ts';
import { recordingTrails } from './recording-trails.ts';
import { accountsMeant } from './world-index.ts';

/**
 * Onboarded accounts whose verdicts rest on this account's evidence, directly or through others: to be
 * judged again when it is rescanned. Sorted, without the account itself.
 */
export function dependants(world: World, accountId: string): string[] {
  return affectedBy(world, [accountId]).slice(1);
}

/** These accounts, then the others whose verdicts rest on any of them, sorted. */
export function affectedBy(world: World, accountIds: readonly string[]): string[] {
  const users = usersOf.get(world) ?? usersByAccount(world);
  usersOf.set(world, users);
  const given = [...new Set(accountIds)];
  const reached = new Set(given);
  // A set hands out what is added while it is walked.
  for (const next of reached) {
    for (const user of users.get(next) ?? []) if (world.accounts.has(user)) reached.add(user);
  }
  return [...given, ...[...reached].slice(given.length).sort()];
}

const usersOf = new WeakMap<World, Map<string, Set<string>>>();

function usersByAccount(world: World): Map<string, Set<string>> {
  const users = new Map<string, Set<string>>();
  const note = (used: string, user: string): void => {
    if (used === user || used === '') return;
    users.set(used, (users.get(used) ?? new Set()).add(user));
  };
  for (const { accountId, snapshot } of world.accounts.values()) {
    if (!snapshot) continue;
    for (const used of accountsUsed(world, accountId, snapshot)) note(used, accountId);
    for (const trail of snapshot.topics['cloudtrail.trails'] ?? []) {
      if (trail.bucketName) note(bucketOwner(world, trail.bucketName) ?? '', accountId);
    }
    // An alarm over another account's metric is that account's evidence, not this one's.
    for (const alarm of snapshot.topics['cloudwatch.alarms'] ?? []) {
      for (const metricOwner of accountsMeant(alarm)) note(accountId, metricOwner);
    }
  }
  return users;
}

function accountsUsed(world: World, accountId: string, snapshot: AccountSnapshot): string[] {
  const owner = (id: string) => ({ accountId: id, name: id, isOnboarded: world.accounts.has(id) });
  const trails = recordingTrails(world, accountId, snapshot, owner);
  const { topics } = snapshot;
  const alarms = [...(topics['cloudwatch.alarms'] ?? []), ...(topics['cloudwatch.composite-alarms'] ?? [])];
  const named = [
    ...trails.flatMap((trail) => [trail.fact.arn, trail.fact.logGroupArn, trail.fact.kmsKeyId]),
    ...alarms.flatMap((alarm) => alarm.alarmActions),
    ...(topics['cloudwatch.log-alarms'] ?? []).flatMap((alarm) => alarm.alarmActions),
    ...(topics['sns.topics'] ?? []).map((topic) => topic.attributes?.kmsKeyId ?? null),
    ...(topics['events.rules'] ?? []).flatMap((rule) => (rule.targets ?? []).map((target) => target.arn)),
  ];
  return named.flatMap((arn) => (arn ? [parseArn(arn)?.accountId ?? ''] : []));
}
