import { createHash } from 'node:crypto';
import { db } from '#lib/db/client.ts';
import type { JobPayload } from '#lib/jobs.ts';
import { log } from '#lib/log.ts';
import type { ReportProgress } from '#lib/posture/report-progress.ts';
import { buildReport } from '#lib/report/build-report.ts';
import { plural } from '#lib/report/text.ts';
import { compileReport } from '#lib/report/typst/compile-report.ts';
import { loadReportInput } from '../record/load-report-input.ts';
import { canonicalJson, sha256 } from '../record/snapshot-store.ts';
import { isOfDatabase } from './account-error.ts';
import type { JobContext } from './job-context.ts';

const timeoutMs = 15 * 60_000;

/** Makes the model and the PDF of one report and stores both. Safe to repeat: a report that is done stays as it is. */
export async function makeReport({ reportId }: JobPayload<'report'>, { signal }: JobContext): Promise<void> {
  const started = await db().report.updateMany({
    where: { id: reportId, status: { in: ['queued', 'running'] } },
    data: { status: 'running', error: null },
  });
  if (started.count === 0) return;
  try {
    await makeAndStore(reportId, signal);
  } catch (error) {
    // The queue tries again what a lost database or a stopping worker interrupted.
    if (signal.aborted || isOfDatabase(error)) throw error;
    log.error({ error, reportId }, 'a report could not be made');
    await fail(reportId, error);
  }
}

async function makeAndStore(reportId: string, signal: AbortSignal): Promise<void> {
  await progress(reportId, { detail: 'Reading stored results', done: 0, total: 3 });
  const { input, scanId, snapshots } = await loadReportInput(reportId);
  signal.throwIfAborted();
  const model = buildReport(input);
  const findings = plural(model.findings.length, 'finding');
  const accounts = plural(model.accounts.length, 'account');
  await progress(reportId, { detail: `Setting ${findings} and ${accounts}`, done: 1, total: 3 });
  const { pdf, pages } = await compileReport(model, { timeoutMs, signal });
  await progress(reportId, { detail: `Storing ${plural(pages, 'page')}`, done: 2, total: 3 });
  await db().report.update({
    where: { id: reportId },
    data: {
      status: 'done',
      progress: { detail: `${plural(pages, 'page')}`, done: 3, total: 3 } satisfies ReportProgress,
      scanId,
      snapshots,
      model,
      modelSha256: sha256(canonicalJson(model)),
      pdf: Buffer.from(pdf),
      pdfSha256: createHash('sha256').update(pdf).digest('hex'),
      pdfBytes: pdf.length,
      pages,
      finishedAt: new Date(),
    },
    select: { id: true },
  });
}

async function progress(reportId: string, now: ReportProgress): Promise<void> {
  await db().report.update({ where: { id: reportId }, data: { progress: now }, select: { id: true } });
}

async function fail(reportId: string, error: unknown): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  await db().report.update({
    where: { id: reportId },
    data: { status: 'failed', error: message.slice(0, 2_000), finishedAt: new Date() },
    select: { id: true },
  });
}
