import { z } from 'zod';
import { alarmControlIds } from '#lib/alarm-controls/control-ids.ts';
import { editions } from '#lib/alarm-controls/editions.ts';
import { demandRole, type Viewer } from '#lib/auth/viewer.ts';
import { db } from '#lib/db/client.ts';
import { env } from '#lib/env.ts';
import { AppError } from '#lib/errors.ts';
import { addJob } from '#lib/jobs.ts';
import { longestPattern, mostPatterns } from '#lib/posture/confirmation.ts';
import { isRowId } from '#lib/queries/row-id.ts';
import { audit } from './audit.ts';
import { isUniqueViolation } from './unique-violation.ts';

/** PostgreSQL holds no NUL, and half a surrogate pair cannot be sent to AWS as it was typed. */
const Pattern = z
  .string()
  .max(longestPattern, `CloudWatch Logs takes ${longestPattern} characters of a pattern.`)
  .refine((it) => it.trim() !== '', 'A pattern is empty.')
  .refine((it) => it.isWellFormed() && !it.includes('\0'), 'A pattern holds characters that cannot be sent.');

export const ConfirmationRequest = z.object({
  /** Row id. */
  accountId: z.string().refine(isRowId, 'Choose an account.'),
  control: z.enum(alarmControlIds),
  edition: z.enum(editions),
  patterns: z
    .array(Pattern)
    .min(1, 'Give at least one pattern.')
    .max(mostPatterns, `AWS is asked about ${mostPatterns} patterns at a time.`),
});
export type ConfirmationRequest = z.infer<typeof ConfirmationRequest>;

/**
 * Has the worker ask CloudWatch Logs of one account what it says about a control's records.
 * @throws AppError `unavailable` while it is switched off, `conflict` while that account is being asked already
 */
export async function confirmWithAws(viewer: Viewer, request: ConfirmationRequest): Promise<{ id: string }> {
  demandRole(viewer, 'lead');
  if (!env().WATCHPOST_CONFIRM_WITH_AWS) {
    throw new AppError('unavailable', 'Confirm with AWS is switched off for this Watchpost.');
  }
  const { accountId, control, edition, patterns } = request;
  await demandAccount(viewer, accountId);
  try {
    return await db().$transaction(async (tx) => {
      const row = await tx.confirmation.create({
        data: {
          workspaceId: viewer.workspaceId,
          accountId,
          control,
          edition,
          patterns,
          askedById: viewer.userId,
        },
        select: { id: true },
      });
      await audit(tx, viewer, 'pattern.confirm', row.id, { account: accountId, control, edition });
      const jobKey = `confirm-patterns:${row.id}`;
      await addJob(tx, 'confirm-patterns', { confirmationId: row.id }, { jobKey, maxAttempts: 3 });
      return row;
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError('conflict', 'AWS is being asked in this account already. Wait for its answer.');
  }
}

async function demandAccount(viewer: Viewer, id: string): Promise<void> {
  const account = await db().account.findFirst({
    where: { id, workspaceId: viewer.workspaceId, status: { not: 'removed' } },
    select: { id: true },
  });
  if (!account) throw new AppError('not-found', 'This account is not onboarded.');
}
