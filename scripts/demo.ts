// The product on a sandbox AWS with a believable company in it; started by scripts/demo.mjs.
import { rmSync } from 'node:fs';
import { removeEmbeddedPostgres } from '#lib/db/embedded.ts';
import { env } from '#lib/env.ts';
import { startSandbox } from '../scanner/sandbox/sandbox.ts';
import { checkDemo } from './demo/check-demo.ts';
import { firstScan } from './demo/first-scan.ts';
import { demoSignInLink, onboardDemo } from './demo/onboard-demo.ts';
import { runCommand } from './stage/command.ts';
import { readOptions, readPort } from './stage/options.ts';
import { raiseBuild, raiseDatabase, raiseWeb, raiseWorker } from './stage/stage.ts';

const home = '.watchpost/demo';
const cloud = 'scanner/sandbox/demo';

const values = readOptions('npm run demo -- [--reset] [--port N] [--check]', {
  check: { type: 'boolean' },
  reset: { type: 'boolean' },
  port: { type: 'string' },
});
const port = readPort(values.port);
// The demo never reaches beyond its own sandbox and database.
delete process.env.DATABASE_URL;

await runCommand({ home, port }, async (steps, processes) => {
  if (values.reset) {
    removeEmbeddedPostgres(home);
    rmSync(`${home}/secret`, { force: true });
  }
  await raiseBuild(steps, processes);
  await raiseDatabase(steps, processes);
  const sandbox = await steps.run('sandbox AWS', () => startSandbox({ cloud }));
  processes.add({ name: 'sandbox AWS', stop: () => sandbox.close() });
  await raiseWorker(steps, processes, { ...sandbox.env, WATCHPOST_NEW_ROLE_PATIENCE_SECONDS: '4' });
  await raiseWeb(steps, processes);
  const viewer = await steps.run('onboarding', () => onboardDemo(cloud));
  const scan = await steps.run('first scan', (say) => firstScan(viewer, say));
  if (values.check) {
    const summary = await steps.run('check', (say) => checkDemo(viewer, scan, cloud, say));
    process.stdout.write(`${JSON.stringify({ ...summary, seconds: steps.seconds() })}\n`);
    if (summary.wrong.length > 0) process.exitCode = 1;
    return 'done';
  }
  const link = await demoSignInLink(viewer);
  process.stdout.write(
    `\nWatchpost runs at ${env().WATCHPOST_URL}. Open this once to sign in:\n${link.url}\n`,
  );
  process.stdout.write('Ctrl-C stops it; npm run demo starts it again in seconds.\n');
  return 'wait';
});
