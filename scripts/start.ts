// The product on real AWS; started by scripts/start.mjs.
import { parseArgs } from 'node:util';
import { ensureFirstAdminLink } from '#lib/auth/first-admin-link.ts';
import { env } from '#lib/env.ts';
import { runCommand } from './stage/command.ts';
import { raiseBuild, raiseDatabase, raiseWeb, raiseWorker } from './stage/stage.ts';

const { values } = parseArgs({ options: { port: { type: 'string' } } });
const port = values.port ?? process.env.PORT;

await runCommand(
  { home: process.env.WATCHPOST_HOME ?? '.watchpost', port: port ? Number(port) : null },
  async (steps, processes) => {
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
  },
);
