import { db } from '#lib/db/client.ts';
import type { AccountSnapshot } from '../snapshot.ts';
import type { KnownAccount, World } from '../world.ts';
import { unpack } from './snapshot-store.ts';

interface Cached {
  hash: string;
  snapshot: AccountSnapshot;
}

/** Snapshots by row id of their account; a snapshot never changes under its hash. */
const cache = new Map<string, Cached>();

export interface WorkspaceWorld extends World {
  /** AWS account id → row id. */
  rowIds: ReadonlyMap<string, string>;
}

/** Every onboarded account with its newest snapshot. Only snapshots not seen before are read. */
export async function loadWorld(workspaceId: string): Promise<WorkspaceWorld> {
  const rows = await db().account.findMany({
    where: { workspaceId, status: { not: 'removed' } },
    select: { id: true, accountId: true, name: true, environment: true, snapshotSha256: true },
    orderBy: { accountId: 'asc' },
  });
  const missing = rows.filter(
    (it) => it.snapshotSha256 !== null && cache.get(it.id)?.hash !== it.snapshotSha256,
  );
  for (let start = 0; start < missing.length; start += 200) {
    await fill(workspaceId, missing.slice(start, start + 200));
  }
  const accounts = rows.map((row): [string, KnownAccount] => {
    const { accountId, name, environment } = row;
    const snapshot = row.snapshotSha256 === null ? null : (cache.get(row.id)?.snapshot ?? null);
    return [accountId, { accountId, name, environment, snapshot }];
  });
  return { accounts: new Map(accounts), rowIds: new Map(rows.map((it) => [it.accountId, it.id])) };
}

async function fill(
  workspaceId: string,
  rows: readonly { id: string; snapshotSha256: string | null }[],
): Promise<void> {
  const hashes = rows.flatMap((it) => it.snapshotSha256 ?? []);
  const packed = await db().snapshot.findMany({
    where: { workspaceId, sha256: { in: hashes } },
    select: { sha256: true, gzip: true },
  });
  const byHash = new Map(packed.map((it) => [it.sha256, it.gzip]));
  for (const { id, snapshotSha256: hash } of rows) {
    const bytes = hash === null ? undefined : byHash.get(hash);
    if (hash !== null && bytes) cache.set(id, { hash, snapshot: await unpack(bytes) });
  }
}

export function snapshotsOf(world: World): AccountSnapshot[] {
  return [...world.accounts.values()].flatMap((it) => it.snapshot ?? []);
}
