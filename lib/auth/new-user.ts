import { hashPassword } from 'better-auth/crypto';
import { z } from 'zod';
import { db } from '#lib/db/client.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import type { LinkPurpose, Role } from '#lib/db/generated/enums.ts';
import { AppError } from '#lib/errors.ts';
import { consumeLink, peekLink, type UsedLink } from './one-time-link.ts';

const Password = z.string().min(12, 'Use at least 12 characters.').max(200, 'Use at most 200 characters.');
const PersonName = z.string().trim().min(1, 'Enter your name.').max(200);

export const FirstAdmin = z.object({
  token: z.string(),
  name: PersonName,
  email: z.email('This is no e-mail address.').transform((it) => it.toLowerCase()),
  password: Password,
  workspaceName: z.string().trim().min(1, 'Name your organization.').max(200),
});
export type FirstAdmin = z.infer<typeof FirstAdmin>;

export const AcceptedInvitation = z.object({ token: z.string(), name: PersonName, password: Password });
export type AcceptedInvitation = z.infer<typeof AcceptedInvitation>;

/** What the page behind a link may show; null when the link no longer works. */
export function peekSetupLink(token: string) {
  return peekLink(db(), 'first_admin', token);
}

export function peekInvitation(token: string) {
  return peekLink(db(), 'invitation', token);
}

/** Makes the first person of a workspace its admin. @throws AppError `expired` */
export async function claimFirstAdmin(input: FirstAdmin): Promise<{ email: string }> {
  if (!(await peekSetupLink(input.token))) throw linkIsOver();
  const hash = await hashPassword(input.password);
  await db().$transaction(async (tx) => {
    const link = await demandLink(tx, 'first_admin', input.token);
    await tx.workspace.update({
      where: { id: link.workspaceId },
      data: { name: input.workspaceName },
      select: { id: true },
    });
    await addMember(tx, { ...input, hash, workspaceId: link.workspaceId, role: 'admin' }, 'first-admin-link');
  });
  return { email: input.email };
}

/** Makes the invited person a member. @throws AppError `expired`, `conflict` */
export async function acceptInvitation(input: AcceptedInvitation): Promise<{ email: string }> {
  if (!(await peekInvitation(input.token))) throw linkIsOver();
  const hash = await hashPassword(input.password);
  return db().$transaction(async (tx) => {
    const { workspaceId, email, role } = await demandLink(tx, 'invitation', input.token);
    if (email === null || role === null) throw new Error('an invitation without address or role');
    await addMember(tx, { name: input.name, email, hash, workspaceId, role }, 'invitation');
    return { email };
  });
}

async function demandLink(
  tx: Prisma.TransactionClient,
  purpose: LinkPurpose,
  token: string,
): Promise<UsedLink> {
  const link = await consumeLink(tx, purpose, token);
  if (link) return link;
  throw linkIsOver();
}

/** Looked at before a password is hashed too: hashing costs, and anybody may send a made-up token. */
function linkIsOver(): AppError {
  return new AppError('expired', 'This link has been used or has expired. Ask for a new one.');
}

interface NewMember {
  name: string;
  email: string;
  hash: string;
  workspaceId: string;
  role: Role;
}

/** Who is a member somewhere keeps the password they have; who was taken out everywhere starts anew. */
async function addMember(tx: Prisma.TransactionClient, member: NewMember, actor: string): Promise<void> {
  const { name, email, hash, workspaceId, role } = member;
  const known = await tx.user.findUnique({
    where: { email },
    select: { id: true, _count: { select: { memberships: true } } },
  });
  if (known && known._count.memberships > 0) {
    throw new AppError('conflict', `${email} has an account already. Sign in with it.`, { field: 'email' });
  }
  if (known) {
    await tx.session.deleteMany({ where: { userId: known.id } });
    await tx.credential.deleteMany({ where: { userId: known.id } });
  }
  const user = await tx.user.upsert({
    where: { email },
    create: { name, email, emailVerified: true },
    update: { name },
    select: { id: true },
  });
  await tx.credential.create({
    data: { userId: user.id, accountId: user.id, providerId: 'credential', password: hash },
    select: { id: true },
  });
  await tx.membership.create({ data: { workspaceId, userId: user.id, role }, select: { userId: true } });
  await tx.auditEvent.create({
    data: { workspaceId, actor, action: 'member.join', subject: user.id, detail: { role } },
    select: { id: true },
  });
}
