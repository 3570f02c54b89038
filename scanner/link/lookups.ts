import type {
  AccountSnapshot,
  Gap,
  KmsKeyFact,
  LogGroupFact,
  MetricFilterFact,
  SnsTopicFact,
  TopicName,
} from '../snapshot.ts';
import type { World } from '../world.ts';
import { logGroupArnOf, parseArn } from './arn.ts';
import type { Listing, Lookup, Owner } from './linked.ts';
import { notAsked } from './missing.ts';
import { indexOf, keyName } from './world-index.ts';

type OwnerOf = (accountId: string) => Owner;

export function lookUpLogGroup(world: World, ownerOf: OwnerOf, text: string): Lookup<LogGroupFact> {
  const arn = logGroupArnOf(text);
  const owner = ownerOf(parseArn(arn)?.accountId ?? '');
  const fact = indexOf(world).logGroups.get(arn);
  if (fact) return { state: 'found', fact, owner };
  if (!owner.isOnboarded) return { state: 'owner-not-onboarded', accountId: owner.accountId };
  const snapshot = snapshotOf(world, owner);
  const region = parseArn(arn)?.region ?? '';
  const gap = gapAbout(snapshot, 'logs.groups', region, [arn, nameOfLogGroup(arn)]);
  if (gap) return { state: 'unread', owner, gap };
  // The collector asks for log groups that a trail of its own or another account names: only those can be gone.
  const named = [
    ...(snapshot?.topics['cloudtrail.trails'] ?? []).map((trail) => trail.logGroupArn ?? ''),
    ...(snapshot?.wanted ?? []),
  ];
  const wasAsked =
    snapshot?.topics['logs.groups'] !== undefined && named.some((it) => logGroupArnOf(it) === arn);
  if (wasAsked) return { state: 'gone', owner };
  return {
    state: 'unread',
    owner,
    gap: notAsked('logs.groups', 'logs:DescribeLogGroups', region, snapshot, nameOfLogGroup(arn)),
  };
}

export function listMetricFilters(world: World, ownerOf: OwnerOf, text: string): Listing<MetricFilterFact> {
  const arn = logGroupArnOf(text);
  const region = parseArn(arn)?.region ?? '';
  const owner = ownerOf(parseArn(arn)?.accountId ?? '');
  return listing(world, owner, 'logs.metric-filters', 'logs:DescribeMetricFilters', region, {
    resources: [arn, nameOfLogGroup(arn)],
    isWanted: (filter) => logGroupArnOf(filter.logGroupArn) === arn,
  });
}

/** A list topic of one account and region, with the gaps that leave it open. */
export function listing<T extends ListTopic>(
  world: World,
  owner: Owner,
  topic: T,
  api: string,
  region: string,
  narrow: { resources: readonly string[]; isWanted: (fact: ListFact<T>) => boolean } | null = null,
): Listing<ListFact<T>> {
  const snapshot = snapshotOf(world, owner);
  const facts = factsOf(snapshot, topic);
  if (!owner.isOnboarded || !snapshot || !facts) {
    const gaps = gapsAbout(snapshot, topic, region, narrow?.resources ?? null);
    return { owner, items: [], gaps: gaps.length > 0 ? gaps : [notAsked(topic, api, region, snapshot)] };
  }
  const items = facts.filter((fact) => fact.region === region && (!narrow || narrow.isWanted(fact)));
  const gaps = gapsAbout(snapshot, topic, region, narrow?.resources ?? null);
  if (items.length === 0 && gaps.length === 0 && !snapshot.regions.includes(region)) {
    return { owner, items, gaps: [notAsked(topic, api, region, snapshot)] };
  }
  return { owner, items, gaps };
}

type ListTopic =
  | 'logs.metric-filters'
  | 'cloudwatch.alarms'
  | 'cloudwatch.composite-alarms'
  | 'cloudwatch.mute-rules'
  | 'cloudwatch.log-alarms'
  | 'events.rules';
type ListFact<T extends ListTopic> = NonNullable<AccountSnapshot['topics'][T]>[number];

