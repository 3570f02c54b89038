import { z } from 'zod';
import { ConnectionProblem } from './connection-test.ts';

/** The action AWS must allow. Scans do without it, so the role's policy does not hold it. */
export const confirmAction = 'logs:TestMetricFilter';
/** AWS takes this many characters of a pattern, and we ask about this many patterns at a time. */
export const longestPattern = 1024;
export const mostPatterns = 20;

/** Calls made of those to make. */
export const ConfirmationProgress = z.object({ done: z.number().int(), total: z.number().int() });
export type ConfirmationProgress = z.infer<typeof ConfirmationProgress>;

const PatternAnswer = z.object({
  /** Records AWS answered about, and those of them on which Watchpost says the same. */
  answered: z.number().int(),
  agreed: z.number().int(),
  /** Why AWS takes the text for no pattern; null when it did, or was not asked. */
  awsRefusal: z.string().nullable(),
  /** Why Watchpost does. */
  ourRefusal: z.string().nullable(),
});
export type PatternAnswer = z.infer<typeof PatternAnswer>;

const DifferingRecord = z.object({
  /** One line of JSON, as sent. */
  record: z.string(),
  /** `pattern` counts from 0; the flags say who takes the record for a match. */
  answers: z.array(z.object({ pattern: z.number().int(), aws: z.boolean(), ours: z.boolean() })),
});
export type DifferingRecord = z.infer<typeof DifferingRecord>;

/** What CloudWatch Logs said about some patterns and one control's records, beside what Watchpost says. */
export const ConfirmationResult = z.object({
  /** Region AWS was asked in; null when it could not be asked at all. */
  region: z.string().nullable(),
  /** Records asked about, of each pattern. */
  records: z.number().int(),
  /** One per pattern, in order. */
  patterns: z.array(PatternAnswer),
  differing: z.array(DifferingRecord),
  /** What kept AWS from answering about everything. */
  problem: ConnectionProblem.nullable(),
});
export type ConfirmationResult = z.infer<typeof ConfirmationResult>;

export interface ConfirmationSummary {
  /** A difference that was seen stands, whatever went wrong after it. */
  outcome: 'agrees' | 'differs' | 'denied' | 'inconclusive';
  /** Over all patterns: records AWS answered about, and those on which both say the same. */
  answered: number;
  agreed: number;
  /** Records times patterns. */
  asked: number;
}

export function summaryOf(result: ConfirmationResult): ConfirmationSummary {
  return {
    outcome: outcomeOf(result),
    answered: total(result.patterns.map((it) => it.answered)),
    agreed: total(result.patterns.map((it) => it.agreed)),
    asked: result.records * result.patterns.length,
  };
}

/** One takes the text for a pattern and the other does not. */
export function isReadDifferently({ answered, awsRefusal, ourRefusal }: PatternAnswer): boolean {
  if (awsRefusal !== null) return ourRefusal === null;
  return answered > 0 && ourRefusal !== null;
}

function outcomeOf({ patterns, differing, problem }: ConfirmationResult): ConfirmationSummary['outcome'] {
  if (differing.length > 0 || patterns.some(isReadDifferently)) return 'differs';
  if (problem === null) return 'agrees';
  return problem.code === 'denied' ? 'denied' : 'inconclusive';
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, it) => sum + it, 0);
}
