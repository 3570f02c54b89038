import { beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '#lib/auth/viewer.ts';
import { endDecision } from '#lib/commands/workspace-policy-decisions.ts';
import { db } from '#lib/db/client.ts';
import { decisionFor, decisionKey } from '#lib/posture/workspace-policy.ts';
import { getWorkspacePolicy } from '#lib/queries/workspace-policy.ts';
import { testDatabase } from '#lib/test-support/test-database.ts';
import { checks } from '../../scanner/checks/registry.ts';
import { publishCatalogue } from '../../scanner/record/publish-catalogue.ts';
import { readCloud } from '../../scanner/sandbox/document/read-files.ts';
import { onboardDemo } from './onboard-demo.ts';
import { readDemoPolicy, setDemoPolicy } from './set-policy.ts';

testDatabase();

const cloud = 'scanner/sandbox/demo';
let viewer: Viewer;
beforeAll(async () => {
  await publishCatalogue(checks);
  viewer = await onboardDemo(cloud);
});

describe('the policy of the demo', () => {
  it('is what the accounts expect: not applicable wherever a decision holds', async () => {
    const { policy, decidables } = await getWorkspacePolicy(viewer);
    const shown = decidables.flatMap((it) => it.decisions);
    expect(shown).toHaveLength(policy.notRequired.length);
    expect(shown.filter((it) => it.covered === 0)).toEqual([]);
    const { accounts = [] } = await readCloud(cloud);
    for (const { id: accountId, name, onboard, expect: expected = {} } of accounts) {
      const account = { accountId, environment: onboard?.environment ?? 'production' } as const;
      for (const { checkId } of policy.notRequired) {
        const wanted = expected[checkId];
        const why = typeof wanted === 'object' ? wanted.why : undefined;
        const isDecided = decisionFor(policy.notRequired, checkId, account, new Date()) !== null;
        expect([name, checkId, why === 'reviewed and not required']).toEqual([name, checkId, isDecided]);
      }
    }
  });

  it('is set once, however often the demo starts, and then belongs to whoever looks at it', async () => {
    const first = await getWorkspacePolicy(viewer);
    expect(first.policy.approvedBuckets).toContain('halvorsen-org-trail');
    const wanted = (await readDemoPolicy(cloud)).notRequired.map(decisionKey).sort();
    expect(first.policy.notRequired.map(decisionKey).sort()).toEqual(wanted);
    const changes = () => db().auditEvent.count({ where: { action: 'policy.change' } });
    const made = await changes();
    await setDemoPolicy(viewer, cloud);
    expect(await changes()).toBe(made);

    await db().scan.create({
      data: { workspaceId: viewer.workspaceId, number: 1, trigger: 'manual', isWhole: true },
      select: { id: true },
    });
    await endDecision(viewer, { version: first.version, decision: wanted[0] ?? '' });
    await setDemoPolicy(viewer, cloud);
    expect((await getWorkspacePolicy(viewer)).policy.notRequired).toHaveLength(wanted.length - 1);
  });
});
