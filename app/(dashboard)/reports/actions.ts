'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { createReport, ReportRequest } from '#lib/commands/reports.ts';
import { formAction } from '#lib/form-action.ts';

/** Chosen accounts arrive as one text, as a list, or not at all. */
const AccountIds = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((it) => [it ?? []].flat().filter((id) => id !== ''))
  .pipe(z.array(z.uuid()));

const ReportForm = ReportRequest.omit({ accountIds: true }).extend({ accountIds: AccountIds });

export const createReportAction = formAction(ReportForm, async (input, viewer) => {
  const { id } = await createReport(viewer, input);
  redirect(`/reports/${id}`);
});
