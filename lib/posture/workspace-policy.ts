import { z } from 'zod';

/** What a workspace decided for itself. */
export const WorkspacePolicy = z.object({
  /** CIS AWS Foundations edition whose required events decide an alarm's verdict. */
  edition: z.string().default('7.0'),
});
export type WorkspacePolicy = z.infer<typeof WorkspacePolicy>;
