import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { systemPath } from '#lib/env.ts';
import { canTraverse, type PostgresUser, postgresBinaries, postgresUser } from './postgres-binaries.ts';

export interface EmbeddedPostgres {
  /** URL of the database `watchpost`. */
  url: string;
  port: number;
  /** Process id of the server. */
  pid: number;
  /** True when a server of an earlier run was still there. */
  isReused: boolean;
  /** Settles when the server has ended, with where to look; never for one of an earlier run. */
  ended: Promise<string>;
  /** Ends all sessions and the server, and waits until it is gone. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Ignored folder everything lives in. */
  home: string;
  /** False for throw-away data: faster, not safe against a power cut. */
  isDurable?: boolean;
  /** Fixed port; by default a free one. */
  port?: number;
}

const database = 'watchpost';

/**
 * Starts PostgreSQL in `home`, creating its data on first use. A server that an earlier run left behind is taken
 * over; the traces of one that died are repaired.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const home = path.resolve(options.home);
  const user = postgresUser();
  const place = placeOf(home, user);
  const password = passwordOf(home);
  const left = await runningServer(place.data, password);
  if (left) return handle(home, password, left.port, left.pid, null);

  const binaries = postgresBinaries(user, place.binaries);
  if (!existsSync(path.join(place.data, 'PG_VERSION')))
    await initialize(binaries.initdb, place.data, password, user);
  rmSync(path.join(place.data, 'postmaster.pid'), { force: true });
  const port = options.port ?? (await freePort());
  const log = openSync(path.join(home, 'postgres.log'), 'a', 0o600);
  const server = spawn(binaries.postgres, ['-D', place.data, '-p', String(port), ...settings(options)], {
    ...runAs(user),
    // PostgreSQL gets the folder it works in, not one its user may not enter.
    cwd: place.data,
    env: serverEnv(),
    stdio: ['ignore', log, log],
    // Its own process group: Ctrl-C must reach it after those who still write to it.
    detached: true,
  });
  await ready(server, home, urlOf(password, port, 'postgres'));
  if (server.pid === undefined) throw new Error('PostgreSQL has no process id');
  await createDatabase(urlOf(password, port, 'postgres'));
  return handle(home, password, port, server.pid, server);
}

/** A free port of the loopback address, as the system gives it. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no free port')),
      );
    });
  });
}

/** Deletes the data for good. The server must be stopped. */
export function removeEmbeddedPostgres(homeFolder: string): void {
  const place = placeOf(path.resolve(homeFolder), postgresUser());
  rmSync(place.root, { recursive: true, force: true });
}

interface Place {
  root: string;
  data: string;
  binaries: string;
}

/**
 * Inside `home`, unless the server's user may not go there (root's checkout under /root): then where only root can
 * make folders and a restart of the machine deletes none.
 */
function placeOf(home: string, user: PostgresUser | null): Place {
  mkdirSync(home, { recursive: true, mode: 0o711 });
  const hash = createHash('sha256').update(home).digest('hex').slice(0, 12);
  const isReachable = user === null || canTraverse(home);
  const root = isReachable ? path.join(home, 'postgres') : path.join('/var/lib/watchpost', hash);
  return { root, data: path.join(root, 'data'), binaries: path.join(root, 'binaries') };
}

function passwordOf(home: string): string {
  const file = path.join(home, 'postgres-password');
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

async function initialize(
  initdb: string,
  data: string,
  password: string,
  user: PostgresUser | null,
): Promise<void> {
  mkdirSync(path.dirname(data), { recursive: true, mode: 0o755 });
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { mode: 0o700 });
  const passwordFile = path.join(path.dirname(data), 'initial-password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user) for (const it of [data, passwordFile]) chownSync(it, user.uid, user.gid);
  try {
    await promisify(execFile)(
      initdb,
      [
        `--pgdata=${data}`,
        '--username=postgres',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--no-sync',
      ],
      { ...runAs(user), cwd: data, env: serverEnv() },
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function settings({ isDurable = true }: EmbeddedOptions): string[] {
  const lasting = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=120',
    'jit=off',
  ];
  const fast = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
  return [...lasting, ...(isDurable ? [] : fast)].flatMap((it) => ['-c', it]);
}

/** A server left by an earlier run that answers to our password; null when there is none. */
async function runningServer(data: string, password: string): Promise<{ port: number; pid: number } | null> {
  const file = path.join(data, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n').map(Number);
  if (!pid || !port || !isAlive(pid)) return null;
  try {
    await query(urlOf(password, port, 'postgres'), 'SELECT 1');
    return { port, pid };
  } catch {
    // Another process has this id by now, or the server is going down: either way it is not ours to use.
    return null;
  }
}

function runAs(user: PostgresUser | null): Partial<PostgresUser> {
  return user === null ? {} : { uid: user.uid, gid: user.gid };
}

/** NODE_ENV only because Node's types ask for it. */
function serverEnv(): NodeJS.ProcessEnv {
  return { PATH: systemPath(), LC_ALL: 'C', TZ: 'UTC', NODE_ENV: 'production' };
}

async function ready(server: ChildProcess, home: string, url: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  let last: unknown;
  while (Date.now() < deadline) {
    if (server.exitCode !== null || server.signalCode !== null) {
      throw new Error(`PostgreSQL did not start.\n${lastLines(path.join(home, 'postgres.log'))}`);
    }
    try {
      await query(url, 'SELECT 1');
      return;
    } catch (error) {
      last = error;
      await sleep(50);
    }
  }
  throw new Error('PostgreSQL did not answer within a minute.', { cause: last });
}

async function createDatabase(url: string): Promise<void> {
  const found = await query(url, `SELECT 1 FROM pg_database WHERE datname = '${database}'`);
  if (found.length === 0) await query(url, `CREATE DATABASE ${database}`);
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

function handle(
  home: string,
  password: string,
  port: number,
  pid: number,
  server: ChildProcess | null,
): EmbeddedPostgres {
  const url = urlOf(password, port, database);
  const urlFile = path.join(home, 'database-url');
  writeFileSync(urlFile, url, { mode: 0o600 });
  return {
    url,
    port,
    pid,
    isReused: server === null,
    ended: new Promise((resolve) =>
      server?.once('exit', () => resolve(`Its log: ${path.join(home, 'postgres.log')}`)),
    ),
    async stop() {
      rmSync(urlFile, { force: true });
      // SIGINT is PostgreSQL's fast shutdown: sessions are ended, data is written.
      if (isAlive(pid)) process.kill(pid, 'SIGINT');
      const deadline = Date.now() + 20_000;
      while (
        isAlive(pid) &&
        server?.exitCode === null &&
        server.signalCode === null &&
        Date.now() < deadline
      ) {
        await sleep(25);
      }
      while (server === null && isAlive(pid) && Date.now() < deadline) await sleep(25);
    },
  };
}

function urlOf(password: string, port: number, name: string): string {
  return `postgresql://postgres:${password}@127.0.0.1:${port}/${name}`;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function lastLines(file: string): string {
  return readFileSync(file, 'utf8').split('\n').slice(-8).join('\n');
}
