import type {
  AccountIdentity,
  AccountSnapshot,
  AlarmFact,
  CompositeAlarmFact,
  EventRuleFact,
  Gap,
  KmsKeyFact,
  LogAlarmFact,
  LogGroupFact,
  MetricFilterFact,
  MuteRuleFact,
  OrganizationFact,
  SnsTopicFact,
  TopicName,
  TrailFact,
  TrailSelectorsFact,
  TrailStatusFact,
} from '../snapshot.ts';
import type { World } from '../world.ts';

/** The account that holds a resource. */
export interface Owner {
  accountId: string;
  /** The account id where the account is not onboarded. */
  name: string;
  isOnboarded: boolean;
}

/** What is known of one resource, wherever it lives. */
export type Lookup<T> =
  | { state: 'found'; fact: T; owner: Owner }
  /** The owner's evidence says it does not exist. */
  | { state: 'gone'; owner: Owner }
  /** Not read; the gap says why, or that it was never asked for. */
  | { state: 'unread'; owner: Owner; gap: Gap }
  | { state: 'owner-not-onboarded'; accountId: string };

/** A list read in one account and region. `gaps` leave open whether there are more; empty means complete. */
export interface Listing<T> {
  owner: Owner;
  items: readonly T[];
  gaps: readonly Gap[];
}

/** A trail that records this account: its own, or its organization's. */
export interface LinkedTrail {
  /** The owner's reading where the owner is onboarded, else this account's shadow copy. */
  fact: TrailFact;
  owner: Owner;
  /** The trail belongs to the judged account. */
  isOwn: boolean;
  /** `fact` is the owner's reading; a shadow copy may leave parts out. */
  isReadAtOwner: boolean;
  status: TrailStatusFact | null;
  /** Why `status` is null. */
  statusGap: Gap | null;
  selectors: TrailSelectorsFact | null;
  selectorsGap: Gap | null;
}

/** One account's facts with everything that points across accounts resolved. Pure and lazy; safe to share. */
export interface Linked {
  world: World;
  account: AccountIdentity;
  /** Empty, with one gap, for an account that was never read. */
  snapshot: AccountSnapshot;

  /** Every trail known to record this account, own ones first, each ARN once. */
  trails: readonly LinkedTrail[];
  /** Deciding gaps that leave open whether more trails record this account. */
  trailGaps: readonly Gap[];
  organization: Lookup<OrganizationFact>;

  owner(accountId: string): Owner;
  /** Another onboarded account, linked in the same world; null when it is not onboarded. */
  forAccount(accountId: string): Linked | null;

  logGroup(arn: string): Lookup<LogGroupFact>;
  /** `gaps` names an account that is not onboarded as well: then `owner.isOnboarded` is false. */
  metricFilters(logGroupArn: string): Listing<MetricFilterFact>;
  alarms(accountId: string, region: string): Listing<AlarmFact>;
  /** Alarms of other onboarded accounts, in this region, over metrics of this account. */
  alarmsElsewhere(accountId: string, region: string): readonly { fact: AlarmFact; owner: Owner }[];
  compositeAlarms(accountId: string, region: string): Listing<CompositeAlarmFact>;
  muteRules(accountId: string, region: string): Listing<MuteRuleFact>;
  logAlarms(accountId: string, region: string): Listing<LogAlarmFact>;
  eventRules(accountId: string, region: string): Listing<EventRuleFact>;
  topic(arn: string): Lookup<SnsTopicFact>;
  /** @param id key id, key ARN, alias or alias ARN as `askedBy` names it. */
  key(id: string, askedBy: { accountId: string; region: string }): Lookup<KmsKeyFact>;

  /** Gaps of any onboarded account on one resource of a topic, whatever their weight. */
  gapsOn(accountId: string, topic: TopicName, region: string, resource: string): readonly Gap[];
  /** This account's gaps on any of these topics that turn a verdict into `unknown`. */
  decidingGaps(...topics: TopicName[]): readonly Gap[];
  /** The rest: the verdict stands, with a note. */
  secondaryGaps(...topics: TopicName[]): readonly Gap[];
}
