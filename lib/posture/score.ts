import { z } from 'zod';
import { type Section, type Severity, sections, type VerdictStatus, verdictStatuses } from './verdict.ts';

/** Catalogue section 6: what one unit weighs. */
export const severityWeights: Record<Severity, number> = {
  critical: 10,
  high: 6,
  medium: 3,
  low: 1,
  informational: 0,
};

/** Summed weights by what they mean for the score. `unseen` is what `unknown` and stale verdicts weigh. */
const Weights = z.object({ pass: z.number(), warn: z.number(), fail: z.number(), unseen: z.number() });
const Counts = z.object({
  pass: z.number().int(),
  warn: z.number().int(),
  fail: z.number().int(),
  inherited: z.number().int(),
  not_applicable: z.number().int(),
  unknown: z.number().int(),
  attested: z.number().int(),
});
const SectionTally = z.object({ weights: Weights, counts: Counts });

/** Additive: the tally of a workspace is the sum of its accounts' tallies. */
export const PostureTally = z.object({
  trails: SectionTally,
  bucket: SectionTally,
  alarms: SectionTally,
  logging: SectionTally,
  services: SectionTally,
});
export type PostureTally = z.infer<typeof PostureTally>;
type SectionTally = z.infer<typeof SectionTally>;

export interface Scored {
  section: Section;
  severity: Severity;
  verdict: VerdictStatus;
  /** The newest scan could not read the account: shown with its age, counted as unseen. */
  isStale?: boolean;
  /** So many alike; absent: one. */
  count?: number;
}

/** Shares of everything that could be counted, by weight; they add up to 1, or are all 0 when nothing could. */
export interface EvidenceShares {
  pass: number;
  warn: number;
  fail: number;
  unseen: number;
}

interface Score {
  /** 0–100 of what could be seen; null when nothing could. */
  score: number | null;
  /** 0–1; null when there was nothing to see. */
  seenShare: number | null;
  shares: EvidenceShares;
  counts: Record<VerdictStatus, number>;
}

export interface SectionScore extends Score {
  section: Section;
}

/** Score of a workspace or an account, with its sections; sections without any check are left out. */
export interface PostureScore extends Score {
  sections: SectionScore[];
}

export function tallyOf(verdicts: Iterable<Scored>): PostureTally {
  const tally = emptyTally();
  for (const it of verdicts) addVerdict(tally[it.section], it);
  return tally;
}

export function addTallies(tallies: Iterable<PostureTally>): PostureTally {
  const total = emptyTally();
  for (const tally of tallies) for (const section of sections) addSection(total[section], tally[section]);
  return total;
}

export function scoreOf(tally: PostureTally): PostureScore {
  const whole = emptySection();
  for (const section of sections) addSection(whole, tally[section]);
  return {
    ...scoreOfSection(whole),
    sections: sections
      .filter((section) => sum(Object.values(tally[section].counts)) > 0)
      .map((section) => ({ section, ...scoreOfSection(tally[section]) })),
  };
}

export function emptyTally(): PostureTally {
  return {
    trails: emptySection(),
    bucket: emptySection(),
    alarms: emptySection(),
    logging: emptySection(),
    services: emptySection(),
  };
}

/** Points the workspace's score gains when findings of these weights turn from `warn` or `fail` to `pass`. */
export function scoreGain(tally: PostureTally, lostWeight: number): number {
  const counted = sum(
    sections.map((it) => tally[it].weights.pass + tally[it].weights.warn + tally[it].weights.fail),
  );
  return counted === 0 ? 0 : (100 * lostWeight) / counted;
}

/** What a verdict costs the score: nothing, half its weight or all of it. */
export function lostWeight(it: Pick<Scored, 'severity' | 'verdict'>): number {
  if (it.verdict === 'fail') return severityWeights[it.severity];
  return it.verdict === 'warn' ? severityWeights[it.severity] / 2 : 0;
}

function addVerdict(into: SectionTally, it: Scored): void {
  const verdict = it.isStale && isCounted(it.verdict) ? 'unknown' : it.verdict;
  const count = it.count ?? 1;
  into.counts[verdict] += count;
  const weight = severityWeights[it.severity] * count;
  if (verdict === 'unknown') into.weights.unseen += weight;
  if (verdict === 'pass' || verdict === 'warn' || verdict === 'fail') into.weights[verdict] += weight;
}

function isCounted(verdict: VerdictStatus): boolean {
  return verdict !== 'not_applicable' && verdict !== 'inherited' && verdict !== 'attested';
}

function addSection(into: SectionTally, other: SectionTally): void {
  into.weights.pass += other.weights.pass;
  into.weights.warn += other.weights.warn;
  into.weights.fail += other.weights.fail;
  into.weights.unseen += other.weights.unseen;
  for (const status of verdictStatuses) into.counts[status] += other.counts[status];
}

function scoreOfSection({ weights, counts }: SectionTally): Score {
  const counted = weights.pass + weights.warn + weights.fail;
  const all = counted + weights.unseen;
  const share = (part: number) => (all === 0 ? 0 : part / all);
  return {
    score: counted === 0 ? null : (100 * (weights.pass + weights.warn / 2)) / counted,
    seenShare: all === 0 ? null : counted / all,
    shares: {
      pass: share(weights.pass),
      warn: share(weights.warn),
      fail: share(weights.fail),
      unseen: share(weights.unseen),
    },
    counts: { ...counts },
  };
}

function emptySection(): SectionTally {
  return {
    weights: { pass: 0, warn: 0, fail: 0, unseen: 0 },
    counts: { pass: 0, warn: 0, fail: 0, inherited: 0, not_applicable: 0, unknown: 0, attested: 0 },
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, it) => total + it, 0);
}
