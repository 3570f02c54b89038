import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

describe.each(['ARCHITECTURE.md', 'CONTRIBUTING.md', 'README.md'])('%s', (name) => {
  const text = readFileSync(join(root, name), 'utf8');

  it('names only paths that exist', () => {
    const named = [...text.matchAll(/`([\w.@-]+(?:\/[\w.@<>*-]+)*\/?)`/g)].map((it) => it[1] ?? '');
    const paths = named.filter(
      (it) => /\/|\.(ts|md|json|mjs)$/.test(it) && !/[<>*]/.test(it) && !it.startsWith('@'),
    );
    expect(paths.length).toBeGreaterThan(0);
    expect(paths.filter((it) => !existsSync(join(root, it)))).toEqual([]);
  });
});

it('ARCHITECTURE.md stays under 120 lines', () => {
  expect(readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8').split('\n').length).toBeLessThan(120);
});
