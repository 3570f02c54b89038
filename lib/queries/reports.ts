import type { Viewer } from '#lib/auth/viewer.ts';
import { db } from '#lib/db/client.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import type { JobStatus } from '#lib/db/generated/enums.ts';
import { ReportProgress } from '#lib/posture/report-progress.ts';
import { isRowId } from './row-id.ts';

export interface ReportRow {
  id: string;
  number: number;
  title: string;
  status: JobStatus;
  progress: ReportProgress | null;
  error: string | null;
  /** Scan it states; null until it is made. */
  scanNumber: number | null;
  scanFinishedAt: Date | null;
  pages: number | null;
  pdfBytes: number | null;
  pdfSha256: string | null;
  modelSha256: string | null;
  createdBy: string | null;
  createdAt: Date;
  finishedAt: Date | null;
}

const reportSelect = {
  id: true,
  number: true,
  title: true,
  status: true,
  progress: true,
  error: true,
  scan: { select: { number: true, finishedAt: true } },
  pages: true,
  pdfBytes: true,
  pdfSha256: true,
  modelSha256: true,
  createdBy: { select: { name: true } },
  createdAt: true,
  finishedAt: true,
} as const satisfies Prisma.ReportSelect;

/** Newest first, without their contents. */
export async function listReports(viewer: Viewer): Promise<ReportRow[]> {
  const rows = await db().report.findMany({
    where: { workspaceId: viewer.workspaceId },
    select: reportSelect,
    orderBy: { number: 'desc' },
    take: 500,
  });
  return rows.map(reportRow);
}

/** null: no such report, or of another workspace. */
export async function getReport(viewer: Viewer, id: string): Promise<ReportRow | null> {
  if (!isRowId(id)) return null;
  const row = await db().report.findFirst({
    where: { id, workspaceId: viewer.workspaceId },
    select: reportSelect,
  });
  return row && reportRow(row);
}

/** The finished PDF; null: not there, not yours, or not made yet. */
export async function getReportPdf(
  viewer: Viewer,
  id: string,
): Promise<{ pdf: Uint8Array<ArrayBuffer>; sha256: string; number: number; title: string } | null> {
  if (!isRowId(id)) return null;
  const row = await db().report.findFirst({
    where: { id, workspaceId: viewer.workspaceId, status: 'done' },
    select: { pdf: true, pdfSha256: true, number: true, title: true },
  });
  if (!row?.pdf || row.pdfSha256 === null) return null;
  return { pdf: row.pdf, sha256: row.pdfSha256, number: row.number, title: row.title };
}

/** What the report prints, to be parsed with lib/report's schema; null as for the PDF. */
export async function getReportModel(
  viewer: Viewer,
  id: string,
): Promise<{ model: unknown; number: number; title: string } | null> {
  if (!isRowId(id)) return null;
  const row = await db().report.findFirst({
    where: { id, workspaceId: viewer.workspaceId, status: 'done' },
    select: { model: true, number: true, title: true },
  });
  return row && row.model !== null ? row : null;
}

function reportRow(row: Prisma.ReportGetPayload<{ select: typeof reportSelect }>): ReportRow {
  const { scan, createdBy, progress, ...it } = row;
  return {
    ...it,
    progress: progress === null ? null : ReportProgress.parse(progress),
    scanNumber: scan?.number ?? null,
    scanFinishedAt: scan?.finishedAt ?? null,
    createdBy: createdBy?.name ?? null,
  };
}
