import type { Judgement } from '../../check.ts';
import type { Linked, LinkedTrail } from '../../link/linked.ts';
import { inheritedJudgement, judgementOf, type TrailFinding } from './trail-finding.ts';

/** What a set of trails comes to under a rule that one good trail, or several together, can meet. */
export type JudgeTogether = (trails: readonly LinkedTrail[]) => {
  finding: TrailFinding;
  subjects: TrailFinding[];
};

const rank = { pass: 0, warn: 1, unknown: 2, fail: 3 };

/**
 * An own pass beats an inherited verdict; an inherited pass or warning beats a worse own one; own and
 * organization trails may also meet the rule only together. Stopped own trails change nothing of the inherited one.
 */
export function judgeSomeTrails(checkId: string, linked: Linked, judgeTogether: JudgeTogether): Judgement {
  const own = linked.trails.filter((it) => it.isOwn);
  const foreign = linked.trails.filter((it) => !it.isOwn);
  const here = judgeTogether(own);
  if (foreign.length === 0 || here.finding.verdict === 'pass')
    return judgementOf(here.finding, here.subjects);

  const there = judgeTogether(foreign);
  const union = judgeTogether(linked.trails);
  const isReadThere = foreign.some((it) => it.owner.isOnboarded && it.isReadAtOwner);
  const alone = Math.min(rank[here.finding.verdict], rank[there.finding.verdict]);
  if (rank[union.finding.verdict] < alone) {
    return judgementOf(union.finding, union.subjects);
  }
  const hasSay = own.some((it) => it.status?.isLogging !== false);
  if (hasSay && isReadThere && rank[here.finding.verdict] <= rank[there.finding.verdict]) {
    return judgementOf(here.finding, here.subjects);
  }
  return inheritedJudgement(checkId, there.finding, foreign, there.subjects);
}
