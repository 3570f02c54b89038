// Finds a Chromium for the browser tests, and installs one where there is none.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { run } from './setup.mjs';

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/** Path of a Chromium on this machine: CHROMIUM_PATH, the usual places, then Playwright's own; null when there is none. */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, which does not exist.`);
    return named;
  }
  return usual.find((path) => existsSync(path)) ?? playwrightsOwn();
}

/** Installs Chromium when none is found (apt as root where there is apt, else Playwright's download) and says so. */
export function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  if (process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0) {
    process.stderr.write('· Chromium: none found, installing the system package with apt-get …\n');
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    run('apt-get', ['update', '-qq'], { quiet: true, env });
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { quiet: true, env });
  } else {
    process.stderr.write("· Chromium: none found, downloading Playwright's own …\n");
    run('npx', ['playwright', 'install', 'chromium'], { quiet: true });
  }
  const installed = findChromium();
  if (!installed)
    throw new Error('Chromium was installed but cannot be found. Set CHROMIUM_PATH to its executable.');
  return installed;
}

function playwrightsOwn() {
  const require = createRequire(import.meta.url);
  try {
    const path = require('playwright-core').chromium.executablePath();
    return existsSync(path) ? path : null;
  } catch (error) {
    if (error.code === 'MODULE_NOT_FOUND') return null;
    throw error;
  }
}
