import { scopeWords } from '#lib/posture/decision-scope.ts';
import { decisionFor, type NotRequired } from '#lib/posture/workspace-policy.ts';
import { type Check, defineCheck, type Judgement } from '../../check.ts';
import type { Linked } from '../../link.ts';
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
      const decision = standingDecision(check.id, linked, context);
      return decision ? notRequired(check, decision) : check.judge(linked, context);
    },
  });
}

function standingDecision(
  checkId: string,
  { world, account: { accountId } }: Linked,
  { policy, now }: JudgeContext,
): NotRequired | null {
  if (!policy) return null;
  const environment = world.accounts.get(accountId)?.environment ?? null;
  return decisionFor(policy.notRequired, checkId, { accountId, environment }, new Date(now));
}

function notRequired(check: Check, decision: NotRequired): Judgement {
  const { owner, reason, costNote, expiresAt, scope } = decision;
  return {
    verdict: 'not_applicable',
    scope: check.scope,
    resource: null,
    region: null,
    reason: `Reviewed and not required in ${scopeWords(scope)} until ${expiresAt.slice(0, 10)}, by ${owner}: ${reason}`,
    notes: costNote === '' ? [] : [`Cost: ${costNote}`],
    subjects: [],
    evidence: [],
    missing: [],
  };
}
