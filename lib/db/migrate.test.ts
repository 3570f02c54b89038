import pg from 'pg';
import { describe, expect, inject, it } from 'vitest';
import { testDatabase } from '#lib/test-support/test-database.ts';
import { diffToSchema } from './diff.ts';
import { migrate } from './migrate.ts';
import { readMigrations } from './migrations.ts';

const database = testDatabase();

describe('migrate', () => {
  it('has nothing to do on a migrated database', async () => {
    expect(await migrate(database.url())).toEqual([]);
  });

  it('brings an empty database to this version, also when two start at once', async () => {
    const url = await emptyDatabase();
    const applied = await Promise.all([migrate(url), migrate(url)]);
    expect(applied.flat()).toEqual(readMigrations().migrationDirectories.map((it) => it.path));
  });

  it('writes the rows prisma migrate writes', async () => {
    const rows = await query(
      database.url(),
      'SELECT migration_name, finished_at, rolled_back_at FROM _prisma_migrations',
    );
    expect(rows).toHaveLength(readMigrations().migrationDirectories.length);
    expect(rows[0]).toMatchObject({ finished_at: expect.any(Date), rolled_back_at: null });
  });

  it('refuses a database of a newer version', async () => {
    const url = await emptyDatabase();
    await migrate(url);
    await query(
      url,
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ('x', 'x', '29990101000000_from_the_future', now(), now(), 1)`,
    );
    await expect(migrate(url)).rejects.toThrow('29990101000000_from_the_future is in the database but not');
  });
});

describe('prisma/schema.prisma', () => {
  it('says what the migrations make', async () => {
    expect(await diffToSchema(database.url())).toBeNull();
  });
});

async function emptyDatabase(): Promise<string> {
  const name = `empty_${Math.random().toString(36).slice(2)}`;
  await query(inject('databaseUrl').replace(/\/watchpost$/, '/postgres'), `CREATE DATABASE ${name}`);
  return inject('databaseUrl').replace(/\/watchpost$/, `/${name}`);
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
