import type { Gap, Source, TopicName, Topics } from './snapshot.ts';

/** Asks AWS for one topic of one account. Answers are parsed with zod; what fails becomes a Gap, never a throw. */
export interface Collector<T extends TopicName = TopicName> {
  topic: T;
  /** Every IAM action it may call, and why: the policy customers attach is these, joined. */
  permissions: readonly { action: string; why: string }[];
  collect(session: CollectSession): Promise<Topics[T] | undefined>;
}

/** What a collector gets: paged, rate-limited, counted calls that turn failures into gaps. */
export interface CollectSession {
  accountId: string;
  partition: string;
  regions: readonly string[];
  /** Facts of collectors that ran before. */
  known: Partial<Topics>;
  source(api: string, region: string): Source;
  addGap(gap: Gap): void;
}
