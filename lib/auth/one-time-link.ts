import { createHash, randomBytes } from 'node:crypto';
import type { Prisma } from '#lib/db/generated/client.ts';
import type { LinkPurpose, Role } from '#lib/db/generated/enums.ts';
import { env } from '#lib/env.ts';

/** Shown once: only the hash of its token is stored. */
export interface OneTimeUrl {
  url: string;
  expiresAt: Date;
}

export interface LinkFacts {
  workspaceId: string;
  purpose: LinkPurpose;
  lifetimeMs: number;
  userId?: string;
  email?: string;
  role?: Role;
}

export interface UsedLink {
  workspaceId: string;
  userId: string | null;
  email: string | null;
  role: Role | null;
}

const paths: Record<LinkPurpose, string> = {
  first_admin: '/setup',
  invitation: '/invitation',
  sign_in: '/api/auth/one-time-link',
};

export async function makeLink(tx: Prisma.TransactionClient, facts: LinkFacts): Promise<OneTimeUrl> {
  const { lifetimeMs, ...rest } = facts;
  const token = randomBytes(32).toString('base64url');
  const expiresAt = new Date(Date.now() + lifetimeMs);
  await tx.oneTimeLink.create({
    data: { ...rest, tokenHash: hashOf(token), expiresAt },
    select: { id: true },
  });
  const url = new URL(paths[facts.purpose], env().WATCHPOST_URL);
  url.searchParams.set('token', token);
  return { url: url.href, expiresAt };
}

/** Uses the link up; null when it is unknown, used, expired or for something else. Two at once: one wins. */
export async function consumeLink(
  tx: Prisma.TransactionClient,
  purpose: LinkPurpose,
  token: string,
): Promise<UsedLink | null> {
  const used = await tx.oneTimeLink.updateManyAndReturn({
    where: { tokenHash: hashOf(token), purpose, usedAt: null, expiresAt: { gt: new Date() } },
    data: { usedAt: new Date() },
    select: { workspaceId: true, userId: true, email: true, role: true },
  });
  return used[0] ?? null;
}

/** Looks without using it up, for the page behind the link. */
export async function peekLink(
  tx: Prisma.TransactionClient,
  purpose: LinkPurpose,
  token: string,
): Promise<{ email: string | null; role: Role | null; workspaceName: string } | null> {
  const link = await tx.oneTimeLink.findFirst({
    where: { tokenHash: hashOf(token), purpose, usedAt: null, expiresAt: { gt: new Date() } },
    select: { email: true, role: true, workspace: { select: { name: true } } },
  });
  return link && { email: link.email, role: link.role, workspaceName: link.workspace.name };
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
