import { type ChildProcess, spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

interface Stopper {
  name: string;
  stop(): Promise<void>;
  /** Settles, with where to look, when it ends by itself or is stopped; left out: it cannot be known. */
  ended?: Promise<string>;
}

/** Everything one command has started, ended in reverse order, however the command ends. */
export interface Processes {
  /** Starts a file on this Node; resolves once it has sent `ready` over its channel. */
  start(name: string, args: readonly string[], env: Record<string, string>): Promise<void>;
  /** Adds something else to be stopped. */
  add(stopper: Stopper): void;
  stopAll(): Promise<void>;
  /** Called once when a child ends that nobody stopped. */
  onCrash(listener: (name: string, detail: string) => void): void;
}

const readyWithinMs = 60_000;
const killAfterMs = 10_000;

/** @param home folder the logs of children go to, `<name>.log` */
export function openProcesses(home: string): Processes {
  const running: Stopper[] = [];
  let isStopping = false;
  let crashed: (name: string, detail: string) => void = () => undefined;

  async function start(name: string, args: readonly string[], env: Record<string, string>): Promise<void> {
    const logFile = path.join(home, `${name}.log`);
    const log = openSync(logFile, 'w', 0o600);
    const child = spawn(process.execPath, args, {
      // Not in our group: on Ctrl-C the order of stopping is ours. When we are killed its channel closes.
      detached: true,
      stdio: ['ignore', log, log, 'ipc'],
      env: { ...process.env, ...env },
    });
    running.push({ name, stop: () => stopChild(child) });
    child.on('exit', (code, signal) => {
      if (!isStopping)
        crashed(name, `${name} ended by itself (${signal ?? `exit ${code}`}). Its log: ${logFile}`);
    });
    await ready(name, child, logFile);
  }

  return {
    start,
    add(stopper) {
      running.push(stopper);
      void stopper.ended?.then((detail) => {
        if (!isStopping) crashed(stopper.name, `${stopper.name} ended by itself. ${detail}`);
      });
    },
    onCrash: (listener) => {
      crashed = listener;
    },
    async stopAll() {
      isStopping = true;
      for (let it = running.pop(); it !== undefined; it = running.pop()) await it.stop();
    },
  };
}

function ready(name: string, child: ChildProcess, logFile: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`${name} was not ready within a minute. Its log: ${logFile}`)),
      readyWithinMs,
    );
    child.once('message', () => {
      clearTimeout(timer);
      resolve();
    });
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      reject(new Error(`${name} did not start (${signal ?? `exit ${code}`}). Its log: ${logFile}`));
    });
  });
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  await Promise.race([ended, sleep(killAfterMs, undefined, { ref: false })]);
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await ended;
}
