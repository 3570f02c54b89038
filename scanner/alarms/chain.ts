import { stepsForNoise } from '#lib/alarm-controls/work-limits.ts';
import type { Work } from '#lib/filter-pattern/work.ts';
import { parseArn } from '../link/arn.ts';
import type { Linked } from '../link/linked.ts';
import { missingOf } from '../link/missing.ts';
import { type AlarmTerms, termsKey } from './alarm-terms.ts';
import { type Feed, feedsOf } from './feeds.ts';
import { type FilterSource, filterSources, unseenFilters } from './filter-sources.ts';
import { type Step, step } from './route.ts';

/** Everything of one account's chain that is the same for every control. */
export interface Chain {
  linked: Linked;
  feeds: readonly ChainFeed[];
  /** Why there may be trails that were not seen. */
  unseenTrails: Step | null;
}

export interface ChainFeed extends Feed {
  /** Filters of the log group; empty when events do not get there. */
  sources: readonly FilterSource[];
  /** Why the log group may have filters that were not seen. */
  unseenFilters: Step | null;
}

const chains = new WeakMap<Linked, Map<string, Chain>>();

export function chainOf(linked: Linked, terms: AlarmTerms): Chain {
  const known = chains.get(linked) ?? new Map<string, Chain>();
  chains.set(linked, known);
  const key = termsKey(terms);
  const chain = known.get(key) ?? buildChain(linked, terms);
  known.set(key, chain);
  return chain;
}

function buildChain(linked: Linked, terms: AlarmTerms): Chain {
  const owner = linked.owner(linked.account.accountId);
  const [gap] = linked.trailGaps;
  const work = { left: stepsForNoise };
  return {
    linked,
    feeds: feedsOf(linked).map((feed) => withFilters(linked, feed, terms, work)),
    unseenTrails: gap
      ? step('trail', 'unknown', {
          owner,
          region: gap.region,
          fact: 'Not read',
          why: 'The trails of this account could not be read.',
          missing: missingOf(gap, owner),
        })
      : null,
  };
}

function withFilters(linked: Linked, feed: Feed, terms: AlarmTerms, work: Work): ChainFeed {
  if (!feed.group) return { ...feed, sources: [], unseenFilters: null };
  const { group, trail } = feed;
  const listing = linked.metricFilters(group.arn);
  const region = parseArn(group.arn)?.region ?? group.region;
  const writer = { accountId: trail.owner.accountId, region };
  return {
    ...feed,
    sources: filterSources(linked, group, listing.items, listing.owner, writer, terms, work),
    unseenFilters: unseenFilters(linked, group.arn),
  };
}
