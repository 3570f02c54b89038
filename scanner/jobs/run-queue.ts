import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type CronItem,
  Logger,
  parseCronItems,
  type Runner,
  run,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker';
import pg from 'pg';
import { databaseUrl } from '#lib/db/database-url.ts';
import { env } from '#lib/env.ts';
import { log } from '#lib/log.ts';
import { keepBeating } from './release-dead-workers.ts';

export interface Queue {
  /** Settles when it has stopped. */
  ended: Promise<void>;
  /** Takes no more jobs, lets running ones end, interrupts what does not within `drainMs`. */
  stop(reason: string): Promise<void>;
}

export interface QueueOptions {
  tasks: TaskList;
  crons: CronItem[];
  drainMs: number;
  principalArn: () => string | null;
}

/** Runs jobs until stopped. Resolves once the first look for a job has worked. */
export async function runQueue(options: QueueOptions): Promise<Queue> {
  const pgPool = new pg.Pool({
    connectionString: databaseUrl(),
    max: env().WATCHPOST_WORKER_CONCURRENCY + 4,
  });
  // Of idle connections and of those in use: losing one must not end the process.
  // Only what was said: pg hangs its whole client on the error.
  const lost = ({ message }: Error) => {
    if (!pgPool.ending) log.warn({ reason: message }, 'database connection lost');
  };
  pgPool.on('error', lost);
  pgPool.on('connect', (client) => client.on('error', lost));
  const { runner, beating } = await runUntilItLooks(pgPool, options);
  return {
    stop: (reason) => runner.stop(reason),
    ended: endOf(runner, beating, pgPool),
  };
}

async function endOf(runner: Runner, beating: Running['beating'], pgPool: pg.Pool): Promise<void> {
  try {
    await runner.promise;
  } finally {
    await beating.stop();
    await pgPool.end();
  }
}

interface Running {
  runner: Runner;
  beating: ReturnType<typeof keepBeating>;
}

/**
 * graphile-worker keeps the answer of its first look-up of task ids, an error included: were PostgreSQL away at that
 * moment, it would never find a job again. So a runner whose first look fails is replaced.
 */
async function runUntilItLooks(pgPool: pg.Pool, options: QueueOptions): Promise<Running> {
  for (;;) {
    const events: WorkerEvents = new EventEmitter();
    const beating = new Promise<Running['beating']>((resolve) => {
      events.once('pool:create', ({ workerPool }) =>
        resolve(keepBeating(workerPool.id, options.principalArn)),
      );
    });
    const looked = new Promise<boolean>((resolve) => {
      events.once('worker:getJob:empty', () => resolve(true));
      events.once('job:start', () => resolve(true));
      events.once('worker:getJob:error', () => resolve(false));
    });
    const runner = await run({
      pgPool,
      events,
      concurrency: env().WATCHPOST_WORKER_CONCURRENCY,
      // The worker drains by itself.
      noHandleSignals: true,
      pollInterval: 1_000,
      taskList: options.tasks,
      parsedCronItems: parseCronItems(options.crons),
      logger: queueLog(),
      preset: { worker: { gracefulShutdownAbortTimeout: options.drainMs } },
    });
    if (await looked) return { runner, beating: await beating };
    log.warn('the database went away while the worker started; starting again');
    await runner.stop('the first look for a job failed');
    await (await beating).stop();
    await sleep(1_000);
  }
}

function queueLog(): Logger {
  return new Logger((scope) => (level, message) => {
    const at = level === 'warning' ? 'warn' : level === 'info' ? 'debug' : level;
    log[at]({ part: 'queue', label: scope.label }, message);
  });
}
