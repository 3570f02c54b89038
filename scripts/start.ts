// The product on real AWS; started by scripts/start.mjs.
import { ensureFirstAdminLink } from '#lib/auth/first-admin-link.ts';
import { env } from '#lib/env.ts';
import { runCommand } from './stage/command.ts';
import { readOptions, readPort } from './stage/options.ts';
import { raiseBuild, raiseDatabase, raiseWeb, raiseWorker } from './stage/stage.ts';

const values = readOptions('npm start -- [--port N]      settings: .env.example', {
  port: { type: 'string' },
});
const port = readPort(values.port ?? process.env.PORT);

await runCommand({ home: process.env.WATCHPOST_HOME ?? '.watchpost', port }, async (steps, processes) => {
  await raiseBuild(steps, processes);
  await raiseDatabase(steps, processes);
  await raiseWorker(steps, processes);
  await raiseWeb(steps, processes);
  process.stdout.write(`\nWatchpost runs at ${env().WATCHPOST_URL}\n`);
  const link = await ensureFirstAdminLink();
  if (link)
    process.stdout.write(
      `Nobody can sign in yet. Make yourself the admin, once, within a day:\n${link.url}\n`,
    );
  process.stdout.write('Ctrl-C stops it.\n');
  return 'wait';
});
