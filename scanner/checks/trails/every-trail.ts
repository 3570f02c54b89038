import type { Judgement } from '../../check.ts';
import type { Linked, LinkedTrail } from '../../link/linked.ts';
import { noTrailCause } from '../../link/shared-causes.ts';
import { listEvidence } from './trail-evidence.ts';
import { inheritedJudgement, judgementOf, names, type TrailFinding, unreadTrails } from './trail-finding.ts';

export interface EveryTrailRule {
  checkId: string;
  /** Trails the rule speaks of, out of all that record the account. */
  subjects(trails: readonly LinkedTrail[]): readonly LinkedTrail[];
  judgeTrail(trail: LinkedTrail, linked: Linked): TrailFinding;
  /** Said of all when all are good: "2 trails have log file validation on". */
  praise(trails: readonly LinkedTrail[]): string;
  /** What remains unsaid while trails are unread: "Whether every trail has a key". */
  question: string;
}

/**
 * A rule every trail must meet. Own trails are judged here; an organization's, where there are no own, at its
 * owner. Own trails that could not be listed may break the rule, whatever the owner's verdict.
 */
export function judgeEveryTrail(rule: EveryTrailRule, linked: Linked): Judgement {
  const subjects = rule.subjects(linked.trails);
  const own = subjects.filter((it) => it.isOwn);
  const foreign = subjects.filter((it) => !it.isOwn);
  if (own.length > 0) return judgeOwn(rule, own, foreign, linked);
  if (foreign.length > 0 && linked.trailGaps.length === 0) {
    const findings = foreign.map((it) => rule.judgeTrail(it, linked));
    return inheritedJudgement(rule.checkId, together(rule, foreign, findings), foreign, findings);
  }
  if (linked.trailGaps.length > 0) return judgementOf(unreadTrails(linked, rule.question), []);
  return judgementOf(noTrail(linked), []);
}

function judgeOwn(
  rule: EveryTrailRule,
  own: readonly LinkedTrail[],
  foreign: readonly LinkedTrail[],
  linked: Linked,
): Judgement {
  const findings = own.map((it) => rule.judgeTrail(it, linked));
  const decided = together(rule, own, findings);
  const notes = foreign.map((it) => `Organization trail ${it.fact.name} is judged at ${it.owner.name}.`);
  const isOpen = linked.trailGaps.length > 0 && decided.verdict !== 'fail';
  return isOpen
    ? judgementOf(unreadTrails(linked, rule.question), findings, notes)
    : judgementOf(decided, findings, notes);
}

const alsoSaid = { fail: 'Failing too', unknown: 'Not known either', warn: 'Weak too' };

/** The worst decides, and is named. */
function together(
  rule: EveryTrailRule,
  trails: readonly LinkedTrail[],
  findings: readonly TrailFinding[],
): TrailFinding {
  for (const verdict of ['fail', 'unknown', 'warn'] as const) {
    const bad = findings.filter((it) => it.verdict === verdict);
    const first = bad.find((it) => it.severity) ?? bad[0];
    if (!first) continue;
    const others = bad.flatMap((it) => (it.trail && it !== first ? [it.trail] : []));
    return others.length > 0
      ? { ...first, reason: `${first.reason} ${alsoSaid[verdict]}: ${names(others)}.` }
      : first;
  }
  const trail = trails.length === 1 ? (trails[0] ?? null) : null;
  return { verdict: 'pass', reason: rule.praise(trails), trail, evidence: [], missing: [] };
}

export function noTrail(linked: Linked): TrailFinding {
  const { snapshot, account } = linked;
  const region = snapshot.regions[0] ?? '';
  const hadTrails = linked.trails.length > 0;
  return {
    verdict: 'fail',
    reason: hadTrails
      ? 'No trail that this rule speaks of records the account.'
      : 'The account has no trail, so there is nothing but 90 days of event history.',
    ...(!hadTrails && { cause: noTrailCause(linked) }),
    trail: null,
    evidence: hadTrails ? [] : [listEvidence(account.accountId, region, snapshot.finishedAt)],
    missing: [],
  };
}
