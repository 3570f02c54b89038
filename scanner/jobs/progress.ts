import { db } from '#lib/db/client.ts';
import { log } from '#lib/log.ts';
import type { ScanProgress } from '#lib/posture/scan-progress.ts';

export interface ProgressWriter {
  (stage: ScanProgress['stage'], detail: string, callsMade: number): void;
  /** Waits for the last line that is being written. */
  end(): Promise<void>;
}

const everyMs = 400;

/** Writes an account scan's progress to the database, at most a few times a second. */
export function openProgress(accountScanId: string): ProgressWriter {
  let lastAt = 0;
  let writing: Promise<unknown> = Promise.resolve();
  function report(stage: ScanProgress['stage'], detail: string, callsMade: number): void {
    const now = Date.now();
    if (now - lastAt < everyMs) return;
    lastAt = now;
    const progress = { stage, detail, callsMade } satisfies ScanProgress;
    writing = writing
      .then(() =>
        db().accountScan.updateMany({
          where: { id: accountScanId, status: { in: ['collecting', 'judging'] } },
          data: { progress },
        }),
      )
      // Progress is only shown: losing a line of it must not lose the scan.
      .catch((error: unknown) => log.warn({ error, accountScanId }, 'progress was not written'));
  }
  return Object.assign(report, {
    end: async () => {
      await writing;
    },
  });
}
