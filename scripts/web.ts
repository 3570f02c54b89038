// The web server: Next.js in this process, so that it drains on SIGTERM and ends when whoever started it is gone.
import { createServer } from 'node:http';
import next from 'next';
import { env } from '#lib/env.ts';

const { HOST: hostname, PORT: port } = env();
const app = next({ dev: process.argv.includes('--dev'), hostname, port });
await app.prepare();
const server = createServer(app.getRequestHandler());
if (process.argv.includes('--dev')) server.on('upgrade', app.getUpgradeHandler());
server.listen(port, hostname, () => process.send?.('ready'));

let isStopping = false;
function stop(): void {
  if (isStopping) return;
  isStopping = true;
  server.close(() => process.exit(0));
  server.closeIdleConnections();
  setTimeout(() => process.exit(0), 5_000).unref();
}
for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.on(signal, stop);
