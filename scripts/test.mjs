// npm test: installs what is missing, then proves the tree. `npm test -- types unit` runs only those steps.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ensureChromium } from './chromium.mjs';
import { root, setup } from './setup.mjs';

const bin = (name) => join(root, 'node_modules/.bin', name);
const reports = join(root, '.watchpost/test');

const steps = {
  types: [
    [bin('next'), 'typegen'],
    [bin('tsc'), '--noEmit'],
  ],
  lint: [
    [bin('biome'), 'check', '--error-on-warnings', '.'],
    [bin('oxlint'), '--type-aware', '--deny-warnings'],
    [bin('knip')],
  ],
  arrows: [
    [
      bin('depcruise'),
      '--config',
      '.dependency-cruiser.mjs',
      'app',
      'components',
      'lib',
      'scanner',
      'scripts',
      'e2e',
    ],
  ],
  unit: [
    [
      bin('vitest'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile=${join(reports, 'unit.json')}`,
    ],
  ],
  build: [[bin('next'), 'build']],
  e2e: [[bin('playwright'), 'test']],
};

const env = {
  ...process.env,
  PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}`,
  NEXT_TELEMETRY_DISABLED: '1',
  PLAYWRIGHT_JSON_OUTPUT_NAME: join(reports, 'e2e.json'),
};

const chosen = process.argv.slice(2);
const wrong = chosen.find((name) => !(name in steps));
if (wrong) {
  console.error(`There is no step "${wrong}". Steps: ${Object.keys(steps).join(', ')}.`);
  process.exit(2);
}

setup();
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
if (chosen.length === 0 || chosen.includes('e2e')) env.CHROMIUM_PATH = ensureChromium();

const failed = [];
for (const [name, commands] of Object.entries(steps)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  const startedAt = Date.now();
  // All of them, so that one run shows every complaint.
  const results = commands.map(([command, ...args]) => {
    console.error(`\n── ${name}: ${[command.slice(root.length + 1), ...args].join(' ')}`);
    return spawnSync(command, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] }).status;
  });
  const isGreen = results.every((status) => status === 0);
  if (!isGreen) failed.push(name);
  console.error(
    `── ${name} ${isGreen ? 'green' : 'RED'} in ${Math.round((Date.now() - startedAt) / 1000)} s`,
  );
}

const unit = report('unit.json');
const e2e = report('e2e.json');
const passed = (unit?.numPassedTests ?? 0) + (e2e?.stats.expected ?? 0);
const broken = (unit?.numFailedTests ?? 0) + (e2e?.stats.unexpected ?? 0) + (e2e?.stats.flaky ?? 0);
// Last, so that whoever sees only the end of a long log knows what to run again.
for (const name of [...redUnitTests(unit), ...redE2eTests(e2e)]) console.log(`Failed: ${name}`);
if (failed.length > 0) console.log(`Red: ${failed.join(', ')}.`);
console.log(`${passed} passed, ${broken} failed`);
process.exit(failed.length > 0 ? 1 : 0);

function report(name) {
  try {
    return JSON.parse(readFileSync(join(reports, name), 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

function redUnitTests(results) {
  return (results?.testResults ?? []).flatMap((file) => {
    const path = relative(root, file.name);
    const tests = file.assertionResults.filter((it) => it.status === 'failed');
    if (tests.length === 0 && file.status === 'failed') return [`${path}: ${file.message.split('\n')[0]}`];
    return tests.map((it) => `${path}: ${it.fullName}: ${(it.failureMessages[0] ?? '').split('\n')[0]}`);
  });
}

function redE2eTests(suite) {
  const specs = (suite?.specs ?? []).filter(
    (it) => !it.ok || it.tests.some(({ status }) => status === 'flaky'),
  );
  return [
    ...specs.map((it) => `e2e/${it.file}:${it.line}: ${it.title}`),
    ...(suite?.suites ?? []).flatMap(redE2eTests),
  ];
}