function factsOf<T extends ListTopic>(
  snapshot: AccountSnapshot | null,
  topic: T,
): readonly ListFact<T>[] | undefined {
  const facts: readonly ListFact<T>[] | undefined = snapshot?.topics[topic];
  return facts;
}

export function lookUpTopic(world: World, ownerOf: OwnerOf, arn: string): Lookup<SnsTopicFact> {
  const parsed = parseArn(arn);
  const owner = ownerOf(parsed?.accountId ?? '');
  const fact = indexOf(world).topics.get(arn);
  if (fact) return fact.exists ? { state: 'found', fact, owner } : { state: 'gone', owner };
  if (!owner.isOnboarded) return { state: 'owner-not-onboarded', accountId: owner.accountId };
  const snapshot = snapshotOf(world, owner);
  const region = parsed?.region ?? '';
  const gap =
    gapAbout(snapshot, 'sns.topics', region, [arn]) ??
    notAsked('sns.topics', 'sns:GetTopicAttributes', region, snapshot, arn);
  return { state: 'unread', owner, gap };
}

export function lookUpKey(
  world: World,
  ownerOf: OwnerOf,
  id: string,
  askedBy: { accountId: string; region: string },
): Lookup<KmsKeyFact> {
  const parsed = parseArn(id);
  const accountId = parsed?.accountId ?? askedBy.accountId;
  const region = parsed?.region ?? askedBy.region;
  const owner = ownerOf(accountId);
  const index = indexOf(world);
  const names = parsed ? [id, parsed.resource, parsed.resource.replace(/^key\//, '')] : [id];
  const fact =
    (parsed ? index.keys.get(id) : undefined) ??
    names.flatMap((name) => index.keys.get(keyName(accountId, region, name)) ?? [])[0] ??
    index.keys.get(keyName(askedBy.accountId, region, id)) ??
    index.keys.get(`arn:${partitionOf(world, accountId)}:kms:${region}:${accountId}:key/${id}`);
  if (fact) return fact.exists ? { state: 'found', fact, owner } : { state: 'gone', owner };
  if (!owner.isOnboarded) return { state: 'owner-not-onboarded', accountId };
  const snapshot = snapshotOf(world, owner);
  const asker = world.accounts.get(askedBy.accountId)?.snapshot ?? null;
  const gap =
    gapAbout(snapshot, 'kms.keys', region, names) ??
    gapAbout(asker, 'kms.keys', region, names) ??
    notAsked('kms.keys', 'kms:DescribeKey', region, snapshot, id);
  return { state: 'unread', owner, gap };
}

/** Gaps of a topic in a region: about everything there, or about one of these resources. */
export function gapsAbout(
  snapshot: AccountSnapshot | null,
  topic: TopicName,
  region: string,
  resources: readonly string[] | null,
): Gap[] {
  return (snapshot?.gaps ?? []).filter(
    (gap) =>
      gap.topic === topic &&
      (gap.region === region || !/^[a-z]+(-[a-z]+)+-\d+$/.test(gap.region)) &&
      (gap.resource === null || resources === null || isOneOf(gap.resource, resources)),
  );
}

/** A part of a resource (one filter of a log group) is named by its ARN and more. */
function isOneOf(resource: string, resources: readonly string[]): boolean {
  return resources.some((it) => resource === it || resource.startsWith(`${it}:`));
}

function gapAbout(
  snapshot: AccountSnapshot | null,
  topic: TopicName,
  region: string,
  resources: readonly string[],
): Gap | undefined {
  return gapsAbout(snapshot, topic, region, resources)[0];
}

function nameOfLogGroup(arn: string): string {
  return parseArn(arn)?.resource.replace(/^log-group:/, '') ?? arn;
}

function snapshotOf(world: World, owner: Owner): AccountSnapshot | null {
  return world.accounts.get(owner.accountId)?.snapshot ?? null;
}

function partitionOf(world: World, accountId: string): string {
  return world.accounts.get(accountId)?.snapshot?.account.partition ?? 'aws';
}
