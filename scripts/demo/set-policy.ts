import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Viewer } from '#lib/auth/viewer.ts';
import { changePolicy, PolicySettings } from '#lib/commands/workspace-policy.ts';
import { decideNotRequired, ServiceDecision } from '#lib/commands/workspace-policy-decisions.ts';
import { db } from '#lib/db/client.ts';
import { DecisionScope } from '#lib/posture/decision-scope.ts';
import { decisionKey, NotRequired } from '#lib/posture/workspace-policy.ts';
import { getWorkspacePolicy } from '#lib/queries/workspace-policy.ts';

const dayMs = 24 * 60 * 60 * 1000;

const DemoPolicy = z.strictObject({
  settings: z.strictObject({
    edition: z.string(),
    retentionDays: z.number(),
    guardDutyFindingDays: z.number(),
    approvedBuckets: z.array(z.string()),
  }),
  notRequired: z.array(
    z.strictObject({
      ...NotRequired.omit({ expiresAt: true }).shape,
      scope: DecisionScope,
      /** Counted from the day the demo is set up, so that it never starts with decisions that are over. */
      expiresInDays: z.number().int().min(1).max(365),
    }),
  ),
});
type DemoDecision = z.infer<typeof DemoPolicy>['notRequired'][number];

/**
 * Sets the demo's policy as its admin would. Until the first scan it adds what is missing; after that the policy
 * belongs to whoever looks at the demo, unless nobody ever touched it.
 */
export async function setDemoPolicy(viewer: Viewer, cloudPath: string): Promise<void> {
  const { settings, notRequired } = await readDemoPolicy(cloudPath);
  const { workspaceId } = viewer;
  const scans = await db().scan.count({ where: { workspaceId } });
  if (scans > 0 && (await getWorkspacePolicy(viewer)).changed) return;
  for (const decision of notRequired) await decideOnce(viewer, decision);
  const { version } = await getWorkspacePolicy(viewer);
  const { approvedBuckets, ...rest } = settings;
  await changePolicy(
    viewer,
    PolicySettings.parse({
      ...rest,
      version,
      alarmDatapoints: 1,
      approvedBuckets: approvedBuckets.join('\n'),
    }),
  );
}

/** The file beside the accounts of a cloud folder, in a folder of its own. */
export async function readDemoPolicy(cloudPath: string): Promise<z.infer<typeof DemoPolicy>> {
  return DemoPolicy.parse(parse(await readFile(`${cloudPath}/workspace/policy.yaml`, 'utf8')));
}

async function decideOnce(
  viewer: Viewer,
  { scope, expiresInDays, ...decision }: DemoDecision,
): Promise<void> {
  const { policy, version } = await getWorkspacePolicy(viewer);
  const key = decisionKey({ ...decision, scope });
  if (policy.notRequired.some((it) => decisionKey(it) === key)) return;
  const expiresOn = new Date(Date.now() + expiresInDays * dayMs).toISOString().slice(0, 10);
  await decideNotRequired(
    viewer,
    ServiceDecision.parse({ ...decision, ...fieldsOf(scope), version, expiresOn }),
  );
}

/** As the form sends it. */
function fieldsOf(scope: DecisionScope) {
  if (scope === 'all') return { covers: 'all' };
  if ('environments' in scope) return { covers: 'environments', environments: scope.environments };
  return { covers: 'accounts', accounts: scope.accounts.join('\n') };
}
