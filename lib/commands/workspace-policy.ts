import { z } from 'zod';
import { editions } from '#lib/alarm-controls/editions.ts';
import { demandRole, type Viewer } from '#lib/auth/viewer.ts';
import { db } from '#lib/db/client.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { AppError } from '#lib/errors.ts';
import { formatInstant } from '#lib/format.ts';
import { isDecidable, type NotRequired, WorkspacePolicy } from '#lib/posture/workspace-policy.ts';
import { actorName } from '#lib/queries/actor-name.ts';
import { audit } from './audit.ts';
import { startRejudge } from './start-rejudge.ts';

const wholeDays = (most: number, what: string) =>
  z.coerce
    .number({ error: `${what} are a whole number.` })
    .int(`${what} are a whole number.`)
    .min(1, `At least 1.`)
    .max(most, `At most ${most}.`);

/** One name a line (or separated by commas); empty is "no list". */
function names(shape: RegExp, what: string) {
  return z
    .string()
    .default('')
    .transform((text) => [...new Set(text.split(/[\s,]+/).filter((it) => it !== ''))].sort())
    .superRefine((list, context) => {
      const odd = list.find((it) => !shape.test(it));
      if (odd) context.addIssue({ code: 'custom', message: `${odd} is not the name of a ${what}.` });
      if (list.length > 500) context.addIssue({ code: 'custom', message: 'At most 500.' });
    })
    .transform((list) => (list.length === 0 ? null : list));
}

const version = z.string().regex(/^[0-9a-f]{32}$/, 'Load the page again.');

/** What the form sends. `version` is the policy the person saw. */
export const PolicySettings = z.object({
  version,
  edition: z.enum(editions, { error: 'Choose an edition.' }),
  retentionDays: wholeDays(36_500, 'Days'),
  guardDutyFindingDays: z.coerce
    .number({ error: 'Days are a number.' })
    .min(0, 'At least 0.')
    .max(365, 'At most 365.'),
  alarmDatapoints: wholeDays(100, 'Datapoints'),
  alarmMinutes: z
    .string()
    .default('')
    .transform((text) => (text.trim() === '' ? null : Number(text)))
    .refine((it) => it === null || (it >= 1 && it <= 10_080), 'From 1 to 10080 minutes, or empty.'),
  approvedBuckets: names(/^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$/, 'bucket'),
  regionsInScope: names(/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/, 'region'),
});
export type PolicySettings = z.infer<typeof PolicySettings>;

const dayMs = 24 * 60 * 60 * 1000;
const longestDays = 366;

export const ServiceDecision = z.object({
  version,
  checkId: z.string().refine(isDecidable, 'No decision can be made about this check.'),
  owner: z.string().trim().min(2, 'Who answers for it?').max(120, 'At most 120 characters.'),
  reason: z.string().trim().min(10, 'Say why, in a sentence.').max(1000, 'At most 1000 characters.'),
  costNote: z
    .string()
    .trim()
    .min(2, 'Say what it would cost, or that cost is not the reason.')
    .max(300, 'At most 300 characters.'),
  /** Last day it holds. */
  expiresOn: z.iso.date('Give the last day it holds.').superRefine((day, context) => {
    const end = Date.parse(endOfDay(day));
    if (end <= Date.now()) context.addIssue({ code: 'custom', message: 'This day has passed.' });
    if (end > Date.now() + longestDays * dayMs) {
      context.addIssue({
        code: 'custom',
        message: 'At most a year ahead: decisions are reviewed each year.',
      });
    }
  }),
});
export type ServiceDecision = z.infer<typeof ServiceDecision>;

export const DecisionEnd = z.object({ version, checkId: z.string() });

/** The judging that follows a change; null when nothing changed, or no account was ever read. */
export type Rejudging = { scanId: string; number: number } | null;

/** @throws AppError `conflict` when somebody changed the policy since the person loaded it */
export async function changePolicy(viewer: Viewer, settings: PolicySettings): Promise<Rejudging> {
  const { version: seen, alarmDatapoints, alarmMinutes, ...rest } = settings;
  return change(viewer, seen, (policy) => ({
    ...policy,
    ...rest,
    alarmLatency: { datapoints: alarmDatapoints, minutes: alarmMinutes },
  }));
}

/** States that a service is reviewed and not required until the decision expires; an earlier one is replaced. */
export async function decideNotRequired(viewer: Viewer, decision: ServiceDecision): Promise<Rejudging> {
  const { version: seen, checkId, owner, reason, costNote, expiresOn } = decision;
  const entry = { checkId, owner, reason, costNote, expiresAt: endOfDay(expiresOn) } satisfies NotRequired;
  return change(viewer, seen, (policy) => ({
    ...policy,
    notRequired: [...policy.notRequired.filter((it) => it.checkId !== checkId), entry].sort((a, b) =>
      a.checkId.localeCompare(b.checkId, 'en'),
    ),
  }));
}

/** @throws AppError `not-found` when no such decision stands */
export async function endDecision(
  viewer: Viewer,
  { version: seen, checkId }: z.infer<typeof DecisionEnd>,
): Promise<Rejudging> {
  return change(viewer, seen, (policy) => {
    if (!policy.notRequired.some((it) => it.checkId === checkId)) {
      throw new AppError('not-found', 'This decision does not stand any more.');
    }
    return { ...policy, notRequired: policy.notRequired.filter((it) => it.checkId !== checkId) };
  });
}

/** Judges all stored snapshots again by the policy as it is, after a judging that failed. */
export async function rejudgeNow(viewer: Viewer): Promise<Rejudging> {
  demandRole(viewer, 'admin');
  return db().$transaction(async (tx) => {
    await lockedPolicy(tx, viewer);
    const scan = await startRejudge(tx, { workspaceId: viewer.workspaceId, startedById: viewer.userId });
    if (!scan) throw new AppError('conflict', 'No account was read yet, so there is nothing to judge.');
    await audit(tx, viewer, 'policy.rejudge', scan.scanId, { number: scan.number });
    return scan;
  });
}

async function change(
  viewer: Viewer,
  seen: string,
  edit: (policy: WorkspacePolicy) => WorkspacePolicy,
): Promise<Rejudging> {
  demandRole(viewer, 'admin');
  const { workspaceId, userId } = viewer;
  return db().$transaction(async (tx) => {
    const current = await lockedPolicy(tx, viewer);
    if (current.version !== seen) throw await overtaken(tx, viewer);
    const before = current.policy;
    const after = WorkspacePolicy.parse(edit(before));
    const changed = differences(before, after);
    if (Object.keys(changed).length === 0) return null;
    await tx.workspace.update({ where: { id: workspaceId }, data: { policy: after }, select: { id: true } });
    await audit(tx, viewer, 'policy.change', workspaceId, { changed });
    return startRejudge(tx, { workspaceId, startedById: userId });
  });
}

/** Holds the workspace's row, so that two changes come one after the other. */
async function lockedPolicy(
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

/** A decision holds through its last day, in UTC. */
function endOfDay(day: string): string {
  return `${day}T23:59:59.999Z`;
}
