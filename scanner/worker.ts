import type { TaskList } from 'graphile-worker';
import { closeDb } from '#lib/db/client.ts';
import { env } from '#lib/env.ts';
import { type JobName, type JobPayload, jobPayloads } from '#lib/jobs.ts';
import { log } from '#lib/log.ts';
import { checks } from './checks/registry.ts';
import { confirmPatterns } from './jobs/confirm-patterns.ts';
import { endLostWork } from './jobs/end-lost-work.ts';
import { expiredDecisions } from './jobs/expired-decisions.ts';
import type { JobContext } from './jobs/job-context.ts';
import { judgeScan } from './jobs/judge-scan.ts';
import { openPrincipal } from './jobs/principal.ts';
import { rejudgeWorkspace } from './jobs/rejudge-workspace.ts';
import { releaseDeadWorkers } from './jobs/release-dead-workers.ts';
import { makeReport } from './jobs/report.ts';
import { retention } from './jobs/retention.ts';
import { type Queue, runQueue } from './jobs/run-queue.ts';
import { scanAccount } from './jobs/scan-account.ts';
import { scheduledScans } from './jobs/scheduled-scans.ts';
import { testConnection } from './jobs/test-connection.ts';
import { publishCatalogue } from './record/publish-catalogue.ts';

/** Running accounts are given this long to end before they are interrupted and taken up again later. */
const drainMs = 20_000;

type Jobs = { [Name in JobName]: (payload: JobPayload<Name>, context: JobContext) => Promise<void> };

const jobs: Jobs = {
  'scan-account': scanAccount,
  'judge-scan': judgeScan,
  'rejudge-workspace': rejudgeWorkspace,
  'expired-decisions': expiredDecisions,
  'test-connection': testConnection,
  report: makeReport,
  'confirm-patterns': confirmPatterns,
  'scheduled-scans': scheduledScans,
  'end-lost-work': endLostWork,
  retention,
};

async function main(): Promise<void> {
  const catalogue = await publishCatalogue(checks);
  await releaseDeadWorkers();
  const principalArn = openPrincipal();
  const queue = await runQueue({
    tasks: taskList(catalogue, principalArn),
    crons: [
      {
        task: 'scheduled-scans',
        match: env().WATCHPOST_SCAN_CRON,
        options: { backfillPeriod: 12 * 3_600_000 },
      },
      { task: 'retention', match: '17 3 * * *' },
      { task: 'expired-decisions', match: '* * * * *', options: { jobKey: 'expired-decisions' } },
      { task: 'end-lost-work', match: '* * * * *', options: { jobKey: 'end-lost-work' } },
    ],
    drainMs,
    principalArn,
  });
  log.info({ concurrency: env().WATCHPOST_WORKER_CONCURRENCY }, 'worker ready');
  process.send?.('ready');
  await stopped(queue);
  await closeDb();
  // Kept-alive connections to AWS and the channel to our parent would hold the process.
  process.exit(0);
}

/** Ends on SIGTERM or SIGINT, or when whoever started us is gone. */
async function stopped(queue: Queue): Promise<void> {
  let isStopping = false;
  const stop = (reason: string) => {
    if (isStopping) return;
    isStopping = true;
    log.info({ reason }, 'worker draining');
    queue.stop(reason).catch((error: unknown) => log.error({ error }, 'worker did not drain'));
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
  process.on('disconnect', () => stop('parent gone'));
  await queue.ended;
}

function taskList(catalogue: JobContext['catalogue'], principalArn: JobContext['principalArn']): TaskList {
  const tasks: TaskList = {};
  for (const name of jobNames) tasks[name] = taskOf(name, { catalogue, principalArn });
  return tasks;
}

const jobNames = Object.keys(jobPayloads).filter((it): it is JobName => it in jobPayloads);

function taskOf<Name extends JobName>(
  name: Name,
  known: Pick<JobContext, 'catalogue' | 'principalArn'>,
): TaskList[string] {
  return async (payload, { abortSignal }) => {
    const context = {
      ...known,
      signal: abortSignal ?? new AbortController().signal,
      accountsAtOnce: env().WATCHPOST_WORKER_CONCURRENCY,
    };
    await jobs[name](parsePayload(name, payload), context);
  };
}

/** zod's output for this name is this name's payload; TypeScript cannot follow the index. */
function parsePayload<Name extends JobName>(name: Name, payload: unknown): JobPayload<Name> {
  return jobPayloads[name].parse(payload) as JobPayload<Name>;
}

await main();
