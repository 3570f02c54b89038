'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { ReportScope, reportAccounts } from '#lib/commands/report-accounts.ts';
import { createReport, ReportRequest } from '#lib/commands/reports.ts';
import { formAction } from '#lib/form-action.ts';

const ReportForm = z.intersection(ReportRequest.omit({ accountIds: true }), ReportScope);

export const createReportAction = formAction(ReportForm, async (input, viewer) => {
  const accountIds = await reportAccounts(viewer, input);
  const { title, client, classification, version } = input;
  const { id } = await createReport(viewer, { title, client, classification, version, accountIds });
  redirect(`/reports/${id}`);
});
