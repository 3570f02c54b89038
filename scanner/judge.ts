import type { Verdict } from '#lib/posture/verdict.ts';
import { type Check, type Judgement, severityOf } from './check.ts';
import { checks } from './checks/registry.ts';
import type { Linked } from './link.ts';
import type { JudgeContext } from './world.ts';

/** Called when a check throws, or gives a verdict it does not declare: our bug, which must be seen, while the verdict says `unknown`. */
export type OnCheckError = (checkId: string, error: unknown) => void;

/** Exactly one verdict per registered check, in registry order. Pure apart from `onError`. */
export function judge(
  linked: Linked,
  context: JudgeContext,
  onError: OnCheckError,
  rules: readonly Check[] = checks,
): Verdict[] {
  return rules.map((check) => ({
    checkId: check.id,
    severity: severityOf(check),
    ...judgementOf(check, linked, context, onError),
  }));
}

function judgementOf(check: Check, linked: Linked, context: JudgeContext, onError: OnCheckError): Judgement {
  try {
    const judgement = check.judge(linked, context);
    if (check.verdicts.includes(judgement.verdict)) return judgement;
    throw new Error(`${check.id} gave ${judgement.verdict}, which it does not declare: ${judgement.reason}`);
  } catch (error) {
    onError(check.id, error);
    return unjudged(check, ourFault);
  }
}

const ourFault = 'Watchpost failed to judge this check. The error is in the log of the scan.';

/** For an account that could not be read, or whose snapshot cannot even be linked. */
export function judgeNothing(reason = ourFault): Verdict[] {
  return checks.map((check) => ({
    checkId: check.id,
    severity: severityOf(check),
    ...unjudged(check, reason),
  }));
}

function unjudged({ scope }: Check, reason: string): Judgement {
  return {
    verdict: 'unknown',
    scope,
    resource: null,
    region: null,
    reason,
    notes: [],
    subjects: [],
    evidence: [],
    missing: [{ message: reason }],
  };
}
