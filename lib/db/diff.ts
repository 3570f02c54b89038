import type pg from 'pg';
import { noFilter, readMigrations, readSchema } from './migrations.ts';
import { withSchemaEngine } from './schema-engine.ts';

/**
 * SQL that takes a database with all migrations to `prisma/schema.prisma`; null when they agree. The engine replays
 * the migrations in a shadow database it makes and drops on the server of `url`.
 */
export function diffToSchema(url: string): Promise<string | null> {
  const schema = readSchema();
  return withSchemaEngine(parts(url), schema, async (engine) => {
    const { stdout, exitCode } = await engine.diff({
      from: { tag: 'migrations', ...readMigrations() },
      to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: schema }] },
      script: true,
      exitCode: true,
      filters: noFilter,
    });
    return exitCode === 0 ? null : stdout;
  });
}

/** In parts, because the adapter names its shadow database beside them, and a connection string would win over that. */
function parts(url: string): pg.PoolConfig {
  const { hostname, port, username, password, pathname } = new URL(url);
  return {
    host: hostname,
    port: Number(port || 5432),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: pathname.slice(1),
    // The shadow database can only be dropped once nobody is connected to it.
    idleTimeoutMillis: 1,
  };
}
