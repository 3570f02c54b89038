import { type Remembered, remembered } from '#lib/filter-pattern/remembered.ts';
import type { Linked, Listing, Lookup, Owner } from './link/linked.ts';
import {
  gapsAbout,
  listing,
  listMetricFilters,
  lookUpKey,
  lookUpLogGroup,
  lookUpTopic,
} from './link/lookups.ts';
import { notAsked } from './link/missing.ts';
import { recordingTrails } from './link/recording-trails.ts';
import { indexOf } from './link/world-index.ts';
import type { AccountSnapshot, Gap, OrganizationFact, TopicName } from './snapshot.ts';
import type { World } from './world.ts';

export { affectedBy, dependants } from './link/dependants.ts';
export type { Linked, LinkedTrail } from './link/linked.ts';

/** Everything worked out about an account hangs on its link: owners others ask for stay, the rest may go. */
const mostLinked = 40;
const linkedOf = new WeakMap<World, Remembered<string, Linked>>();

/**
 * One account with everything that points across accounts resolved against the newest snapshots of all
 * onboarded accounts. Pure: the same world gives the same answers.
 */
export function linkAccount(world: World, accountId: string): Linked {
  const ofWorld = linkedOf.get(world) ?? remembered<string, Linked>(mostLinked);
  linkedOf.set(world, ofWorld);
  const known = ofWorld.get(accountId);
  if (known) return known;
  const linked = link(world, accountId);
  ofWorld.set(accountId, linked);
  return linked;
}

function link(world: World, accountId: string): Linked {
  const snapshot = world.accounts.get(accountId)?.snapshot ?? unreadSnapshot(world, accountId);
  const owner = (id: string): Owner => ownerIn(world, id);
  const list = <T>(read: (owner: Owner) => Listing<T>, id: string): Listing<T> => read(owner(id));
  return {
    world,
    account: snapshot.account,
    snapshot,
    trails: recordingTrails(world, accountId, snapshot, owner),
    trailGaps: trailGapsOf(snapshot),
    organization: organizationOf(snapshot, owner(accountId)),
    owner,
    forAccount: (id) => (world.accounts.has(id) ? linkAccount(world, id) : null),
    logGroup: (arn) => lookUpLogGroup(world, owner, arn),
    metricFilters: (arn) => listMetricFilters(world, owner, arn),
    alarms: (id, region) =>
      list((it) => listing(world, it, 'cloudwatch.alarms', 'cloudwatch:DescribeAlarms', region), id),
    alarmsElsewhere: (id, region) =>
      (indexOf(world).alarmsElsewhere.get(id) ?? [])
        .filter((it) => it.fact.region === region)
        .map((it) => ({ fact: it.fact, owner: owner(it.accountId) })),
    compositeAlarms: (id, region) =>
      list(
        (it) => listing(world, it, 'cloudwatch.composite-alarms', 'cloudwatch:DescribeAlarms', region),
        id,
      ),
    muteRules: (id, region) =>
      list((it) => listing(world, it, 'cloudwatch.mute-rules', 'cloudwatch:ListAlarmMuteRules', region), id),
    logAlarms: (id, region) =>
      list((it) => listing(world, it, 'cloudwatch.log-alarms', 'cloudwatch:DescribeAlarms', region), id),
    eventRules: (id, region) =>
      list((it) => listing(world, it, 'events.rules', 'events:ListRules', region), id),
    topic: (arn) => lookUpTopic(world, owner, arn),
    key: (id, askedBy) => lookUpKey(world, owner, id, askedBy),
    gapsOn: (id, topic, region, resource) =>
      gapsAbout(world.accounts.get(id)?.snapshot ?? null, topic, region, [resource]),
    decidingGaps: (...topics) => gapsByWeight(snapshot, topics, false),
    secondaryGaps: (...topics) => gapsByWeight(snapshot, topics, true),
  };
}

function ownerIn(world: World, accountId: string): Owner {
  const known = world.accounts.get(accountId);
  return { accountId, name: known?.name ?? accountId, isOnboarded: known !== undefined };
}

function gapsByWeight(snapshot: AccountSnapshot, topics: readonly TopicName[], isSecondary: boolean): Gap[] {
  return snapshot.gaps.filter(
    (gap) => gap.isSecondary === isSecondary && topics.some((topic) => topic === gap.topic),
  );
}

/** A trail's own status or selectors being unread does not hide other trails. */
function trailGapsOf(snapshot: AccountSnapshot): Gap[] {
  const gaps = snapshot.gaps.filter(
    (gap) =>
      gap.topic === 'cloudtrail.trails' &&
      !gap.isSecondary &&
      !/:Get(TrailStatus|EventSelectors)$/.test(gap.api),
  );
  if (snapshot.topics['cloudtrail.trails'] || gaps.length > 0) return gaps;
  return [notAsked('cloudtrail.trails', 'cloudtrail:DescribeTrails', '', snapshot)];
}

function organizationOf(snapshot: AccountSnapshot, owner: Owner): Lookup<OrganizationFact> {
  const fact = snapshot.topics['organizations.organization'];
  if (fact) return { state: 'found', fact, owner };
  const topic = 'organizations.organization';
  const gap = snapshot.gaps.find((it) => it.topic === topic);
  return {
    state: 'unread',
    owner,
    gap: gap ?? notAsked(topic, 'organizations:DescribeOrganization', '', snapshot),
  };
}

/** Nothing was ever read here: every topic is unasked, so every verdict is `unknown`. */
function unreadSnapshot(world: World, accountId: string): AccountSnapshot {
  return {
    schemaVersion: 1,
    account: { accountId, partition: 'aws', name: world.accounts.get(accountId)?.name ?? accountId },
    startedAt: '',
    finishedAt: '',
    regions: [],
    topics: {},
    gaps: [],
    calls: { total: 0, throttled: 0, byService: {} },
  };
}
