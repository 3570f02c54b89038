import { cache } from 'react';
import { db } from '#lib/db/client.ts';
import { addTallies, type PostureTally } from '#lib/posture/score.ts';
import { tallyOfRow } from './account-rows.ts';

/** Sum of the tallies of all onboarded accounts, read once for a page however many of its parts ask. */
export const workspaceTally = cache(async (workspaceId: string): Promise<PostureTally> => {
  const accounts = await db().account.findMany({
    where: { workspaceId, status: { not: 'removed' } },
    select: { tally: true },
  });
  return addTallies(accounts.map((it) => tallyOfRow(it.tally)));
});
