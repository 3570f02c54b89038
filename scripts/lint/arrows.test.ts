import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import config from '../../.dependency-cruiser.mjs';

/** One planted breach per arrow: the file that breaks it and what it imports. */
const plants: Record<string, { from: string; to: string }> = {
  'no-cycles': { from: 'lib/ring-a.ts', to: './ring-b.ts' },
  'web-never-scanner': { from: 'app/page.tsx', to: '#scanner/scan.ts' },
  'scanner-never-web': { from: 'scanner/peek.ts', to: '#components/button.tsx' },
  'components-never-app': { from: 'components/peek.tsx', to: '../app/page.tsx' },
  'lib-imports-none-above': { from: 'lib/peek.ts', to: '#scanner/scan.ts' },
  'pages-read-through-queries': { from: 'components/rows.tsx', to: '#lib/db/client.ts' },
  'scanner-knows-no-web-concern': { from: 'scanner/who.ts', to: '#lib/auth/viewer.ts' },
  'checks-are-pure': { from: 'scanner/checks/trails/dirty.ts', to: '#lib/db/client.ts' },
  'filter-pattern-stands-alone': { from: 'lib/filter-pattern/parse.ts', to: '../posture/verdict.ts' },
  'alarm-controls-stand-on-filter-pattern': {
    from: 'lib/alarm-controls/leaky.ts',
    to: '../posture/verdict.ts',
  },
  'posture-is-pure': { from: 'lib/posture/leaky.ts', to: '../db/client.ts' },
  'nothing-imports-the-sandbox': { from: 'scanner/cheat.ts', to: './sandbox/server.ts' },
  'sandbox-knows-no-scanner': { from: 'scanner/sandbox/leaky.ts', to: '../scan.ts' },
  'no-unresolvable': { from: 'lib/lost.ts', to: './nowhere.ts' },
};

const innocents = [
  'lib/ring-b.ts',
  'lib/db/client.ts',
  'lib/auth/viewer.ts',
  'lib/posture/verdict.ts',
  'scanner/scan.ts',
  'scanner/sandbox/server.ts',
  'components/button.tsx',
];

const root = resolve(import.meta.dirname, '../..');
const tree = mkdtempSync(join(tmpdir(), 'arrows-'));
let found: { rule: string; from: string }[] = [];

beforeAll(() => {
  for (const path of innocents) plant(path, 'export const it = 1;\n');
  for (const { from, to } of Object.values(plants))
    plant(from, `import ${from.endsWith('.tsx') ? '' : 'type '}{ it } from '${to}';\n${use(from)}`);
  plant('lib/ring-b.ts', "import { that } from './ring-a.ts';\nexport const it = that;\n");
  cpSync(join(root, 'package.json'), join(tree, 'package.json'));
  cpSync(join(root, '.dependency-cruiser.mjs'), join(tree, '.dependency-cruiser.mjs'));
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
  found = cruise();
});

afterAll(() => rmSync(tree, { recursive: true, force: true }));

describe('the arrows', () => {
  it('each has a planted breach', () => {
    expect(Object.keys(plants).toSorted(byName)).toEqual(
      (config.forbidden ?? []).map((rule) => rule.name).toSorted(byName),
    );
  });

  it.each(Object.entries(plants))('%s is an error when broken', (rule, { from }) => {
    expect(found).toContainEqual({ rule, from });
  });
});

function byName(a = '', b = ''): number {
  return a.localeCompare(b);
}

/** JSX and type-only imports must not hide an arrow. */
function use(path: string): string {
  return path.endsWith('.tsx')
    ? 'export function that() {\n  return <p>{it}</p>;\n}\n'
    : 'export const that: typeof it = 1;\n';
}

function plant(path: string, text: string): void {
  mkdirSync(dirname(join(tree, path)), { recursive: true });
  writeFileSync(join(tree, path), text);
}

function cruise(): { rule: string; from: string }[] {
  const cli = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [
    cli,
    '--config',
    '.dependency-cruiser.mjs',
    '--output-type',
    'json',
    'app',
    'components',
    'lib',
    'scanner',
  ];
  const report: { summary: { violations: { rule: { name: string; severity: string }; from: string }[] } } =
    JSON.parse(
      execFileSync(process.execPath, args, { cwd: tree, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }),
    );
  return report.summary.violations
    .filter((it) => it.rule.severity === 'error')
    .map((it) => ({ rule: it.rule.name, from: it.from }));
}
