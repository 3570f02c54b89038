import { z } from 'zod';
import type { AlarmControlId } from '#lib/alarm-controls/control-ids.ts';
import type { Edition } from '#lib/alarm-controls/editions.ts';
import { ConfirmationProgress, ConfirmationResult } from '#lib/posture/confirmation.ts';

/** What would be asked now. */
export interface ConfirmQuestion {
  control: AlarmControlId;
  edition: Edition;
  /** Blank ones left out. */
  patterns: readonly string[];
}

/** What AWS said about some patterns, as the JSON route carries it. */
export const ConfirmationView = z.object({
  id: z.string(),
  control: z.string(),
  edition: z.string(),
  patterns: z.array(z.string()),
  accountName: z.string(),
  accountId: z.string(),
  status: z.enum(['queued', 'running', 'done', 'failed']),
  progress: ConfirmationProgress.nullable(),
  summary: z
    .object({
      outcome: z.enum(['agrees', 'differs', 'denied', 'inconclusive']),
      answered: z.number(),
      agreed: z.number(),
      asked: z.number(),
    })
    .nullable(),
  askedBy: z.string().nullable(),
  createdAt: z.coerce.date(),
  finishedAt: z.coerce.date().nullable(),
});
export type ConfirmationView = z.infer<typeof ConfirmationView>;

export const ConfirmationViews = z.array(ConfirmationView);

export const ConfirmationDetail = ConfirmationView.extend({ result: ConfirmationResult.nullable() });

export function isUnderWay({ status }: ConfirmationView): boolean {
  return status === 'queued' || status === 'running';
}
