import { isAPIError } from 'better-auth/api';
import { headers } from 'next/headers';
import { z } from 'zod';
import { db } from '#lib/db/client.ts';
import { AppError } from '#lib/errors.ts';
import { auth } from './auth.ts';
import { countTry, forgetTries } from './sign-in-limit.ts';

export const Credentials = z.object({
  email: z
    .email('This is no e-mail address.')
    .max(320)
    .transform((it) => it.toLowerCase()),
  password: z.string().min(1, 'Enter your password.').max(200, 'A password has at most 200 characters.'),
});
export type Credentials = z.infer<typeof Credentials>;

/** Sets the session cookie of the response. @throws AppError that does not say which of the two was wrong, or after too many tries */
export async function signIn({ email, password }: Credentials): Promise<void> {
  await countTry(db(), email);
  try {
    await auth().api.signInEmail({ body: { email, password }, headers: await headers() });
  } catch (cause) {
    if (!isAPIError(cause)) throw cause;
    throw new AppError('invalid-input', 'E-mail address or password is wrong.', { cause });
  }
  await forgetTries(db(), email);
}

export async function signOut(): Promise<void> {
  await auth().api.signOut({ headers: await headers() });
}
