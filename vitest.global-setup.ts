import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '#lib/db/embedded.ts';
import { migrate } from '#lib/db/migrate.ts';

/** One PostgreSQL for the whole run; each test file gets a copy of its migrated `watchpost` database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = mkdtempSync(path.join(os.tmpdir(), 'watchpost-test-'));
  // Run by root, the server is another user's, who has to get in.
  chmodSync(home, 0o711);
  const server = await startEmbeddedPostgres({ home, isDurable: false });
  await migrate(server.url);
  project.provide('databaseUrl', server.url);
  return async () => {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  };
}

declare module 'vitest' {
  export interface ProvidedContext {
    databaseUrl: string;
  }
}
