import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { db } from '#lib/db/client.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import type { AccountSnapshot } from '../snapshot.ts';

/** Keys in order, so that equal facts have equal bytes and one hash. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, it: unknown) =>
    it instanceof Object && !Array.isArray(it)
      ? Object.fromEntries(Object.entries(it).sort(([a], [b]) => (a < b ? -1 : 1)))
      : it,
  );
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Stores what was seen under its own hash; the same bytes twice are one row. */
export async function saveSnapshot(
  tx: Prisma.TransactionClient,
  workspaceId: string,
  snapshot: AccountSnapshot,
): Promise<string> {
  const json = canonicalJson(snapshot);
  const hash = sha256(json);
  const packed = await promisify(gzip)(json);
  await tx.$executeRaw`
    INSERT INTO snapshot (workspace_id, sha256, gzip, size_bytes)
    VALUES (${workspaceId}::uuid, ${hash}, ${packed}, ${Buffer.byteLength(json)})
    ON CONFLICT DO NOTHING`;
  return hash;
}

/** @returns null when retention has removed it. */
export async function loadSnapshot(workspaceId: string, hash: string): Promise<AccountSnapshot | null> {
  const row = await db().snapshot.findUnique({
    where: { workspaceId_sha256: { workspaceId, sha256: hash } },
    select: { gzip: true },
  });
  return row && unpack(row.gzip);
}

export async function unpack(packed: Uint8Array): Promise<AccountSnapshot> {
  return asSnapshot(JSON.parse((await promisify(gunzip)(packed)).toString('utf8')));
}

/** Written by saveSnapshot and read back under its hash: the shape is the type's own. */
function asSnapshot(value: unknown): AccountSnapshot {
  return value as AccountSnapshot;
}
