// The web server: Next.js in this process, so that it drains on SIGTERM and ends when whoever started it is gone.
import { createServer } from 'node:http';
import next from 'next';
import { env } from '#lib/env.ts';

const { HOST: hostname, PORT: port } = env();
const app = next({ dev: process.argv.includes('--dev'), hostname, port });
await app.prepare();
const handle = app.getRequestHandler();
const upgrade = app.getUpgradeHandler();
const server = createServer((request, response) => {
  if (!isReadable(request.url ?? '/')) request.url = '/not-an-address';
  void handle(request, response);
});
if (process.argv.includes('--dev')) {
  server.on('upgrade', (request, socket, head) => void upgrade(request, socket, head));
}
server.listen(port, hostname, () => process.send?.('ready'));

/** Next answers a path it cannot decode with a bare 500; nothing is there, so it is not found. */
function isReadable(url: string): boolean {
  try {
    decodeURIComponent(url.split('?', 1)[0] ?? '');
    return true;
  } catch {
    return false;
  }
}

let isStopping = false;
function stop(): void {
  if (isStopping) return;
  isStopping = true;
  server.close(() => process.exit(0));
  server.closeIdleConnections();
  setTimeout(() => process.exit(0), 5_000).unref();
}
for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.on(signal, stop);
