import os from 'node:os';
import { db } from '#lib/db/client.ts';
import { log } from '#lib/log.ts';

const heartbeatMs = 5_000;
const deadAfter = '30 seconds';
/** Between taking its first job and having written its row a new worker is not dead. */
const registering = '3 seconds';

/** Writes that this worker lives; its jobs stay its own as long as it does. */
async function beat(id: string, principalArn: string | null): Promise<void> {
  const facts = { host: os.hostname(), pid: process.pid, heartbeatAt: new Date(), principalArn };
  await db().workerProcess.upsert({
    where: { id },
    create: { id, ...facts },
    update: facts,
    select: { id: true },
  });
}

async function leave(id: string): Promise<void> {
  await db().workerProcess.deleteMany({ where: { id } });
}

/**
 * Gives back what a killed worker was working on: at once on this machine, after half a minute elsewhere. Without
 * this its jobs would stay locked for hours.
 */
export async function releaseDeadWorkers(): Promise<void> {
  const here = await db().workerProcess.findMany({
    where: { host: os.hostname() },
    select: { id: true, pid: true },
  });
  const gone = here.filter((it) => !isAlive(it.pid)).map((it) => it.id);
  if (gone.length > 0) await db().workerProcess.deleteMany({ where: { id: { in: gone } } });
  await db().$executeRaw`DELETE FROM worker_process WHERE heartbeat_at < now() - ${deadAfter}::interval`;
  const held = await db().$queryRaw<{ locked_by: string }[]>`
    SELECT locked_by FROM graphile_worker.jobs
    WHERE locked_by IS NOT NULL AND locked_by NOT IN (SELECT id FROM worker_process)
    GROUP BY locked_by HAVING max(locked_at) < now() - ${registering}::interval`;
  if (held.length === 0) return;
  const ids = held.map((it) => it.locked_by);
  await db().$executeRaw`SELECT graphile_worker.force_unlock_workers(${ids}::text[])`;
  log.warn({ workers: ids }, 'released the jobs of workers that died');
}

/** Beats and looks for the dead until stopped. A database that is away is tried again at the next beat. */
export function keepBeating(id: string, principalArn: () => string | null): { stop(): Promise<void> } {
  let last: Promise<void> = Promise.resolve();
  const once = () => {
    last = beat(id, principalArn())
      .then(releaseDeadWorkers)
      .catch((error: unknown) => log.warn({ error }, 'no heartbeat: the database did not answer'));
  };
  once();
  const timer = setInterval(once, heartbeatMs);
  return {
    async stop() {
      clearInterval(timer);
      await last;
      await leave(id).catch((error: unknown) => log.warn({ error }, 'this worker could not sign off'));
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
