import { prismaAdapter } from '@better-auth/prisma-adapter';
import { betterAuth } from 'better-auth';
import { nextCookies } from 'better-auth/next-js';
import { db } from '#lib/db/client.ts';
import { env } from '#lib/env.ts';
import { log } from '#lib/log.ts';
import { oneTimeLinkPlugin } from './one-time-link-plugin.ts';
import { secret } from './secret.ts';

function createAuth() {
  return betterAuth({
    appName: 'Watchpost',
    baseURL: env().WATCHPOST_URL,
    secret: secret(),
    database: prismaAdapter(db(), { provider: 'postgresql', transaction: true }),
    emailAndPassword: {
      enabled: true,
      // Accounts are made by the first-admin link and by invitations only.
      disableSignUp: true,
      minPasswordLength: 12,
      maxPasswordLength: 200,
    },
    account: { modelName: 'credential' },
    session: { expiresIn: 12 * 60 * 60, updateAge: 60 * 60 },
    rateLimit: { enabled: env().NODE_ENV === 'production' },
    advanced: { database: { generateId: false }, cookiePrefix: 'watchpost' },
    logger: {
      level: 'warn',
      log: (level, message) => log[level === 'error' ? 'error' : 'warn']({ part: 'auth' }, message),
    },
    telemetry: { enabled: false },
    // nextCookies comes last: it copies the cookies the others set.
    plugins: [oneTimeLinkPlugin(), nextCookies()],
  });
}

let made: ReturnType<typeof createAuth> | undefined;

/** Made on first use: building pages needs neither secret nor database. */
export function auth(): ReturnType<typeof createAuth> {
  made ??= createAuth();
  return made;
}
