import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';

it('names the start that uses the folder, not the port that start has taken', async () => {
  const home = mkdtempSync(path.join(os.tmpdir(), 'watchpost-command-'));
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const address = taken.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const url = `http://127.0.0.1:${port}`;
  mkdirSync(home, { recursive: true });
  writeFileSync(path.join(home, 'running.json'), JSON.stringify({ pid: process.pid, url }));
  try {
    const { stderr, status } = spawnSync(
      path.resolve('node_modules/.bin/node'),
      ['scripts/start.ts', '--port', String(port)],
      { encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production', WATCHPOST_HOME: home } },
    );
    expect(stderr).toContain(`Watchpost runs from this folder already, at ${url} (process ${process.pid}).`);
    expect(status).toBe(1);
  } finally {
    taken.close();
    rmSync(home, { recursive: true, force: true });
  }
});
