import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const tree = mkdtempSync(join(tmpdir(), 'rules-'));

beforeAll(() => {
  for (const name of [
    'biome.json',
    '.oxlintrc.json',
    'tsconfig.json',
    'package.json',
    'scripts/lint/pure.grit',
  ]) {
    mkdirSync(dirname(join(tree, name)), { recursive: true });
    cpSync(join(root, name), join(tree, name));
  }
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
});
afterAll(() => rmSync(tree, { recursive: true, force: true }));

describe('biome', () => {
  it.each([
    [
      'the environment is read only in lib/env.ts',
      'noProcessEnv',
      'lib/x.ts',
      'export const a = process.env.HOME;\n',
    ],
    ['no any', 'noExplicitAny', 'lib/x.ts', 'export function f(a: any): unknown {\n  return a;\n}\n'],
    [
      'no !',
      'noNonNullAssertion',
      'lib/x.ts',
      'export function f(a: string | null): string {\n  return a!;\n}\n',
    ],
    [
      'no empty catch',
      'noEmptyBlockStatements',
      'lib/x.ts',
      'try {\n  f();\n} catch {}\ndeclare function f(): void;\n',
    ],
    [
      'no focused test',
      'noFocusedTests',
      'lib/x.test.ts',
      "import { it } from 'vitest';\nit.only('x', () => {});\n",
    ],
    [
      'no skipped test',
      'noSkippedTests',
      'lib/x.test.ts',
      "import { it } from 'vitest';\nit.skip('x', () => {});\n",
    ],
    ['a check reads no clock', 'Pure code', 'scanner/checks/x.ts', 'export const at = Date.now();\n'],
    [
      'the chain waits for nothing',
      'Pure code',
      'scanner/alarms/x.ts',
      'export async function f(): Promise<void> {\n  await g();\n}\ndeclare function g(): Promise<void>;\n',
    ],
    ['patterns print nothing', 'Pure code', 'lib/filter-pattern/x.ts', "console.log('x');\n"],
  ])('%s', (_name, rule, path, text) => {
    plant(path, text);
    const run = spawnSync(join(root, 'node_modules/.bin/biome'), ['lint', '--vcs-enabled=false', path], {
      cwd: tree,
      encoding: 'utf8',
    });
    expect(`${run.stdout}${run.stderr}`).toContain(rule);
    expect(run.status).toBe(1);
  });

  it('lets lib/env.ts read the environment', () => {
    plant('lib/env.ts', 'export const home = process.env.HOME;\n');
    const run = spawnSync(
      join(root, 'node_modules/.bin/biome'),
      ['lint', '--vcs-enabled=false', 'lib/env.ts'],
      { cwd: tree, encoding: 'utf8' },
    );
    expect(run.status).toBe(0);
  });
});

describe('oxlint, type-aware', () => {
  it.each([
    [
      'a promise nobody waits for',
      'no-floating-promises',
      'lib/y.ts',
      'export function f(): void {\n  Promise.resolve(1);\n}\n',
    ],
    [
      'a switch that forgets a case',
      'switch-exhaustiveness-check',
      'lib/y.ts',
      "export function f(a: 'x' | 'y'): number {\n  switch (a) {\n    case 'x':\n      return 1;\n  }\n  return 0;\n}\n",
    ],
    ['a switched-off type', 'ban-ts-comment', 'lib/y.ts', '// @ts-ignore\nexport const a: string = 1;\n'],
  ])('%s', (_name, rule, path, text) => {
    plant(path, text);
    const run = spawnSync(join(root, 'node_modules/.bin/oxlint'), ['--type-aware', path], {
      cwd: tree,
      encoding: 'utf8',
    });
    expect(`${run.stdout}${run.stderr}`).toContain(rule);
    expect(run.status).toBe(1);
  });
});

function plant(path: string, text: string): void {
  mkdirSync(dirname(join(tree, path)), { recursive: true });
  writeFileSync(join(tree, path), text);
}
