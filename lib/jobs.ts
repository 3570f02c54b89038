import { z } from 'zod';
import type { Prisma } from '#lib/db/generated/client.ts';

/** Every background job and what it is told. The web process only adds jobs; the worker runs them. */
export const jobPayloads = {
  'scan-account': z.object({ accountScanId: z.uuid() }),
  'judge-scan': z.object({ scanId: z.uuid() }),
  'rejudge-workspace': z.object({ scanId: z.uuid() }),
  'expired-decisions': z.object({}).loose(),
  'test-connection': z.object({ onboardingId: z.uuid() }),
  report: z.object({ reportId: z.uuid() }),
  'confirm-patterns': z.object({ confirmationId: z.uuid() }),
  'end-lost-work': z.object({}).loose(),
  'scheduled-scans': z.object({}).loose(),
  retention: z.object({}).loose(),
} as const;
export type JobName = keyof typeof jobPayloads;
export type JobPayload<Name extends JobName> = z.infer<(typeof jobPayloads)[Name]>;

export interface JobSpec {
  /** One waiting job per key: adding it again changes nothing. */
  jobKey: string;
  maxAttempts?: number;
  /** Lower runs first. */
  priority?: number;
  runAt?: Date;
}

/** Adds the job in the caller's transaction: it exists exactly if what it works on does. */
export async function addJob<Name extends JobName>(
  tx: Prisma.TransactionClient,
  name: Name,
  payload: JobPayload<Name>,
  { jobKey, maxAttempts = 5, priority = 0, runAt }: JobSpec,
): Promise<void> {
  await tx.$executeRaw`
    SELECT graphile_worker.add_job(
      ${name}, payload := ${JSON.stringify(payload)}::json, run_at := ${runAt ?? null}::timestamptz,
      max_attempts := ${maxAttempts}::int, job_key := ${jobKey}, priority := ${priority}::int)`;
}
