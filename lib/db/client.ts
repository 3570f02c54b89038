import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { env } from '#lib/env.ts';
import { log } from '#lib/log.ts';
import { databaseUrl } from './database-url.ts';
import { PrismaClient } from './generated/client.ts';

interface Connection {
  pool: pg.Pool;
  prisma: PrismaClient;
}

/** Kept on globalThis because next dev reloads modules and would otherwise open a new pool each time. */
const shared: typeof globalThis & { watchpostDatabase?: Connection } = globalThis;

function connect(): Connection {
  const pool = new pg.Pool({
    connectionString: databaseUrl(),
    max: env().WATCHPOST_DATABASE_POOL,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
  });
  // A connection that PostgreSQL closes, idle or in use, must not end the process; the pool opens a new one when asked.
  // Only what was said: pg hangs its whole client on the error.
  const lost = ({ message }: Error) => {
    if (!pool.ending) log.warn({ reason: message }, 'database connection lost');
  };
  pool.on('error', lost);
  pool.on('connect', (client) => client.on('error', lost));
  const adapter = new PrismaPg(pool, { onPoolError: lost });
  return { pool, prisma: new PrismaClient({ adapter, errorFormat: 'minimal' }) };
}

function connection(): Connection {
  shared.watchpostDatabase ??= connect();
  return shared.watchpostDatabase;
}

/** Opened on first use: building pages must not need a database. */
export function db(): PrismaClient {
  return connection().prisma;
}

export async function closeDb(): Promise<void> {
  const open = shared.watchpostDatabase;
  if (!open) return;
  delete shared.watchpostDatabase;
  await open.prisma.$disconnect();
  if (!open.pool.ended) await open.pool.end();
}
