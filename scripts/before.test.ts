import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const Package = z.object({
  engines: z.object({ node: z.string() }),
  scripts: z.record(z.string(), z.string()),
});
const { engines, scripts } = Package.parse(JSON.parse(readFileSync('package.json', 'utf8')));
const refused = z.object({ code: z.number(), stderr: z.string() });

describe('the Node a fresh clone needs', () => {
  it('is a whole version, and the one the README names', () => {
    const [, oldest] = /^>=(\d+)$/.exec(engines.node) ?? [];
    expect(readFileSync('README.md', 'utf8')).toContain(`Node ${oldest}+ and npm`);
  });

  it('is asked for before every command that runs on it', () => {
    const own = Object.values(scripts).filter((it) => it.startsWith('node '));
    expect(own).not.toHaveLength(0);
    for (const it of own) expect(it).toMatch(/^node -r \.\/scripts\/before\.cjs /);
  });

  it('is named in one sentence to whoever has an older one', async () => {
    const error = refused.parse(await startedOn('18.20.8').catch((it: unknown) => it));
    expect(error).toEqual({
      code: 2,
      stderr: `Watchpost needs Node ${engines.node.slice(2)} or newer; this is v18.20.8.\n`,
    });
  });

  it('lets its oldest begin', async () => {
    expect((await startedOn(`${engines.node.slice(2)}.0.0`)).stdout).toBe('begun\n');
  });
});

function startedOn(version: string): Promise<{ stdout: string }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'watchpost-before-'));
  const pretend = path.join(folder, 'pretend.cjs');
  const versions = `{ ...process.versions, node: '${version}' }`;
  writeFileSync(pretend, `Object.defineProperty(process, 'versions', { value: ${versions} });`);
  const main = path.join(folder, 'main.mjs');
  writeFileSync(main, "console.log('begun');");
  return promisify(execFile)(process.execPath, ['-r', pretend, '-r', './scripts/before.cjs', main]);
}
