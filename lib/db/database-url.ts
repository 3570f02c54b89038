import { readFileSync } from 'node:fs';
import path from 'node:path';
import { env } from '#lib/env.ts';

/** Where the running embedded server writes its address. */
function embeddedUrlFile(): string {
  return path.resolve(env().WATCHPOST_HOME, 'database-url');
}

/** `DATABASE_URL`, else the embedded server of this folder when it has been started. */
export function databaseUrl(): string {
  const given = env().DATABASE_URL;
  if (given) return given;
  try {
    return readFileSync(embeddedUrlFile(), 'utf8').trim();
  } catch (cause) {
    throw new Error(
      'No database: set DATABASE_URL, or start Watchpost with npm start, which brings its own.',
      {
        cause,
      },
    );
  }
}
