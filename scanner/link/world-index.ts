import type {
  AccountSnapshot,
  AlarmFact,
  KmsKeyFact,
  LogGroupFact,
  SnsTopicFact,
  TrailFact,
} from '../snapshot.ts';
import type { KnownAccount, World } from '../world.ts';
import { logGroupArnOf } from './arn.ts';

/** Everything in the world that others may point at, by ARN. Built once per world. */
export interface WorldIndex {
  /** Trails as their owner reads them. */
  trails: ReadonlyMap<string, TrailFact>;
  logGroups: ReadonlyMap<string, LogGroupFact>;
  topics: ReadonlyMap<string, SnsTopicFact>;
  /** By ARN, and by `account|region|name` for every id or alias it was requested as. */
  keys: ReadonlyMap<string, KmsKeyFact>;
  /** Organization trails of onboarded owners. */
  organizationTrails: readonly TrailFact[];
  /** Metric owner's account id → alarms held by other accounts. */
  alarmsElsewhere: ReadonlyMap<string, readonly { fact: AlarmFact; accountId: string }[]>;
}

const indexes = new WeakMap<World, WorldIndex>();

export function indexOf(world: World): WorldIndex {
  const known = indexes.get(world);
  if (known) return known;
  const index = buildIndex(world);
  indexes.set(world, index);
  return index;
}

export function keyName(accountId: string, region: string, requestedAs: string): string {
  return `${accountId}|${region}|${requestedAs}`;
}

function buildIndex(world: World): WorldIndex {
  const read = [...world.accounts.values()]
    .filter(hasSnapshot)
    .sort((a, b) => (a.accountId < b.accountId ? -1 : 1));
  const trails = new Map<string, TrailFact>();
  const logGroups = new Map<string, LogGroupFact>();
  const topics = new Map<string, SnsTopicFact>();
  const keys = new Map<string, KmsKeyFact>();
  const alarmsElsewhere = new Map<string, { fact: AlarmFact; accountId: string }[]>();

  for (const { accountId, snapshot } of read) {
    for (const trail of snapshot.topics['cloudtrail.trails'] ?? []) {
      if (trail.ownerAccountId === accountId) keepBetter(trails, trail);
    }
    for (const group of snapshot.topics['logs.groups'] ?? []) logGroups.set(logGroupArnOf(group.arn), group);
    for (const topic of snapshot.topics['sns.topics'] ?? []) {
      if (accountOf(topic.arn) === accountId || !topics.has(topic.arn)) topics.set(topic.arn, topic);
    }
    for (const key of snapshot.topics['kms.keys'] ?? []) {
      if (accountOf(key.arn) === accountId || !keys.has(key.arn)) keys.set(key.arn, key);
      for (const name of key.requestedAs) keys.set(keyName(accountId, key.region, name), key);
    }
    for (const alarm of snapshot.topics['cloudwatch.alarms'] ?? []) {
      for (const meant of accountsMeant(alarm)) {
        if (meant === accountId) continue;
        const known = alarmsElsewhere.get(meant);
        if (known) known.push({ fact: alarm, accountId });
        else alarmsElsewhere.set(meant, [{ fact: alarm, accountId }]);
      }
    }
  }
  const organizationTrails = [...trails.values()].filter((trail) => trail.isOrganizationTrail);
  return { trails, logGroups, topics, keys, organizationTrails, alarmsElsewhere };
}

/** A trail listed twice (by several regions) is one trail; the reading with a status wins. */
function keepBetter(trails: Map<string, TrailFact>, trail: TrailFact): void {
  const known = trails.get(trail.arn);
  if (!known || (!known.status && trail.status)) trails.set(trail.arn, trail);
}

export function accountsMeant(alarm: AlarmFact): Set<string> {
  const metrics = [alarm.metric, ...alarm.queries.map((query) => query.metric)];
  return new Set(metrics.flatMap((metric) => (metric?.accountId ? [metric.accountId] : [])));
}

function hasSnapshot(account: KnownAccount): account is KnownAccount & { snapshot: AccountSnapshot } {
  return account.snapshot !== null;
}

function accountOf(arn: string): string {
  return arn.split(':')[4] ?? '';
}
