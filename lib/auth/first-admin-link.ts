import { db } from '#lib/db/client.ts';
import { makeLink, type OneTimeUrl } from './one-time-link.ts';

const day = 24 * 60 * 60 * 1000;

/** While nobody is a member anywhere: a fresh link to become the first admin; earlier ones end. Null afterwards. */
export async function ensureFirstAdminLink(): Promise<OneTimeUrl | null> {
  return db().$transaction(async (tx) => {
    if ((await tx.membership.count()) > 0) return null;
    const known = await tx.workspace.findFirst({ select: { id: true }, orderBy: { createdAt: 'asc' } });
    const workspace =
      known ?? (await tx.workspace.create({ data: { name: 'Watchpost' }, select: { id: true } }));
    await tx.oneTimeLink.deleteMany({ where: { purpose: 'first_admin' } });
    return makeLink(tx, { workspaceId: workspace.id, purpose: 'first_admin', lifetimeMs: day });
  });
}
