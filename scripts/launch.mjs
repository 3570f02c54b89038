// Makes the checkout runnable, then hands over to a TypeScript file on Node 24 and lives exactly as long as it does.
import { spawn } from 'node:child_process';
import { node, root, setup } from './setup.mjs';

export async function launch(script) {
  const startedAt = Date.now();
  try {
    setup();
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
  const child = spawn(node, ['--env-file-if-exists=.env', script, ...process.argv.slice(2)], {
    cwd: root,
    // A group of its own, so that Ctrl-C reaches it once, through us; the channel tells it when we are gone.
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, WATCHPOST_SETUP_MS: String(Date.now() - startedAt) },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGTERM' ? 0 : 1)));
}
