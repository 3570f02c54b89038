import type { Prisma } from '#lib/db/generated/client.ts';
import type { PostureScore } from '#lib/posture/score.ts';
import type { Section } from '#lib/posture/verdict.ts';

/** One step of the account's trend, for each scan that judged it again. */
export async function writeRejudged(
  tx: Prisma.TransactionClient,
  { workspaceId, accountId, scanId }: { workspaceId: string; accountId: string; scanId: string },
  before: { score: number | null; snapshot_sha256: string | null },
  posture: PostureScore,
): Promise<void> {
  const key = { scanId, accountId };
  const earlier = await tx.accountScan.findUnique({ where: { scanId_accountId: key }, select: { id: true } });
  if (!earlier) {
    await tx.account.updateMany({ where: { id: accountId }, data: { previousScore: before.score } });
  }
  const data = {
    status: 'done',
    snapshotSha256: before.snapshot_sha256,
    callsTotal: 0,
    callsThrottled: 0,
    finishedAt: new Date(),
    ...scoreColumns(posture),
  } as const;
  await tx.accountScan.upsert({
    where: { scanId_accountId: key },
    create: { workspaceId, ...key, ...data },
    update: data,
    select: { id: true },
  });
}

/** The columns of an account scan that trends are drawn from. */
export function scoreColumns({ score, seenShare, sections }: PostureScore) {
  const of = (section: Section) => sections.find((it) => it.section === section)?.score ?? null;
  return {
    score,
    seenShare,
    scoreTrails: of('trails'),
    scoreBucket: of('bucket'),
    scoreAlarms: of('alarms'),
    scoreLogging: of('logging'),
    scoreServices: of('services'),
  };
}
