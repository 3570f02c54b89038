import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Processes } from './processes.ts';

const inputs = [
  'app',
  'components',
  'lib',
  'public',
  'prisma/schema.prisma',
  'package-lock.json',
  'next.config.js',
  'postcss.config.mjs',
  'tsconfig.json',
  'proxy.ts',
];

/** Builds the web app unless nothing it is made of has changed. @returns false when the last build still holds */
export async function buildWeb(processes: Processes): Promise<boolean> {
  const mark = '.next/watchpost-inputs';
  const wanted = hashOf(inputs);
  if (existsSync('.next/BUILD_ID') && existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return false;
  await nextBuild(processes);
  writeFileSync(mark, wanted);
  return true;
}

function nextBuild(processes: Processes): Promise<void> {
  const child = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    // A group of its own, with what it starts in turn: stopped half-way none of it may go on writing.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  });
  processes.add({ name: 'web build', stop: () => stopGroup(child) });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (it: Buffer) => output.push(it.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`The web app could not be built.\n${output.join('')}`)),
    );
  });
}

async function stopGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  process.kill(-child.pid, 'SIGKILL');
  await ended;
}

function hashOf(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of paths.flatMap(filesUnder).sort())
    hash.update(file).update('\0').update(readFileSync(file));
  return hash.digest('hex');
}

function filesUnder(target: string): string[] {
  if (!existsSync(target)) return [];
  const entries = readdirSync(path.dirname(target), { withFileTypes: true });
  if (entries.some((it) => it.name === path.basename(target) && it.isFile())) return [target];
  return readdirSync(target, { withFileTypes: true, recursive: true })
    .filter((it) => it.isFile() && !/\.test\.tsx?$/.test(it.name))
    .map((it) => path.join(it.parentPath, it.name));
}
