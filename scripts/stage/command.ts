import { env, setEnv } from '#lib/env.ts';
import { openProcesses, type Processes } from './processes.ts';
import { claimHome, refuseSecond } from './running.ts';
import { openSteps, type Steps } from './steps.ts';
import { webPort } from './web-port.ts';

export interface CommandOptions {
  home: string;
  /** Port asked for; null: the first free one from 3000. */
  port: number | null;
}

/**
 * Runs one long-living command: chooses the port, does `work`, then waits. Ends on Ctrl-C, SIGTERM, a crashed child,
 * an error, or `work` returning `done`; whatever was started is stopped first, in every case.
 */
export async function runCommand(
  { home, port }: CommandOptions,
  work: (steps: Steps, processes: Processes) => Promise<'wait' | 'done'>,
): Promise<void> {
  const steps = openSteps({ setup: Number(process.env.WATCHPOST_SETUP_MS ?? 0) / 1000 });
  const processes = openProcesses(home);
  let release: () => void = () => undefined;
  const asked = new Promise<'stop'>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) {
      process.on(signal, () => resolve('stop'));
    }
  });
  const crashed = new Promise<never>((_, reject) => {
    processes.onCrash((_name, detail) => reject(new Error(detail)));
  });
  try {
    // Before the port is looked at: it is taken by that other start, and another port would not help.
    refuseSecond(home);
    const chosen = await webPort(port, env().HOST);
    const shown = env().HOST === '0.0.0.0' ? 'localhost' : env().HOST;
    const url = process.env.WATCHPOST_URL ?? `http://${shown}:${chosen}`;
    release = claimHome(home, url);
    setEnv({ PORT: String(chosen), WATCHPOST_URL: url, WATCHPOST_HOME: home, NODE_ENV: 'production' });
    const outcome = await Promise.race([work(steps, processes), asked, crashed]);
    if (outcome === 'wait') await Promise.race([asked, crashed]);
  } catch (error) {
    process.stderr.write(`\n✗ ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  } finally {
    process.stderr.write('· stopping …\n');
    await processes.stopAll();
    release();
    process.stderr.write('✓ stopped\n');
  }
  process.exit();
}
