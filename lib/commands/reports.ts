import { z } from 'zod';
import type { Viewer } from '#lib/auth/viewer.ts';
import { db } from '#lib/db/client.ts';
import { AppError } from '#lib/errors.ts';
import { addJob } from '#lib/jobs.ts';
import { ReportParams } from '#lib/posture/report-params.ts';
import { getReport } from '#lib/queries/reports.ts';
import { audit } from './audit.ts';

export const ReportRequest = ReportParams.extend({
  title: z.string().trim().min(1, 'Give the report a title.').max(200),
});
export type ReportRequest = z.infer<typeof ReportRequest>;

/**
 * Queues a report on the stored results. Everyone of the workspace may.
 * @throws AppError `conflict` while no scan has finished
 */
export async function createReport(
  viewer: Viewer,
  { title, ...params }: ReportRequest,
): Promise<{ id: string }> {
  const scans = await db().scan.count({ where: { workspaceId: viewer.workspaceId, status: 'done' } });
  if (scans === 0) throw new AppError('conflict', 'There is nothing to report yet: no scan has finished.');
  return db().$transaction(async (tx) => {
    // The workspace row is locked so that two reports never take the same number.
    await tx.$queryRaw`SELECT 1 FROM workspace WHERE id = ${viewer.workspaceId}::uuid FOR UPDATE`;
    const last = await tx.report.aggregate({
      where: { workspaceId: viewer.workspaceId },
      _max: { number: true },
    });
    const report = await tx.report.create({
      data: {
        workspaceId: viewer.workspaceId,
        number: (last._max.number ?? 0) + 1,
        title,
        params,
        createdById: viewer.userId,
      },
      select: { id: true },
    });
    await audit(tx, viewer, 'report.create', report.id, { title });
    await addJob(tx, 'report', { reportId: report.id }, { jobKey: `report:${report.id}`, maxAttempts: 3 });
    return report;
  });
}

/** Every download leaves a line in the audit log. */
export async function recordReportDownload(viewer: Viewer, id: string, format: string): Promise<void> {
  const report = await getReport(viewer, id);
  if (!report) throw new AppError('not-found', 'This report does not exist.');
  await audit(db(), viewer, 'report.download', id, { format, number: report.number });
}
