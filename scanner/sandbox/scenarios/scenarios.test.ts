import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkReferences } from '../document/check-references.ts';
import { readCloud } from '../document/read-files.ts';

describe('the scenarios', () => {
  it('load, each account under a name of its own, with an expectation', async () => {
    const cloud = await readCloud(fileURLToPath(new URL('.', import.meta.url)));
    checkReferences(cloud);
    const accounts = cloud.accounts ?? [];
    expect(accounts.length).toBeGreaterThan(70);
    expect(new Set(accounts.map((it) => it.name)).size).toBe(accounts.length);
    expect(accounts.filter((it) => it.onboard?.isOnboarded !== false && !it.expect)).toEqual([]);
  });
});
