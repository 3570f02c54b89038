import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Viewer } from '#lib/auth/viewer.ts';
import { closeDb, db } from '#lib/db/client.ts';
import { startEmbeddedPostgres } from '#lib/db/embedded.ts';
import { migrate } from '#lib/db/migrate.ts';
import { setEnv } from '#lib/env.ts';
import { AccountFilter, listAccounts } from '#lib/queries/accounts.ts';
import { FindingFilter, listFindings } from '#lib/queries/findings.ts';
import { getFramework, listFrameworks } from '#lib/queries/frameworks.ts';
import { getMatrix, MatrixFilter } from '#lib/queries/matrix.ts';
import { getOverview } from '#lib/queries/overview.ts';
import { getReachMap } from '#lib/queries/reach.ts';
import { getReportChoices } from '#lib/queries/report-choices.ts';
import { getRequirement, RequirementFilter } from '#lib/queries/requirement.ts';
import { listRootCauses } from '#lib/queries/root-causes.ts';
import { getShell } from '#lib/queries/shell.ts';
import { checks } from '../../scanner/checks/registry.ts';
import { publishCatalogue } from '../../scanner/record/publish-catalogue.ts';
import { largeWorkspace } from './large-workspace.ts';
import { serverCpuMs } from './server-cpu.ts';

/** What a page asks of the database may grow as the accounts do, not faster; half again is the machine's own noise. */
const few = 200;
const many = 2_000;
const mostGrowth = 1.5;
/** Of one core's time for a page at `many` accounts. */
const mostMs = 500;
const runs = 8;

const pages: readonly (readonly [string, (viewer: Viewer) => Promise<unknown>])[] = [
  ['overview', (it) => Promise.all([getOverview(it), getReachMap(it), getShell(it)])],
  ['matrix', (it) => Promise.all([getMatrix(it, MatrixFilter.parse({})), getShell(it)])],
  ['matrix, another edition', (it) => getMatrix(it, MatrixFilter.parse({ edition: '3.0' }))],
  ['root causes', (it) => Promise.all([listRootCauses(it, 50), getReachMap(it), getShell(it)])],
  ['findings', (it) => Promise.all([listFindings(it, FindingFilter.parse({})), getShell(it)])],
  ['findings, searched', (it) => listFindings(it, FindingFilter.parse({ q: 'account-1' }))],
  ['accounts', (it) => Promise.all([listAccounts(it, AccountFilter.parse({})), getShell(it)])],
  ['frameworks', (it) => Promise.all([listFrameworks(it), getShell(it)])],
  ['CIS 7.0', (it) => Promise.all([getFramework(it, 'cis-aws-foundations', '7.0'), getShell(it)])],
  ['a requirement', (it) => getRequirement(it, requirement, RequirementFilter.parse({}))],
  ['creating a report', (it) => Promise.all([getReportChoices(it), getShell(it)])],
];
const requirement = { framework: 'pci-dss', edition: '4.0', number: '10.2.1' };

const home = mkdtempSync(path.join(os.tmpdir(), 'watchpost-bench-'));
// Run by root, the server is another user's, who has to get in.
chmodSync(home, 0o711);
const server = await startEmbeddedPostgres({ home, isDurable: false });
let isWithinLimits = true;
try {
  setEnv({ DATABASE_URL: server.url });
  await migrate(server.url);
  await publishCatalogue(checks);
  const small = await largeWorkspace(few);
  const large = await largeWorkspace(many);
  await db().$executeRaw`VACUUM ANALYZE`;
  console.log(
    `What pages ask of the database (ms of one core, Node and PostgreSQL; growth: ${many} against ${few} accounts)`,
  );
  for (const [name, ask] of pages)
    await measure(
      name,
      () => ask(small),
      () => ask(large),
    );
} finally {
  await closeDb();
  await server.stop();
  rmSync(home, { recursive: true, force: true });
}
process.exitCode = isWithinLimits ? 0 : 1;

/** Small and large in turn, so that a machine that slows down slows both. The first time fills caches. */
async function measure(
  name: string,
  small: () => Promise<unknown>,
  large: () => Promise<unknown>,
): Promise<void> {
  const spent = { small: 0, large: 0 };
  for (let run = 0; run <= runs; run += 1) {
    const [a, b] = [await cpuOf(small), await cpuOf(large)];
    if (run > 0) Object.assign(spent, { small: spent.small + a / runs, large: spent.large + b / runs });
  }
  const growth = spent.large / spent.small / (many / few);
  const isOver = growth > mostGrowth || spent.large > mostMs;
  isWithinLimits &&= !isOver;
  console.log(
    `  ${name}: ${spent.small.toFixed(0)} and ${spent.large.toFixed(0)} of at most ${mostMs}, growth ${growth.toFixed(2)} of at most ${mostGrowth}${isOver ? ' OVER' : ''}`,
  );
}

async function cpuOf(ask: () => Promise<unknown>): Promise<number> {
  const start = process.cpuUsage();
  const serverStart = serverCpuMs(server.pid);
  await ask();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000 + serverCpuMs(server.pid) - serverStart;
}
