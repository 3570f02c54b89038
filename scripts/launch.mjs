// Makes the checkout runnable, then hands over to a TypeScript file on Node 24 and lives exactly as long as it does.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { node, root } from './setup.mjs';

export async function launch(script) {
  const startedAt = Date.now();
  const prepared = await runChild(process.execPath, ['scripts/setup.mjs'], {}, (child) => {
    // The whole group: npm and what it runs must not go on without us.
    process.kill(-child.pid, 'SIGKILL');
  });
  if (prepared !== 0) process.exit(prepared);
  // Not `--env-file-if-exists`: it says so on every start without the file.
  const settings = existsSync(join(root, '.env')) ? ['--env-file=.env'] : [];
  const args = [...settings, script, ...process.argv.slice(2)];
  const env = { WATCHPOST_SETUP_MS: String(Date.now() - startedAt) };
  process.exit(await runChild(node, args, env, (child) => child.kill('SIGTERM')));
}

/** In a group of its own, so that Ctrl-C reaches it once, through us; the channel tells it when we are gone. */
function runChild(command, args, env, stop) {
  const child = spawn(command, args, {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, ...env },
  });
  const onSignal = () => stop(child);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, onSignal);
  return new Promise((resolve) => {
    child.on('exit', (code, signal) => {
      for (const it of signals) process.off(it, onSignal);
      resolve(code ?? (signal === 'SIGTERM' ? 0 : 130));
    });
  });
}
