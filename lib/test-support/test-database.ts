import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { closeDb } from '#lib/db/client.ts';
import { setEnv } from '#lib/env.ts';

/** Gives this test file a migrated database of its own, made from the run's template in some milliseconds. */
export function testDatabase(): { url(): string } {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const template = inject('databaseUrl');
  const url = template.replace(/\/watchpost$/, `/${name}`);
  beforeAll(async () => {
    await onServer(template, `CREATE DATABASE ${name} TEMPLATE watchpost`);
    setEnv({ DATABASE_URL: url });
  });
  afterAll(async () => {
    await closeDb();
    await onServer(template, `DROP DATABASE ${name} WITH (FORCE)`);
  });
  return { url: () => url };
}

/** Copies cannot be made of a database somebody is connected to, nor two at a time. */
async function onServer(template: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: template.replace(/\/watchpost$/, '/postgres') });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(1)');
    await client.query(sql);
  } finally {
    await client.end();
  }
}
