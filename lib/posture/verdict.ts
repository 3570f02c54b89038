import { z } from 'zod';
import { AlarmDetail } from './alarm-detail.ts';

/** The verdict vocabulary every screen, report and API shares. */
export const verdictStatuses = [
  'pass',
  'warn',
  'fail',
  'inherited',
  'not_applicable',
  'unknown',
  'attested',
] as const;
export type VerdictStatus = (typeof verdictStatuses)[number];

export const severities = ['critical', 'high', 'medium', 'low', 'informational'] as const;
export type Severity = (typeof severities)[number];

export const ratings = ['high', 'medium', 'low'] as const;
export type Rating = (typeof ratings)[number];

export const sections = ['trails', 'bucket', 'alarms', 'logging', 'services'] as const;
export type Section = (typeof sections)[number];

/** One AWS call that decided (part of) a verdict, with the part of its answer that did. */
export const Evidence = z.object({
  /** `service:Operation`, as IAM spells the action. */
  api: z.string(),
  accountId: z.string(),
  region: z.string(),
  /** When AWS answered, ISO 8601 UTC. */
  at: z.string(),
  /** One line for a person: what in the answer decided. */
  decided: z.string(),
  /** The deciding part of the answer, small. */
  answer: z.unknown().optional(),
  /** AWS CLI line that asks the same, with real values. */
  command: z.string(),
  /** Chain link the evidence belongs to (alarm checks). */
  link: z.number().int().min(1).max(8).optional(),
});
export type Evidence = z.infer<typeof Evidence>;

/** Why something could not be judged, and what would let us see it. */
export const Missing = z.object({
  /** IAM action to grant, when a denial is the cause. */
  action: z.string().optional(),
  /** Account to read as well, when the owner is outside; null where AWS does not tell which. */
  accountId: z.string().nullable().optional(),
  region: z.string().optional(),
  message: z.string(),
});
export type Missing = z.infer<typeof Missing>;

/** One region or resource under an account-wide verdict. */
export const SubjectVerdict = z.object({
  verdict: z.enum(verdictStatuses),
  region: z.string().nullable(),
  /** ARN or name; null when the subject is the region itself. */
  resource: z.string().nullable(),
  reason: z.string(),
});
export type SubjectVerdict = z.infer<typeof SubjectVerdict>;

/** Exactly one per check and account; regions and resources are its `subjects`. */
export const Verdict = z.object({
  checkId: z.string(),
  verdict: z.enum(verdictStatuses),
  severity: z.enum(severities),
  scope: z.enum(['account', 'region', 'resource']),
  resource: z.string().nullable(),
  region: z.string().nullable(),
  /** One sentence for a person. */
  reason: z.string(),
  notes: z.array(z.string()),
  subjects: z.array(SubjectVerdict),
  evidence: z.array(Evidence),
  missing: z.array(Missing),
  inheritedFrom: z
    .object({ accountId: z.string(), checkId: z.string(), verdict: z.enum(verdictStatuses) })
    .optional(),
  /** What the remediation's placeholders stand for, beside what the resource itself tells. */
  names: z.record(z.string(), z.string()).optional(),
  /** Name of the accepted alternative a pass rests on, with the strict reading beside it. */
  metBy: z.object({ text: z.string(), strict: z.enum(verdictStatuses) }).optional(),
  /** What to mend, where several checks fail for the same reason; alarm checks carry theirs in `alarm`. */
  cause: z.object({ key: z.string(), text: z.string() }).optional(),
  alarm: AlarmDetail.optional(),
});
export type Verdict = z.infer<typeof Verdict>;
