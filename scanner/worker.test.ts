import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '#lib/auth/viewer.ts';
import { scanNow } from '#lib/commands/scans.ts';
import { closeDb, db } from '#lib/db/client.ts';
import { startEmbeddedPostgres } from '#lib/db/embedded.ts';
import { migrate } from '#lib/db/migrate.ts';
import { env, setEnv } from '#lib/env.ts';
import { testDatabase } from '#lib/test-support/test-database.ts';
import { makeAccount, makeWorkspace } from '#lib/test-support/workspaces.ts';
import { checks } from './checks/registry.ts';
import { type Sandbox, startSandbox } from './sandbox/sandbox.ts';

testDatabase();

const ids = ['100000000001', '100000000002', '100000000003', '100000000004', '100000000005'];
const running: ChildProcess[] = [];
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({
    cloud: {
      operator: { accountId: '900000000009' },
      accounts: ids.map((id) => ({
        id,
        name: `account-${id.slice(-1)}`,
        regions: ['us-east-1'],
        faults: [{ kind: 'slow' as const, delayMs: 120 }],
        resources: { 'us-east-1': { trails: [{ Name: 'main' }] } },
      })),
    },
  });
});
afterEach(async () => {
  for (const child of running.splice(0)) await kill(child, 'SIGKILL');
});
afterAll(() => sandbox.close());

describe('the worker', () => {
  it('finishes a scan it was killed in the middle of, without duplicates', async () => {
    const viewer = await workspaceWithAccounts();
    const first = await startWorker();
    const { scanId } = await scanNow(viewer, { accountId: null });
    await until(async () => (await statuses(scanId)).includes('judging'));
    expect(await statuses(scanId)).not.toContain('done');
    await kill(first, 'SIGKILL');

    await startWorker();
    await until(() => isDone(scanId));
    expect(await statuses(scanId)).toEqual(ids.map(() => 'done'));
    expect(await db().finding.count({ where: { workspaceId: viewer.workspaceId } })).toBe(
      ids.length * checks.length,
    );
    expect(await db().findingTransition.count({ where: { scanId } })).toBe(ids.length * checks.length);
    expect(await db().scan.findUniqueOrThrow({ where: { id: scanId } })).toMatchObject({
      accountsTotal: ids.length,
      accountsDone: ids.length,
      accountsFailed: 0,
    });
    const left = await db().$queryRaw<unknown[]>`
      SELECT 1 FROM graphile_worker.jobs WHERE task_identifier IN ('scan-account', 'judge-scan')`;
    expect(left).toEqual([]);
  });

  it('goes on after SIGTERM in mid-scan', async () => {
    const viewer = await workspaceWithAccounts();
    const first = await startWorker();
    const { scanId } = await scanNow(viewer, { accountId: null });
    await until(async () => (await statuses(scanId)).includes('collecting'));
    expect(await kill(first, 'SIGTERM')).toBe(0);
    await startWorker();
    await until(() => isDone(scanId));
    expect(await statuses(scanId)).toEqual(ids.map(() => 'done'));
  });

  it('assumes each role once per scan', async () => {
    const viewer = await workspaceWithAccounts();
    await startWorker();
    sandbox.resetCalls();
    const { scanId } = await scanNow(viewer, { accountId: null });
    await until(() => isDone(scanId));
    const assumed = sandbox.calls().entries.filter((it) => it.action === 'AssumeRole');
    expect(assumed.reduce((total, it) => total + it.count, 0)).toBe(ids.length);
  });

  it('heals when PostgreSQL is restarted under it', async () => {
    const home = mkdtempSync(path.join(os.tmpdir(), 'watchpost-restart-'));
    chmodSync(home, 0o711);
    const before = env().DATABASE_URL ?? '';
    let server = await startEmbeddedPostgres({ home, isDurable: false });
    try {
      await migrate(server.url);
      await closeDb();
      setEnv({ DATABASE_URL: server.url });
      const viewer = await workspaceWithAccounts();
      const worker = await startWorker();
      await server.stop();
      await expect(db().scan.count()).rejects.toThrow();
      await sleep(1_500);
      server = await startEmbeddedPostgres({ home, isDurable: false, port: server.port });

      expect(await db().scan.count()).toBe(0);
      const { scanId } = await scanNow(viewer, { accountId: null });
      await until(() => isDone(scanId));
      expect(worker.exitCode).toBeNull();
    } finally {
      for (const child of running.splice(0)) await kill(child, 'SIGKILL');
      await closeDb();
      setEnv({ DATABASE_URL: before });
      await server.stop();
      rmSync(home, { recursive: true, force: true });
    }
  });
});

const workspaces = new Map<string, Viewer>();

/** One per database: an external ID belongs to one account only. */
async function workspaceWithAccounts(): Promise<Viewer> {
  const url = env().DATABASE_URL ?? '';
  const viewer = workspaces.get(url) ?? (await makeWorkspace());
  if (workspaces.has(url)) return viewer;
  workspaces.set(url, viewer);
  for (const id of ids) {
    const row = await makeAccount(viewer, id);
    await db().account.update({ where: { id: row }, data: { externalId: `wp-${id}` } });
  }
  return viewer;
}

function startWorker(): Promise<ChildProcess> {
  const child = spawn(path.resolve('node_modules/.bin/node'), ['scanner/worker.ts'], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      ...sandbox.env,
      DATABASE_URL: env().DATABASE_URL ?? '',
      WATCHPOST_LOG_LEVEL: process.env.WORKER_LOG ?? 'fatal',
      WATCHPOST_WORKER_CONCURRENCY: '2',
    },
  });
  running.push(child);
  return new Promise((resolve, reject) => {
    child.once('message', () => resolve(child));
    child.once('exit', (code) => reject(new Error(`the worker ended with ${code}`)));
  });
}

/** @returns its exit code */
function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => {
    child.once('exit', (code) => resolve(code));
    child.kill(signal);
  });
}

async function statuses(scanId: string): Promise<string[]> {
  const rows = await db().accountScan.findMany({ where: { scanId }, select: { status: true } });
  return rows.map((it) => it.status);
}

async function isDone(scanId: string): Promise<boolean> {
  return (await db().scan.findUniqueOrThrow({ where: { id: scanId } })).status === 'done';
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 150_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('it did not come to pass within 150 seconds');
    await sleep(100);
  }
}
