import type { Prisma } from '#lib/db/generated/client.ts';
import { isRowId } from './row-id.ts';

/** Who an audit event names, as the workspace knows them; null for a former member, a schedule or a one-time link. */
export async function actorName(
  tx: Pick<Prisma.TransactionClient, 'membership'>,
  workspaceId: string,
  actor: string,
): Promise<string | null> {
  if (!isRowId(actor)) return null;
  const member = await tx.membership.findFirst({
    where: { workspaceId, userId: actor },
    select: { user: { select: { name: true } } },
  });
  return member?.user.name ?? null;
}
