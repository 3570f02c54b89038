import { z } from 'zod';

/** What a person chooses for a report. */
export const ReportParams = z.object({
  /** Fills the text; the workspace's name when left out. */
  client: z.string().trim().max(200).default(''),
  classification: z.string().trim().max(100).default('Confidential'),
  version: z.string().trim().max(20).default('1.0'),
  /** Row ids; empty: every account. */
  accountIds: z.array(z.uuid()).default([]),
});
export type ReportParams = z.infer<typeof ReportParams>;
