import { AppError } from '#lib/errors.ts';

/** better-auth limits its HTTP endpoints only, by an address the client may make up; sign-in is a form of ours. */
const mostTries = 10;
const windowMs = 15 * 60_000;
const mostAddresses = 10_000;

const tries = new Map<string, { count: number; endsAt: number }>();

/** Counts before the password is looked at, so that tries at the same time count too. @throws AppError */
export function countTry(email: string, now = Date.now()): void {
  const known = tries.get(email);
  if (!known || known.endsAt <= now) {
    makeRoom(now);
    tries.set(email, { count: 1, endsAt: now + windowMs });
    return;
  }
  if (known.count >= mostTries) {
    const minutes = Math.ceil((known.endsAt - now) / 60_000);
    throw new AppError('not-allowed', `Too many tries for this address. Try again in ${minutes} minutes.`);
  }
  known.count += 1;
}

export function forgetTries(email: string): void {
  tries.delete(email);
}

function makeRoom(now: number): void {
  if (tries.size < mostAddresses) return;
  for (const [email, { endsAt }] of tries) if (endsAt <= now) tries.delete(email);
  const [oldest] = tries.keys();
  if (tries.size >= mostAddresses && oldest !== undefined) tries.delete(oldest);
}
