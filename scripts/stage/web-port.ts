import { createServer } from 'node:net';

const tries = 20;

/** The port asked for, or the next free one when nobody asked. @throws when the one asked for is taken */
export async function webPort(asked: number | null, host: string): Promise<number> {
  if (asked !== null) {
    if (await isFree(asked, host)) return asked;
    throw new Error(
      `Port ${asked} is in use. Choose another with --port N, or leave it out for the next free one.`,
    );
  }
  for (let port = 3000; port < 3000 + tries; port += 1) if (await isFree(port, host)) return port;
  throw new Error(`Ports 3000 to ${3000 + tries - 1} are all in use. Choose one with --port N.`);
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}
