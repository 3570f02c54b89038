import type { Viewer } from '#lib/auth/viewer.ts';
import { db } from '#lib/db/client.ts';
import type { Role } from '#lib/db/generated/enums.ts';

export interface MemberRow {
  userId: string;
  name: string;
  email: string;
  role: Role;
  since: Date;
}

export interface InvitationRow {
  id: string;
  email: string;
  role: Role;
  expiresAt: Date;
}

export async function listMembers(
  viewer: Viewer,
): Promise<{ members: MemberRow[]; invitations: InvitationRow[] }> {
  const workspaceId = viewer.workspaceId;
  const [members, invitations] = await Promise.all([
    db().membership.findMany({
      where: { workspaceId },
      select: { role: true, createdAt: true, user: { select: { id: true, name: true, email: true } } },
      orderBy: { user: { name: 'asc' } },
    }),
    db().oneTimeLink.findMany({
      where: { workspaceId, purpose: 'invitation', usedAt: null, expiresAt: { gt: new Date() } },
      select: { id: true, email: true, role: true, expiresAt: true },
      orderBy: { createdAt: 'desc' },
    }),
  ]);
  return {
    members: members.map(({ user, role, createdAt }) => ({
      userId: user.id,
      name: user.name,
      email: user.email,
      role,
      since: createdAt,
    })),
    invitations: invitations.flatMap(({ email, role, ...it }) =>
      email !== null && role !== null ? [{ ...it, email, role }] : [],
    ),
  };
}
