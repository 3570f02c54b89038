import { mkdirSync, readFileSync, rmSync, statSync, utimes, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const Running = z.object({ pid: z.number(), url: z.string() });

/** The file is touched while its process lives: an old one names a process id that may be a stranger's by now. */
const touchMs = 5_000;
const staleMs = 20_000;

/** Two starts in one folder would share a database and fight over it: the second is refused. */
export function refuseSecond(home: string): void {
  const other = runningIn(runningFile(home));
  if (other) {
    throw new Error(`Watchpost runs from this folder already, at ${other.url} (process ${other.pid}).`);
  }
}

/**
 * Says for others that this start uses the folder.
 * @returns what to call when this one ends
 */
export function claimHome(home: string, url: string): () => void {
  mkdirSync(home, { recursive: true });
  refuseSecond(home);
  const file = runningFile(home);
  rmSync(file, { force: true });
  // Of two that start at the same moment one fails here.
  writeFileSync(file, JSON.stringify({ pid: process.pid, url }), { flag: 'wx' });
  // Somebody may have removed the folder under us: no reason to end.
  const touch = () => utimes(file, new Date(), new Date(), () => undefined);
  const timer = setInterval(touch, touchMs).unref();
  return () => {
    clearInterval(timer);
    rmSync(file, { force: true });
  };
}

function runningFile(home: string): string {
  return path.join(home, 'running.json');
}

function runningIn(file: string): z.infer<typeof Running> | null {
  try {
    const { pid, url } = Running.parse(JSON.parse(readFileSync(file, 'utf8')));
    const isFresh = Date.now() - statSync(file).mtimeMs < staleMs;
    return isFresh && pid !== process.pid && isAlive(pid) ? { pid, url } : null;
  } catch {
    // Not there, or its writer was killed in the middle of it: nobody is there.
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
