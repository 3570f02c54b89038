import { Prisma } from '#lib/db/generated/client.ts';

/** Races are settled by the database: the loser learns it here. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
}
