import { z } from 'zod';
import { makeLink, type OneTimeUrl } from '#lib/auth/one-time-link.ts';
import { demandRole, type Viewer } from '#lib/auth/viewer.ts';
import { db } from '#lib/db/client.ts';
import { Role } from '#lib/db/generated/enums.ts';
import { AppError } from '#lib/errors.ts';
import { isRowId } from '#lib/queries/row-id.ts';
import { audit } from './audit.ts';

export const Invitation = z.object({
  email: z.email('This is no e-mail address.').transform((it) => it.toLowerCase()),
  role: z.enum(Role),
});
export type Invitation = z.infer<typeof Invitation>;

const week = 7 * 24 * 60 * 60 * 1000;

/** Makes a link for one person, shown once to the admin, who hands it over. An earlier one for the same address ends. */
export async function inviteMember(viewer: Viewer, { email, role }: Invitation): Promise<OneTimeUrl> {
  demandRole(viewer, 'admin');
  const workspaceId = viewer.workspaceId;
  const member = await db().membership.findFirst({
    where: { workspaceId, user: { email } },
    select: { userId: true },
  });
  if (member) throw new AppError('conflict', `${email} is a member already.`, { field: 'email' });
  return db().$transaction(async (tx) => {
    await tx.oneTimeLink.deleteMany({ where: { workspaceId, purpose: 'invitation', email, usedAt: null } });
    await audit(tx, viewer, 'member.invite', email, { role });
    return makeLink(tx, { workspaceId, purpose: 'invitation', email, role, lifetimeMs: week });
  });
}

/** Ends an invitation that was not used. */
export async function withdrawInvitation(viewer: Viewer, id: string): Promise<void> {
  demandRole(viewer, 'admin');
  const where = { id, workspaceId: viewer.workspaceId, purpose: 'invitation', usedAt: null } as const;
  const { count } = isRowId(id) ? await db().oneTimeLink.deleteMany({ where }) : { count: 0 };
  if (count === 0) throw new AppError('not-found', 'This invitation does not exist any more.');
}

/** @throws AppError `conflict` when the workspace would be left without an admin */
export async function changeRole(viewer: Viewer, userId: string, role: Role): Promise<void> {
  demandRole(viewer, 'admin');
  await changeMembership(viewer, userId, role);
}

/** Takes somebody out of the workspace. Their sessions end with their next request. */
export async function removeMember(viewer: Viewer, userId: string): Promise<void> {
  demandRole(viewer, 'admin');
  await changeMembership(viewer, userId, null);
}

async function changeMembership(viewer: Viewer, userId: string, role: Role | null): Promise<void> {
  const workspaceId = viewer.workspaceId;
  const where = { workspaceId, userId };
  const changed = isRowId(userId)
    ? await db().$transaction(async (tx) => {
        await tx.$queryRaw`SELECT 1 FROM workspace WHERE id = ${workspaceId}::uuid FOR UPDATE`;
        const { count } =
          role === null
            ? await tx.membership.deleteMany({ where })
            : await tx.membership.updateMany({ where, data: { role } });
        const admins = await tx.membership.count({ where: { workspaceId, role: 'admin' } });
        if (admins === 0) throw new AppError('conflict', 'A workspace keeps at least one admin.');
        if (count > 0)
          await audit(tx, viewer, role ? 'member.role' : 'member.remove', userId, role ? { role } : {});
        return count;
      })
    : 0;
  if (changed === 0) throw new AppError('not-found', 'This person is not a member.');
}
