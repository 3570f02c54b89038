import { z } from 'zod';

/** The chain of catalogue section 2, in order; link numbers are index + 1. */
export const chainLinks = [
  'trail',
  'log-group',
  'metric-filter',
  'metric',
  'alarm',
  'action',
  'topic',
  'person',
] as const;
export type ChainLink = (typeof chainLinks)[number];

export const chainLinkTitles: Record<ChainLink, string> = {
  trail: 'Trail',
  'log-group': 'Log group',
  'metric-filter': 'Metric filter',
  metric: 'Metric',
  alarm: 'Alarm',
  action: 'Action',
  topic: 'Topic',
  person: 'Person',
};

const Status = z.enum(['pass', 'warn', 'fail', 'inherited', 'not_applicable', 'unknown', 'attested']);

/** One station of the drawn chain. `weak` works, but is the reason of a warn. */
export const ChainStation = z.object({
  link: z.enum(chainLinks),
  state: z.enum(['works', 'weak', 'broken', 'not-reached', 'unknown']),
  /** The resource's real name, or null where there is none. */
  name: z.string().nullable(),
  arn: z.string().nullable(),
  /** One fact: "Logging, all regions", "Blind to 15 of 21". */
  fact: z.string(),
  /** Set when another account owns the resource. */
  owner: z.object({ accountId: z.string(), name: z.string(), region: z.string() }).optional(),
});
export type ChainStation = z.infer<typeof ChainStation>;

/** Required events that end at the same place for the same reason, drawn as one lane. */
export const ChainLane = z.object({
  /** "IAM user or root", "ModifySecurityGroupRules", "Assumed role". */
  label: z.string(),
  /** "6 event names × 2 identities". */
  detail: z.string(),
  outcome: z.enum(['arrives', 'lost', 'unknown']),
  /** Where they end; null when they arrive. */
  endsAt: z.enum(chainLinks).nullable(),
  why: z.string(),
  /** RequiredEvent ids. */
  events: z.array(z.string()),
});
export type ChainLane = z.infer<typeof ChainLane>;

export const MissedEvent = z.object({
  eventName: z.string(),
  eventSource: z.string().nullable(),
  identity: z.string(),
  /** "always", "when awsRegion is not us-east-1". */
  when: z.string(),
  link: z.enum(chainLinks),
  /** A CloudTrail record that gets lost. */
  sample: z.record(z.string(), z.unknown()),
});
export type MissedEvent = z.infer<typeof MissedEvent>;

export const SeenFilter = z.object({
  name: z.string(),
  logGroup: z.string(),
  accountId: z.string(),
  region: z.string(),
  pattern: z.string(),
  /** How many of the control's required events it matches. */
  catches: z.number().int(),
  /** Furthest link an event matched by this filter reaches. */
  reaches: z.enum(chainLinks),
  reachesPerson: z.boolean(),
  note: z.string().nullable(),
});
export type SeenFilter = z.infer<typeof SeenFilter>;

export const EditionVerdict = z.object({
  verdict: Status,
  /** The control's number in that CIS edition, null where the edition has no such control. */
  number: z.string().nullable(),
  required: z.number().int(),
  lost: z.number().int(),
});
export type EditionVerdict = z.infer<typeof EditionVerdict>;

/** How to mend the first broken link with this account's own names. */
export const AlarmFix = z.object({
  summary: z.string(),
  /** The same engine judged the result as covering before it was suggested. */
  rejudged: z.boolean(),
  console: z.array(z.string()),
  cli: z.string(),
  terraform: z.string(),
  cloudformation: z.string(),
});
export type AlarmFix = z.infer<typeof AlarmFix>;

/** All a drill-down into one alarm control shows, for the edition it was judged under. */
export const AlarmDetail = z.object({
  control: z.string(),
  edition: z.string(),
  required: z.number().int(),
  arriving: z.number().int(),
  lost: z.number().int(),
  unseen: z.number().int(),
  firstBrokenLink: z.enum(chainLinks).nullable(),
  /** Always the eight, in order. */
  stations: z.array(ChainStation),
  lanes: z.array(ChainLane),
  missedEvents: z.array(MissedEvent),
  /** Listed for the auditor: principals, sources or names a filter leaves out by name. */
  exclusions: z.array(z.string()),
  /** Filters that matter to this control first; others only counted. */
  filters: z.array(SeenFilter),
  otherFilters: z.number().int(),
  editions: z.record(z.string(), EditionVerdict),
  securityHub: z.enum(['pass', 'fail', 'not-applicable', 'unknown']),
  /** Routine activity the working filters also fire on. */
  noise: z.array(z.string()),
  /** The resource to fix, for grouping root causes: ARN or synthetic key, and what is wrong with it. */
  rootCause: z.object({ key: z.string(), link: z.enum(chainLinks), text: z.string() }).nullable(),
  fix: AlarmFix.optional(),
});
export type AlarmDetail = z.infer<typeof AlarmDetail>;
