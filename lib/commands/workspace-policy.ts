import { z } from 'zod';
import { editions } from '#lib/alarm-controls/editions.ts';
import { demandRole, type Viewer } from '#lib/auth/viewer.ts';
import { db } from '#lib/db/client.ts';
import { AppError } from '#lib/errors.ts';
import { audit } from './audit.ts';
import { startRejudge } from './start-rejudge.ts';
import { editPolicy, lockedPolicy, type Rejudging } from './workspace-policy-change.ts';
import { nameList, policyVersion } from './workspace-policy-fields.ts';

const wholeDays = (most: number, what: string) =>
  z.coerce
    .number({ error: `${what} are a whole number.` })
    .int(`${what} are a whole number.`)
    .min(1, `At least 1.`)
    .max(most, `At most ${most}.`);

/** Empty is "no list". */
function listOrNone(shape: RegExp, what: string) {
  return nameList(shape, (name) => `${name} is not the name of a ${what}.`).transform((list) =>
    list.length === 0 ? null : list,
  );
}

/** What the form sends. `version` is the policy the person saw. */
export const PolicySettings = z.object({
  version: policyVersion,
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
  approvedBuckets: listOrNone(/^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$/, 'bucket'),
  regionsInScope: listOrNone(/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/, 'region'),
});
export type PolicySettings = z.infer<typeof PolicySettings>;

/** @throws AppError `conflict` when somebody changed the policy since the person loaded it */
export async function changePolicy(viewer: Viewer, settings: PolicySettings): Promise<Rejudging> {
  const { version: seen, alarmDatapoints, alarmMinutes, ...rest } = settings;
  return editPolicy(viewer, seen, (policy) => ({
    ...policy,
    ...rest,
    alarmLatency: { datapoints: alarmDatapoints, minutes: alarmMinutes },
  }));
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
