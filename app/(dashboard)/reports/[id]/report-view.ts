import { z } from 'zod';
import { ReportProgress } from '#lib/posture/report-progress.ts';

/** A report as its page and JSON route carry it, without its contents. */
export const ReportView = z.object({
  id: z.string(),
  number: z.number(),
  title: z.string(),
  status: z.enum(['queued', 'running', 'done', 'failed']),
  progress: ReportProgress.nullable(),
  error: z.string().nullable(),
  scanNumber: z.number().nullable(),
  scanFinishedAt: z.coerce.date().nullable(),
  pages: z.number().nullable(),
  pdfBytes: z.number().nullable(),
  pdfSha256: z.string().nullable(),
  modelSha256: z.string().nullable(),
  createdBy: z.string().nullable(),
  createdAt: z.coerce.date(),
  finishedAt: z.coerce.date().nullable(),
});
export type ReportView = z.infer<typeof ReportView>;
