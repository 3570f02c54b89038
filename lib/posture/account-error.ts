import { z } from 'zod';

/** Why AWS could not be read at all, in the order a person needs it. */
export const AccountError = z.object({
  /**
   * `role-refused`, `no-credentials`, `wrong-account`, `inconclusive`, `invalid-role-arn`, `interrupted`; of an
   * account that was read, `not-recorded` and `superseded`.
   */
  code: z.string(),
  message: z.string(),
  requestId: z.string().nullable(),
  at: z.string(),
});
export type AccountError = z.infer<typeof AccountError>;
