// The whole product on a sandbox AWS with a scanned company and one person of each role; started by Playwright.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { hashPassword } from 'better-auth/crypto';
import { makeLink } from '#lib/auth/one-time-link.ts';
import type { Role, Viewer } from '#lib/auth/viewer.ts';
import { createReport } from '#lib/commands/reports.ts';
import { db } from '#lib/db/client.ts';
import { removeEmbeddedPostgres } from '#lib/db/embedded.ts';
import { getReport } from '#lib/queries/reports.ts';
import { startSandbox } from '../scanner/sandbox/sandbox.ts';
import { firstScan } from '../scripts/demo/first-scan.ts';
import { onboardDemo } from '../scripts/demo/onboard-demo.ts';
import { runCommand } from '../scripts/stage/command.ts';
import { raiseBuild, raiseDatabase, raiseWeb, raiseWorker } from '../scripts/stage/stage.ts';
import { type Stack, stackFile, stackHome } from './support/stack-file.ts';

const cloud = 'scanner/sandbox/demo';
const reportWithinMs = 120_000;

const { values } = parseArgs({ options: { port: { type: 'string' } } });
// The tests never touch another database than their own.
delete process.env.DATABASE_URL;

await runCommand({ home: stackHome, port: Number(values.port) }, async (steps, processes) => {
  removeEmbeddedPostgres(stackHome);
  rmSync(stackFile, { force: true });
  mkdirSync(stackHome, { recursive: true });
  await raiseBuild(steps, processes);
  await raiseDatabase(steps, processes);
  const sandbox = await steps.run('sandbox AWS', () => startSandbox({ cloud }));
  processes.add({ name: 'sandbox AWS', stop: () => sandbox.close() });
  await raiseWorker(steps, processes, { ...sandbox.env, WATCHPOST_NEW_ROLE_PATIENCE_SECONDS: '1' });
  const viewer = await steps.run('onboarding', () => onboardDemo(cloud));
  const people = await steps.run('people', () => addPeople(viewer));
  const scan = await steps.run('first scan', (say) => firstScan(viewer, say));
  const reportId = await steps.run('report', () => madeReport(viewer));
  const accounts = await db().account.findMany({ select: { id: true, name: true } });
  const stack: Stack = {
    sandboxUrl: sandbox.url,
    ...people,
    scanId: scan.id,
    reportId,
    accounts: Object.fromEntries(accounts.map((it) => [it.name, it.id])),
  };
  writeFileSync(stackFile, JSON.stringify(stack));
  await raiseWeb(steps, processes);
  return 'wait';
});

/** Three people of the company, one of another, one of a company without accounts, and a company nobody has claimed. */
async function addPeople(viewer: Viewer): Promise<Pick<Stack, 'password' | 'setupUrl'>> {
  const password = 'a watchful passphrase';
  const hash = await hashPassword(password);
  const other = await db().workspace.create({ data: { name: 'Other Line' }, select: { id: true } });
  const unclaimed = await db().workspace.create({ data: { name: 'Unclaimed' }, select: { id: true } });
  const people: [string, Role, string][] = [
    ['admin', 'admin', viewer.workspaceId],
    ['lead', 'lead', viewer.workspaceId],
    ['auditor', 'auditor', viewer.workspaceId],
    ['stranger', 'admin', other.id],
  ];
  for (const [name, role, workspaceId] of people) {
    const user = await db().user.create({
      data: { name: `${name} person`, email: `${name}@e2e.example`, emailVerified: true },
      select: { id: true },
    });
    await db().credential.create({
      data: { userId: user.id, accountId: user.id, providerId: 'credential', password: hash },
    });
    await db().membership.create({ data: { workspaceId, userId: user.id, role } });
  }
  const hour = 60 * 60 * 1000;
  const link = await makeLink(db(), { workspaceId: unclaimed.id, purpose: 'first_admin', lifetimeMs: hour });
  return { password, setupUrl: link.url };
}

async function madeReport(viewer: Viewer): Promise<string> {
  const { id } = await createReport(viewer, {
    title: 'Review for the tests',
    client: 'Halvorsen Line',
    classification: 'Confidential',
    version: '1.0',
    accountIds: [],
  });
  for (const until = Date.now() + reportWithinMs; Date.now() < until; await sleep(300)) {
    const report = await getReport(viewer, id);
    if (report?.status === 'done') return id;
    if (report?.status === 'failed') throw new Error(`The report failed: ${report.error}`);
  }
  throw new Error('The report was not made in two minutes.');
}
