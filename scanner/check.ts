import type { Rating, Section, Severity, Verdict, VerdictStatus } from '#lib/posture/verdict.ts';
import type { Linked } from './link.ts';
import type { TopicName } from './snapshot.ts';
import type { JudgeContext } from './world.ts';

/** What a check says before the runner adds id and severity. */
export type Judgement = Omit<Verdict, 'checkId' | 'severity'> & {
  /** Only where the finding is graver than its check is rated, such as a trail whose bucket is gone. */
  severity?: Severity;
};

/**
 * One rule of the catalogue: metadata, the topics it reads, a pure function. A check's file is its id, and
 * ids are forever (they are stored in customers' databases).
 */
export interface Check {
  id: string;
  title: string;
  section: Section;
  scope: 'account' | 'region' | 'resource';
  impact: Rating;
  likelihood: Rating;
  /** Informational checks never fail. */
  isInformational?: boolean;
  /** Every verdict `judge` can give; any other is a bug. */
  verdicts: readonly VerdictStatus[];
  rationale: string;
  remediation: Remediation;
  references: readonly string[];
  reads: readonly TopicName[];
  /** @param linked one account's facts with everything that points across accounts resolved. */
  judge(linked: Linked, context: JudgeContext): Judgement;
}

/** Text with `{placeholders}` filled from the verdict's resource names. */
export interface Remediation {
  summary: string;
  console: readonly string[];
  cli: string;
  terraform: string;
  cloudformation: string;
}

/** Severity from the impact × likelihood square of catalogue section 6. */
export function severityOf(check: Pick<Check, 'impact' | 'likelihood' | 'isInformational'>): Severity {
  if (check.isInformational) return 'informational';
  const points = { low: 0, medium: 1, high: 2 };
  const sum = points[check.impact] + points[check.likelihood];
  if (sum === 4) return 'critical';
  if (sum === 3) return 'high';
  return sum === 2 ? 'medium' : 'low';
}

export function defineCheck(check: Check): Check {
  return check;
}
