import { createHash } from 'node:crypto';
import type { PrismaClient } from '#lib/db/generated/client.ts';
import { AppError } from '#lib/errors.ts';

/**
 * better-auth limits its HTTP endpoints only, by an address the client may make up; sign-in is a form of ours. The
 * count is in the database, so that it holds over all web servers and their restarts.
 */
const mostTries = 10;
const windowMinutes = 15;
/** Made-up addresses must not fill the table. */
const mostAddresses = 10_000;

/** Counts before the password is looked at, so that tries at the same time count too. @throws AppError */
export async function countTry(db: PrismaClient, email: string): Promise<void> {
  const [tried] = await db.$queryRaw<{ count: number; minutes: number }[]>`
    INSERT INTO sign_in_try AS it (address_hash, count, ends_at)
    VALUES (${hashOf(email)}, 1, now() + make_interval(mins => ${windowMinutes}::int))
    ON CONFLICT (address_hash) DO UPDATE SET
      count = CASE WHEN it.ends_at <= now() THEN 1 ELSE least(it.count + 1, ${mostTries + 1}::int) END,
      ends_at = CASE WHEN it.ends_at <= now() THEN excluded.ends_at ELSE it.ends_at END
    RETURNING it.count, ceil(extract(epoch FROM it.ends_at - now()) / 60)::int AS minutes`;
  if (!tried) throw new Error('A counted try came back uncounted.');
  if (tried.count > mostTries) {
    const minutes = `${tried.minutes} ${tried.minutes === 1 ? 'minute' : 'minutes'}`;
    throw new AppError('not-allowed', `Too many tries for this address. Try again in ${minutes}.`);
  }
  if (tried.count === 1) await makeRoom(db);
}

export async function forgetTries(db: PrismaClient, email: string): Promise<void> {
  await db.signInTry.deleteMany({ where: { addressHash: hashOf(email) } });
}

/** @param most how many addresses are kept, those whose time ends first go first */
export async function makeRoom(db: PrismaClient, most = mostAddresses): Promise<void> {
  await db.$executeRaw`
    DELETE FROM sign_in_try
    WHERE ends_at <= now()
      OR address_hash IN (SELECT address_hash FROM sign_in_try ORDER BY ends_at DESC OFFSET ${most}::int)`;
}

function hashOf(email: string): string {
  return createHash('sha256').update(email).digest('hex');
}
