import { actorOf, type Viewer } from '#lib/auth/viewer.ts';
import type { Prisma } from '#lib/db/generated/client.ts';

/** Writes one line of the audit log in the caller's transaction. Never pass secrets or external IDs in `detail`. */
export async function audit(
  tx: Prisma.TransactionClient,
  viewer: Viewer,
  action: string,
  subject: string | null,
  detail: Prisma.InputJsonObject = {},
): Promise<void> {
  await tx.auditEvent.create({
    data: { workspaceId: viewer.workspaceId, actor: actorOf(viewer), action, subject, detail },
    select: { id: true },
  });
}
