import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checks } from '../../checks/registry.ts';
import { checkReferences } from '../document/check-references.ts';
import { readCloud } from '../document/read-files.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));

describe('the scenarios', () => {
  it('show every check in every verdict it can have', async () => {
    const { accounts = [] } = await readCloud(folder);
    const shown = new Set(
      accounts.flatMap((account) =>
        Object.entries(account.expect ?? {}).map(
          ([id, wanted]) => `${id} ${typeof wanted === 'string' ? wanted : wanted.verdict}`,
        ),
      ),
    );
    const declared = checks.flatMap(({ id, verdicts }) => verdicts.map((it) => `${id} ${it}`));
    expect(declared.filter((it) => !shown.has(it))).toEqual([]);
    expect([...shown].filter((it) => !declared.includes(it))).toEqual([]);
  });

  it('load, each account under a name of its own, with an expectation', async () => {
    const cloud = await readCloud(folder);
    checkReferences(cloud);
    const accounts = cloud.accounts ?? [];
    expect(accounts.length).toBeGreaterThan(70);
    expect(new Set(accounts.map((it) => it.name)).size).toBe(accounts.length);
    expect(accounts.filter((it) => it.onboard?.isOnboarded !== false && !it.expect)).toEqual([]);
  });
});
