import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { db } from '#lib/db/client.ts';
import { testDatabase } from '#lib/test-support/test-database.ts';
import { countTry, forgetTries, makeRoom } from './sign-in-limit.ts';

const database = testDatabase();
const refused = expect.objectContaining({
  code: 'not-allowed',
  message: 'Too many tries for this address. Try again in 15 minutes.',
});

describe('tries to sign in', () => {
  it('are ten in a quarter of an hour for one address, right or wrong', async () => {
    await triesOf('ada@example.com', 10);
    await expect(countTry(db(), 'ada@example.com')).rejects.toThrow(refused);
    await countTry(db(), 'eve@example.com');
    await db().$executeRaw`UPDATE sign_in_try SET ends_at = now()`;
    await triesOf('ada@example.com', 10);
    await expect(countTry(db(), 'ada@example.com')).rejects.toThrow(refused);
  });

  it('are counted for all web servers together, also at the same moment', async () => {
    const counts = await Promise.all([1, 2].map(() => triesInAnotherProcess('two@example.com', 8)));
    expect(counts.reduce((sum, it) => sum + it)).toBe(10);
    await expect(countTry(db(), 'two@example.com')).rejects.toThrow(refused);
  });

  it('start anew once somebody is in', async () => {
    await triesOf('kai@example.com', 10);
    await forgetTries(db(), 'kai@example.com');
    await countTry(db(), 'kai@example.com');
  });

  it('of very many addresses are not kept for ever', async () => {
    await db().$executeRaw`
      INSERT INTO sign_in_try (address_hash, count, ends_at)
      SELECT lpad(it::text, 64, '0'), 1, now() + make_interval(secs => it) FROM generate_series(0, 50) AS it`;
    await makeRoom(db(), 20);
    const kept = await db().signInTry.findMany({ orderBy: { endsAt: 'asc' } });
    expect(kept).toHaveLength(20);
    await db().$executeRaw`UPDATE sign_in_try SET ends_at = now()`;
    await countTry(db(), 'new@example.com');
    expect(await db().signInTry.count()).toBe(1);
  });

  it('keep no address', async () => {
    await countTry(db(), 'private@example.com');
    const rows = await db().signInTry.findMany();
    expect(JSON.stringify(rows)).not.toContain('private');
  });
});

async function triesOf(email: string, count: number): Promise<void> {
  for (let it = 0; it < count; it += 1) await countTry(db(), email);
}

/** @returns how many of the tries were let through. */
async function triesInAnotherProcess(email: string, count: number): Promise<number> {
  const script = `
    const { db, closeDb } = await import('#lib/db/client.ts');
    const { countTry } = await import('#lib/auth/sign-in-limit.ts');
    const tries = Array.from({ length: ${count} }, () => countTry(db(), '${email}').then(() => 1, () => 0));
    console.log((await Promise.all(tries)).reduce((sum, it) => sum + it));
    await closeDb();`;
  const node = path.resolve('node_modules/.bin/node');
  const env = { ...process.env, DATABASE_URL: database.url(), NODE_ENV: 'test' } as const;
  const { stdout } = await promisify(execFile)(node, ['--input-type=module', '-e', script], { env });
  return Number(stdout);
}
