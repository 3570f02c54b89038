import { db } from '#lib/db/client.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { namedElsewhere } from '../references.ts';
import type { AccountSnapshot } from '../snapshot.ts';

interface AccountRow {
  workspaceId: string;
  /** Row id. */
  accountId: string;
}

/** Replaces what this account's newest snapshot names in other accounts. */
export async function recordReferences(
  tx: Prisma.TransactionClient,
  { workspaceId, accountId }: AccountRow,
  snapshot: AccountSnapshot,
): Promise<void> {
  await tx.reference.deleteMany({ where: { workspaceId, accountId } });
  const data = namedElsewhere(snapshot).map((it) => ({ workspaceId, accountId, ...it }));
  if (data.length > 0) await tx.reference.createMany({ data, skipDuplicates: true });
}

/**
 * What the newest snapshots of other onboarded accounts name in this one, sorted: `wantedOf` without reading them.
 * An account last scanned before references were kept is left out; what it names is read when the scan is judged.
 * @param awsAccountId AWS's twelve digits
 */
export async function storedWanted(
  { workspaceId, accountId }: AccountRow,
  awsAccountId: string,
): Promise<string[]> {
  const rows = await db().reference.groupBy({
    by: ['arn'],
    where: {
      workspaceId,
      ownerAccountId: { in: [awsAccountId, ''] },
      accountId: { not: accountId },
      account: { status: { not: 'removed' } },
    },
  });
  return rows.map((it) => it.arn).sort();
}
