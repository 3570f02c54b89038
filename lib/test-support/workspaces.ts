import { randomUUID } from 'node:crypto';
import { makeViewer, type Role, type Viewer } from '#lib/auth/viewer.ts';
import { newExternalId } from '#lib/commands/external-id.ts';
import { db } from '#lib/db/client.ts';
import type { Environment } from '#lib/posture/decision-scope.ts';

/** A workspace of its own with one member. */
export async function makeWorkspace(role: Role = 'admin'): Promise<Viewer> {
  const workspace = await db().workspace.create({ data: { name: `Test ${randomUUID().slice(0, 8)}` } });
  const user = await db().user.create({ data: { name: 'Ada Vogt', email: `${randomUUID()}@example.com` } });
  await db().membership.create({ data: { workspaceId: workspace.id, userId: user.id, role } });
  const { name, email } = user;
  return makeViewer({
    userId: user.id,
    name,
    email,
    workspaceId: workspace.id,
    workspaceName: workspace.name,
    role,
  });
}

export function withRole(viewer: Viewer, role: Role): Viewer {
  return { ...viewer, role };
}

/** An onboarded account, by default never read. @returns its row id */
export async function makeAccount(
  viewer: Viewer,
  accountId: string,
  facts: { name?: string; group?: string; environment?: Environment } = {},
): Promise<string> {
  const { id } = await db().account.create({
    data: {
      workspaceId: viewer.workspaceId,
      partition: 'aws',
      accountId,
      roleArn: `arn:aws:iam::${accountId}:role/WatchpostReadOnly`,
      externalId: newExternalId(),
      name: facts.name ?? `account-${accountId.slice(-3)}`,
      group: facts.group ?? null,
      environment: facts.environment ?? 'production',
    },
    select: { id: true },
  });
  return id;
}
