import type { Viewer } from '#lib/auth/viewer.ts';
import { db } from '#lib/db/client.ts';
import { addTallies, type PostureScore, type PostureTally, scoreOf } from '#lib/posture/score.ts';
import { tallyOfRow } from './account-rows.ts';

/** The workspace's own numbers behind its score. */
export interface ScoreExample {
  /** Accounts with at least one verdict. */
  accounts: number;
  tally: PostureTally;
  posture: PostureScore;
}

/** null until something was judged. */
export async function getScoreExample(viewer: Viewer): Promise<ScoreExample | null> {
  const rows = await db().account.findMany({
    where: { workspaceId: viewer.workspaceId, status: { not: 'removed' } },
    select: { tally: true },
  });
  const judged = rows.filter((it) => it.tally !== null);
  if (judged.length === 0) return null;
  const tally = addTallies(judged.map((it) => tallyOfRow(it.tally)));
  return { accounts: judged.length, tally, posture: scoreOf(tally) };
}
