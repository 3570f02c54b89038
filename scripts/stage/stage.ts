import { ensureSecret } from '#lib/auth/secret.ts';
import { closeDb } from '#lib/db/client.ts';
import { startEmbeddedPostgres } from '#lib/db/embedded.ts';
import { migrate } from '#lib/db/migrate.ts';
import { env, setEnv } from '#lib/env.ts';
import { buildWeb } from './build-web.ts';
import type { Processes } from './processes.ts';
import type { Steps } from './steps.ts';

/** Database, worker and web, in the order they need each other. The environment is set for all that follows. */
export async function raiseDatabase(steps: Steps, processes: Processes): Promise<void> {
  ensureSecret();
  await steps.run('database', async (say) => {
    if (!env().DATABASE_URL) {
      const server = await startEmbeddedPostgres({ home: env().WATCHPOST_HOME });
      processes.add({ name: 'PostgreSQL', stop: () => server.stop(), ended: server.ended });
      setEnv({ DATABASE_URL: server.url });
    }
    processes.add({ name: 'connections', stop: closeDb });
    const applied = await migrate(env().DATABASE_URL ?? '');
    if (applied.length > 0) say(`applied ${applied.length} migrations`);
  });
}

export function raiseBuild(steps: Steps, processes: Processes): Promise<boolean> {
  return steps.run('web build', () => buildWeb(processes));
}

export async function raiseWorker(
  steps: Steps,
  processes: Processes,
  settings: Record<string, string> = {},
  isDev = false,
): Promise<void> {
  const args = [...(isDev ? ['--watch', '--watch-preserve-output'] : []), 'scanner/worker.ts'];
  await steps.run('worker', () => processes.start('worker', args, settings));
}

export async function raiseWeb(steps: Steps, processes: Processes, isDev = false): Promise<void> {
  const args = ['scripts/web.ts', ...(isDev ? ['--dev'] : [])];
  // The web process holds no AWS identity: what could be one is taken away from it.
  const noAws = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_SESSION_TOKEN: '', AWS_PROFILE: '' };
  const mode = isDev ? 'development' : 'production';
  await steps.run('web', () => processes.start('web', args, { ...noAws, NODE_ENV: mode }));
}
