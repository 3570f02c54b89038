import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimHome } from './running.ts';

let home: string;
let file: string;
beforeEach(() => {
  home = mkdtempSync(path.join(os.tmpdir(), 'watchpost-running-'));
  file = path.join(home, 'running.json');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** Lives as long as these tests do, and is not the process that claims. */
const alive = process.ppid;
const url = 'http://127.0.0.1:3000';

describe('a folder', () => {
  it('is refused while another start uses it, and free once that has ended', () => {
    writeFileSync(file, JSON.stringify({ pid: alive, url }));
    expect(() => claimHome(home, url)).toThrow(`already, at ${url} (process ${alive}).`);
    rmSync(file);
    claimHome(home, url)();
    expect(readdirSync(home)).toEqual([]);
  });

  it.each([
    ['was killed', JSON.stringify({ pid: 2 ** 22 + 1, url })],
    ['was killed while it wrote', '{"pid":'],
  ])('is free when the start that used it %s', (_how, text) => {
    writeFileSync(file, text);
    expect(() => claimHome(home, url)()).not.toThrow();
  });

  it('is free when a stranger has the process id by now', () => {
    writeFileSync(file, JSON.stringify({ pid: alive, url }));
    const minuteAgo = Date.now() / 1000 - 60;
    utimesSync(file, minuteAgo, minuteAgo);
    expect(() => claimHome(home, url)()).not.toThrow();
  });
});
