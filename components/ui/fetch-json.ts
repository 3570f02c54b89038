import type { z } from 'zod';

/** The session ended while the page stood open: asking again is no use. */
export class SignedOut extends Error {}

/** GET of one of our own JSON routes. @throws Error saying what the server answered. */
export async function fetchJson<T>(path: string, schema: z.ZodType<T>, signal?: AbortSignal): Promise<T> {
  const response = await fetch(path, {
    headers: { accept: 'application/json' },
    ...(signal ? { signal } : {}),
  });
  if (response.status === 401) throw new SignedOut('You are signed out.');
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return schema.parse(await response.json());
}
