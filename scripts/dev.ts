// For developers: the sandbox organization under `next dev`; started by scripts/dev.mjs.
import { env } from '#lib/env.ts';
import { startSandbox } from '../scanner/sandbox/sandbox.ts';
import { firstScan } from './demo/first-scan.ts';
import { demoSignInLink, onboardDemo } from './demo/onboard-demo.ts';
import { runCommand } from './stage/command.ts';
import { readOptions, readPort } from './stage/options.ts';
import { raiseDatabase, raiseWeb, raiseWorker } from './stage/stage.ts';

const cloud = 'scanner/sandbox/demo';
const values = readOptions('npm run dev -- [--port N]', { port: { type: 'string' } });
delete process.env.DATABASE_URL;

await runCommand({ home: '.watchpost/dev', port: readPort(values.port) }, async (steps, processes) => {
  await raiseDatabase(steps, processes);
  const sandbox = await steps.run('sandbox AWS', () => startSandbox({ cloud }));
  processes.add({ name: 'sandbox AWS', stop: () => sandbox.close() });
  await raiseWorker(steps, processes, { ...sandbox.env, WATCHPOST_NEW_ROLE_PATIENCE_SECONDS: '4' }, true);
  await raiseWeb(steps, processes, true);
  const viewer = await steps.run('onboarding', () => onboardDemo(cloud));
  await steps.run('first scan', (say) => firstScan(viewer, say));
  const link = await demoSignInLink(viewer);
  process.stdout.write(
    `\nWatchpost runs at ${env().WATCHPOST_URL}. Open this once to sign in:\n${link.url}\n`,
  );
  process.stdout.write('Logs are in .watchpost/dev. Ctrl-C stops it.\n');
  return 'wait';
});
