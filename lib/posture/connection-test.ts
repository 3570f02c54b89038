import { z } from 'zod';

/** Steps of the connection test, in order. */
export const connectionSteps = [
  'parse',
  'assume',
  'identity',
  'refuse-without-id',
  'refuse-wrong-id',
  'regions',
  'permissions',
] as const;
export type ConnectionStepId = (typeof connectionSteps)[number];

/** A problem as a person needs it: what happened, why perhaps, what to do, what to copy. */
export const ConnectionProblem = z.object({
  code: z.string(),
  whatHappened: z.string(),
  /** Likely causes, likeliest first. */
  causes: z.array(z.object({ title: z.string(), detail: z.string() })),
  whatToDo: z.string(),
  /** Command or policy to copy. */
  copy: z.string().nullable(),
  requestId: z.string().nullable(),
  at: z.string(),
});
export type ConnectionProblem = z.infer<typeof ConnectionProblem>;

export const ConnectionStep = z.object({
  id: z.enum(connectionSteps),
  state: z.enum(['waiting', 'running', 'passed', 'refused', 'inconclusive']),
  title: z.string(),
  detail: z.string(),
  durationMs: z.number().nullable(),
  problem: ConnectionProblem.nullable(),
});
export type ConnectionStep = z.infer<typeof ConnectionStep>;

export const PermissionResult = z.object({
  /** IAM action, `logs:DescribeMetricFilters`. */
  action: z.string(),
  state: z.enum(['untried', 'allowed', 'denied', 'inconclusive', 'not-enabled', 'region-off']),
  /** `identity policy`, `SCP p-5x8k2v1q`, … */
  deniedBy: z.string().nullable(),
  detail: z.string().nullable(),
  /** Checks that read `unknown` without it. */
  blinds: z.array(z.string()),
});
export type PermissionResult = z.infer<typeof PermissionResult>;

/** Written to the database while the test runs. */
export const ConnectionTest = z.object({
  steps: z.array(ConnectionStep),
  permissions: z.array(PermissionResult),
  /** `connected`: may be onboarded. `refused`: must not. `inconclusive`: try again. Null while it runs. */
  outcome: z.enum(['connected', 'refused', 'inconclusive']).nullable(),
  accountId: z.string().nullable(),
  partition: z.string().nullable(),
  /** Statement that grants what is missing and can be granted; null when nothing is. */
  missingPolicy: z.string().nullable(),
});
export type ConnectionTest = z.infer<typeof ConnectionTest>;
