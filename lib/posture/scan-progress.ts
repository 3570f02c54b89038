import { z } from 'zod';

/** What a running account scan is doing now. */
export const ScanProgress = z.object({
  stage: z.enum(['assuming', 'collecting', 'linking', 'judging', 'done', 'failed']),
  /** "CloudTrail", "CloudWatch alarms in eu-west-1". */
  detail: z.string(),
  callsMade: z.number().int(),
});
export type ScanProgress = z.infer<typeof ScanProgress>;
