import { defaultWorkspacePolicy, type NotRequired } from '#lib/posture/workspace-policy.ts';
import { type Check, defineCheck, type Judgement } from '../../check.ts';
import type { JudgeContext } from '../../world.ts';

/**
 * A check of something that costs money or that a workspace may do without: a person may state that it is not
 * required, until that statement expires.
 */
export function defineServiceCheck(check: Check): Check {
  return defineCheck({
    ...check,
    verdicts: [...new Set([...check.verdicts, 'not_applicable' as const])],
    judge(linked, context) {
      const decision = standingDecision(check.id, context);
      return decision ? notRequired(check, decision) : check.judge(linked, context);
    },
  });
}

function standingDecision(checkId: string, context: JudgeContext): NotRequired | undefined {
  const { notRequired: decisions } = context.policy ?? defaultWorkspacePolicy;
  return decisions.find((it) => it.checkId === checkId && Date.parse(it.expiresAt) > Date.parse(context.now));
}

function notRequired(check: Check, decision: NotRequired): Judgement {
  const { owner, reason, costNote, expiresAt } = decision;
  return {
    verdict: 'not_applicable',
    scope: check.scope,
    resource: null,
    region: null,
    reason: `Reviewed and not required until ${expiresAt.slice(0, 10)}, by ${owner}: ${reason}`,
    notes: costNote === '' ? [] : [`Cost: ${costNote}`],
    subjects: [],
    evidence: [],
    missing: [],
  };
}
