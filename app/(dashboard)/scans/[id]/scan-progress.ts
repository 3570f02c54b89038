import { z } from 'zod';
import { AccountError } from '#lib/posture/account-error.ts';
import { ScanProgress } from '#lib/posture/scan-progress.ts';

const AccountScanView = z.object({
  id: z.string(),
  accountRowId: z.string(),
  accountId: z.string(),
  accountName: z.string(),
  status: z.enum(['queued', 'collecting', 'judging', 'done', 'failed']),
  progress: ScanProgress.nullable(),
  error: AccountError.nullable(),
  score: z.number().nullable(),
  seenShare: z.number().nullable(),
  callsTotal: z.number().nullable(),
  callsThrottled: z.number().nullable(),
  gaps: z.number().nullable(),
  durationMs: z.number().nullable(),
});
export type AccountScanView = z.infer<typeof AccountScanView>;

/** A scan as the page and its JSON route carry it. */
export const ScanView = z.object({
  id: z.string(),
  number: z.number(),
  trigger: z.enum(['manual', 'schedule', 'onboarding', 'follow_up', 'policy']),
  status: z.enum(['queued', 'running', 'done', 'failed']),
  accountsTotal: z.number(),
  accountsDone: z.number(),
  accountsFailed: z.number(),
  score: z.number().nullable(),
  seenShare: z.number().nullable(),
  error: z.string().nullable(),
  createdAt: z.coerce.date(),
  startedAt: z.coerce.date().nullable(),
  finishedAt: z.coerce.date().nullable(),
  accounts: z.array(AccountScanView),
});
export type ScanView = z.infer<typeof ScanView>;
