import { z } from 'zod';

/** What a running report job is doing now. */
export const ReportProgress = z.object({
  /** "Reading findings", "Setting 86 pages". */
  detail: z.string(),
  done: z.number().int(),
  total: z.number().int(),
});
export type ReportProgress = z.infer<typeof ReportProgress>;
