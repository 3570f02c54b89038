import { demandRole, type Viewer } from '#lib/auth/viewer.ts';
import { db } from '#lib/db/client.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { AppError } from '#lib/errors.ts';
import { formatInstant } from '#lib/format.ts';
import { WorkspacePolicy } from '#lib/posture/workspace-policy.ts';
import { actorName } from '#lib/queries/actor-name.ts';
import { audit } from './audit.ts';
import { startRejudge } from './start-rejudge.ts';

/** The judging that follows a change; null when nothing changed, or no account was ever read. */
export type Rejudging = { scanId: string; number: number } | null;

/**
 * Changes the policy the person saw, tells the audit log what it was before, and has all judged by the new one.
 * @throws AppError `conflict` when somebody changed the policy since the person loaded it
 */
export async function editPolicy(
  viewer: Viewer,
  seen: string,
  edit: (policy: WorkspacePolicy, tx: Prisma.TransactionClient) => WorkspacePolicy | Promise<WorkspacePolicy>,
): Promise<Rejudging> {
  demandRole(viewer, 'admin');
  const { workspaceId, userId } = viewer;
  return db().$transaction(async (tx) => {
    const current = await lockedPolicy(tx, viewer);
    if (current.version !== seen) throw await overtaken(tx, viewer);
    const before = current.policy;
    const after = WorkspacePolicy.parse(await edit(before, tx));
    const changed = differences(before, after);
    if (Object.keys(changed).length === 0) return null;
    await tx.workspace.update({ where: { id: workspaceId }, data: { policy: after }, select: { id: true } });
    await audit(tx, viewer, 'policy.change', workspaceId, { changed });
    return startRejudge(tx, { workspaceId, startedById: userId });
  });
}

/** Holds the workspace's row, so that two changes come one after the other. */
export async function lockedPolicy(
  tx: Prisma.TransactionClient,
  viewer: Viewer,
): Promise<{ policy: WorkspacePolicy; version: string }> {
  const [row] = await tx.$queryRaw<{ policy: unknown; version: string }[]>`
    SELECT policy, md5(policy::text) AS version FROM workspace WHERE id = ${viewer.workspaceId}::uuid FOR UPDATE`;
  if (!row) throw new AppError('not-found', 'This workspace does not exist any more.');
  return { policy: WorkspacePolicy.parse(row.policy), version: row.version };
}

async function overtaken(tx: Prisma.TransactionClient, viewer: Viewer): Promise<AppError> {
  const last = await tx.auditEvent.findFirst({
    where: { workspaceId: viewer.workspaceId, action: 'policy.change' },
    select: { actor: true, at: true },
    orderBy: { at: 'desc' },
  });
  const who = last && (await actorName(tx, viewer.workspaceId, last.actor));
  const when = last ? ` on ${formatInstant(last.at)}` : '';
  return new AppError(
    'conflict',
    `${who ?? 'Somebody'} changed the policy${when}, after you opened this page. Load it again to see the change; nothing of yours was saved.`,
  );
}

function differences(before: WorkspacePolicy, after: WorkspacePolicy): Prisma.InputJsonObject {
  const was = new Map<string, Prisma.InputJsonValue | null>(Object.entries(before));
  return Object.fromEntries(
    Object.entries(after)
      .filter(([field, value]) => JSON.stringify(was.get(field)) !== JSON.stringify(value))
      .map(([field, to]) => [field, { from: was.get(field) ?? null, to }]),
  );
}
