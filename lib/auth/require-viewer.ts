import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { db } from '#lib/db/client.ts';
import { auth } from './auth.ts';
import { makeViewer, type Viewer } from './viewer.ts';

/** Who is signed in, once per request; null when nobody is, or they are no longer a member anywhere. */
export const currentViewer = cache(async (): Promise<Viewer | null> => {
  const session = await auth().api.getSession({ headers: await headers() });
  return session ? viewerOfUser(session.user.id) : null;
});

/** For pages: sends strangers to the sign-in page. */
export async function requireViewer(): Promise<Viewer> {
  const viewer = await currentViewer();
  if (!viewer) redirect('/sign-in');
  return viewer;
}

/** A person in several workspaces sees the one they joined first. */
async function viewerOfUser(userId: string): Promise<Viewer | null> {
  const membership = await db().membership.findFirst({
    where: { userId },
    select: {
      role: true,
      user: { select: { name: true, email: true } },
      workspace: { select: { id: true, name: true } },
    },
    orderBy: { createdAt: 'asc' },
  });
  if (!membership) return null;
  const { user, workspace, role } = membership;
  return makeViewer({
    userId,
    name: user.name,
    email: user.email,
    workspaceId: workspace.id,
    workspaceName: workspace.name,
    role,
  });
}
