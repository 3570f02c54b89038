import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const Running = z.object({ pid: z.number(), url: z.string() });

/**
 * Two starts in one folder would share a database and fight over it: the second is refused.
 * @returns what to call when this one ends
 */
export function claimHome(home: string, url: string): () => void {
  mkdirSync(home, { recursive: true });
  const file = path.join(home, 'running.json');
  const other = existsSync(file) ? Running.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data : undefined;
  if (other && other.pid !== process.pid && isAlive(other.pid)) {
    throw new Error(`Watchpost runs from this folder already, at ${other.url} (process ${other.pid}).`);
  }
  writeFileSync(file, JSON.stringify({ pid: process.pid, url }));
  return () => rmSync(file, { force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
