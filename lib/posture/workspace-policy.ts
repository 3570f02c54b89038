import { z } from 'zod';

/** A person's decision that a check is reviewed and not required here, until it expires. */
export const NotRequired = z.object({
  checkId: z.string(),
  owner: z.string(),
  reason: z.string(),
  costNote: z.string().default(''),
  /** ISO 8601 UTC; from then on the check is judged again. */
  expiresAt: z.string(),
});
export type NotRequired = z.infer<typeof NotRequired>;

/** What a workspace decided for itself. */
export const WorkspacePolicy = z.object({
  /** CIS AWS Foundations edition whose required events decide an alarm's verdict. */
  edition: z.string().default('7.0'),
  /** Days logs must be kept. */
  retentionDays: z.number().int().positive().default(365),
  /** Names of the buckets trails may deliver to; null: no list was set. */
  approvedBuckets: z.array(z.string()).nullable().default(null),
  notRequired: z.array(NotRequired).default([]),
  /** Days a high or critical GuardDuty finding may stay active. */
  guardDutyFindingDays: z.number().nonnegative().default(7),
  /** Regions that are judged; null: every enabled region. */
  regionsInScope: z.array(z.string()).nullable().default(null),
});
export type WorkspacePolicy = z.infer<typeof WorkspacePolicy>;

export const defaultWorkspacePolicy: WorkspacePolicy = WorkspacePolicy.parse({});
