import { z } from 'zod';
import { AlarmDetail } from './alarm-detail.ts';
import { Evidence, Missing, SubjectVerdict } from './verdict.ts';

/** The parts of a verdict only its own page and the report need, kept as one document. */
export const FindingDetail = z.object({
  notes: z.array(z.string()),
  subjects: z.array(SubjectVerdict),
  evidence: z.array(Evidence),
  missing: z.array(Missing),
  alarm: AlarmDetail.nullable(),
  names: z.record(z.string(), z.string()).optional(),
});
export type FindingDetail = z.infer<typeof FindingDetail>;
