import { z } from 'zod';

/** How to mend a finding. `{placeholders}` are filled from the finding's resource names. */
export const Remediation = z.object({
  summary: z.string(),
  console: z.array(z.string()),
  cli: z.string(),
  terraform: z.string(),
  cloudformation: z.string(),
});
export type Remediation = z.infer<typeof Remediation>;
