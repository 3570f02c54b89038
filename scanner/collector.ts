import type { Asking } from './aws/ask.ts';
import type { Gap, TopicName, Topics } from './snapshot.ts';

/** Asks AWS for the facts of one or more topics. What fails becomes a Gap, never a throw. */
export interface Collector {
  /** File name of the collector, for logs and docs. */
  name: string;
  fills: readonly TopicName[];
  /** Also reads resources only because other accounts name them (`CollectSession.wanted`). */
  readsWanted: boolean;
  /** Every IAM action it may call, and why: the policy customers attach is these, joined. */
  permissions: readonly Permission[];
  collect(session: CollectSession): Promise<Partial<Topics>>;
}

export interface Permission {
  /** As IAM spells it. */
  action: string;
  why: string;
  /** The topics it helps to fill, where they are not all of the collector's. */
  topics?: readonly TopicName[];
  /** Without it verdicts stand, with a note. */
  isSecondary?: boolean;
}

/** One account being read: where to ask, what is known so far, and paged, counted, rate-limited calls. */
export interface CollectSession extends Asking {
  accountId: string;
  partition: string;
  /** Enabled regions in scope. */
  regions: readonly string[];
  /** Region for questions that are not about a region. */
  homeRegion: string;
  /** False when only `wanted` is read, after the account itself. */
  isFirstRead: boolean;
  /** Facts of collectors that ran before. */
  known: Partial<Topics>;
  /** Resources of this account that other accounts' snapshots name: topics, keys, log groups, trails. */
  wanted: readonly string[];
  addGap: (gap: Gap) => void;
}
