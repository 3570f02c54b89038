import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { env } from '#lib/env.ts';

/** `WATCHPOST_SECRET`, else the one `npm start` made for this folder. */
export function secret(): string {
  const given = env().WATCHPOST_SECRET;
  if (given) return given;
  try {
    return readFileSync(secretFile(), 'utf8').trim();
  } catch (cause) {
    throw new Error('No secret: set WATCHPOST_SECRET (openssl rand -base64 48), or start with npm start.', {
      cause,
    });
  }
}

/** Makes the secret of this folder once; readable by its owner only. */
export function ensureSecret(): void {
  if (env().WATCHPOST_SECRET) return;
  mkdirSync(path.dirname(secretFile()), { recursive: true, mode: 0o711 });
  try {
    writeFileSync(secretFile(), randomBytes(48).toString('base64url'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

function secretFile(): string {
  return path.resolve(env().WATCHPOST_HOME, 'secret');
}
