import { z } from 'zod';

const Unread = z.object({
  $response: z.object({ statusCode: z.literal(200), body: z.instanceof(Uint8Array) }),
});

/**
 * The JSON behind an answer the SDK gave up on for one value, such as a date no verdict needs. The question's own
 * shape decides whether it will do; lists that are promised keep a service that spells its fields otherwise out.
 * @throws the error, where it is about anything else
 */
export function rawAnswerOf(error: unknown): unknown {
  const unread = error instanceof TypeError ? Unread.safeParse(error).data : undefined;
  if (!unread) throw error;
  try {
    return JSON.parse(Buffer.from(unread.$response.body).toString('utf8'));
  } catch {
    throw error;
  }
}
