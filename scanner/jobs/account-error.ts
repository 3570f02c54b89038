import { z } from 'zod';
import { Prisma } from '#lib/db/generated/client.ts';
import { log } from '#lib/log.ts';
import type { AccountError } from '#lib/posture/account-error.ts';
import { SignInError } from '../aws/sign-in.ts';

/** Why an account could not be read, for a person. What is no sign-in problem is a bug of ours, logged here. */
export function accountErrorOf(error: unknown, accountId: string): AccountError {
  const at = new Date().toISOString();
  if (error instanceof SignInError) {
    return { code: error.code, message: error.message, requestId: error.requestId, at };
  }
  log.error({ error, accountId }, 'an account scan failed');
  return { code: 'inconclusive', message: 'The scan failed. Its log says why.', requestId: null, at };
}

/** PostgreSQL away or restarting: the job is repeated, and the account is not blamed. */
export function isOfDatabase(error: unknown): boolean {
  return (
    (error instanceof Prisma.PrismaClientKnownRequestError && !isOfData(error)) ||
    error instanceof Prisma.PrismaClientUnknownRequestError ||
    error instanceof Prisma.PrismaClientInitializationError
  );
}

const Refusal = z.object({ driverAdapterError: z.object({ cause: z.object({ originalCode: z.string() }) }) });

/** PostgreSQL is there and refuses the values (SQLSTATE 22, 23) or their size (54): repeating would not help. */
function isOfData({ meta }: Prisma.PrismaClientKnownRequestError): boolean {
  const refusal = Refusal.safeParse(meta);
  return refusal.success && /^(22|23|54)/.test(refusal.data.driverAdapterError.cause.originalCode);
}
