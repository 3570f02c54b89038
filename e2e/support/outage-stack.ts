// A web server and a database of its own, which may be taken away: `down` and `up` over the channel.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureSecret } from '#lib/auth/secret.ts';
import { closeDb } from '#lib/db/client.ts';
import { startEmbeddedPostgres } from '#lib/db/embedded.ts';
import { migrate } from '#lib/db/migrate.ts';
import { setEnv } from '#lib/env.ts';
import { makeAccount, makeWorkspace } from '#lib/test-support/workspaces.ts';
import { demoSignInLink } from '../../scripts/demo/onboard-demo.ts';
import { openProcesses } from '../../scripts/stage/processes.ts';
import { webPort } from '../../scripts/stage/web-port.ts';

const home = mkdtempSync(path.join(tmpdir(), 'watchpost-outage-'));
chmodSync(home, 0o711);
const processes = openProcesses(home);
let server = await startEmbeddedPostgres({ home, isDurable: false });
const port = await webPort(null, '127.0.0.1');
const url = `http://127.0.0.1:${port}`;
setEnv({
  DATABASE_URL: server.url,
  WATCHPOST_HOME: home,
  WATCHPOST_URL: url,
  PORT: String(port),
  NODE_ENV: 'production',
});
ensureSecret();
await migrate(server.url);
const viewer = await makeWorkspace();
await makeAccount(viewer, '491823307716', { name: 'halvorsen-payments' });
const link = await demoSignInLink(viewer);
await closeDb();
await processes.start('web', ['scripts/web.ts'], {});

process.on('message', (say) => void obey(say));
process.on('disconnect', () => void end());
process.send?.({ url, signIn: link.url });

async function obey(say: unknown): Promise<void> {
  if (say === 'down') await server.stop();
  else server = await startEmbeddedPostgres({ home, isDurable: false, port: server.port });
  process.send?.('done');
}

async function end(): Promise<void> {
  await processes.stopAll();
  await server.stop();
  rmSync(home, { recursive: true, force: true });
  process.exit();
}
