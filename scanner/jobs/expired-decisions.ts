import { startRejudge } from '#lib/commands/start-rejudge.ts';
import { db } from '#lib/db/client.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { log } from '#lib/log.ts';

/** Judges workspaces again in which a decision has expired since they were last judged again, once per expiry. */
export async function expiredDecisions(): Promise<void> {
  const due = await db().$queryRaw<
    { workspace_id: string; check_ids: string[]; decisions: Prisma.InputJsonArray }[]
  >`
    SELECT w.id AS workspace_id, array_agg(DISTINCT d ->> 'checkId') AS check_ids,
      jsonb_agg(jsonb_build_object('checkId', d -> 'checkId', 'owner', d -> 'owner', 'scope', d -> 'scope')) AS decisions
    FROM workspace w CROSS JOIN LATERAL jsonb_array_elements(w.policy -> 'notRequired') AS d
    WHERE (d ->> 'expiresAt')::timestamptz <= now()
      AND NOT EXISTS (
        SELECT 1 FROM scan s
        WHERE s.workspace_id = w.id AND s.trigger = 'policy' AND s.created_at >= (d ->> 'expiresAt')::timestamptz)
    GROUP BY w.id`;
  for (const { workspace_id: workspaceId, check_ids: checkIds, decisions } of due) {
    await db().$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM workspace WHERE id = ${workspaceId}::uuid FOR UPDATE`;
      const scan = await startRejudge(tx, { workspaceId, startedById: null });
      if (!scan) return;
      await tx.auditEvent.create({
        data: {
          workspaceId,
          actor: 'schedule',
          action: 'policy.decision-expired',
          subject: scan.scanId,
          detail: { checkIds, decisions, scan: scan.number },
        },
        select: { id: true },
      });
      log.info({ workspaceId, checkIds, number: scan.number }, 'decisions expired');
    });
  }
}
