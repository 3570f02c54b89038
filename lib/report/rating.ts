import type { Rating, Severity } from '#lib/posture/verdict.ts';

const steps: readonly Rating[] = ['low', 'medium', 'high'];
const severityOrder: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'informational'];

/** The impact × likelihood square: H×H critical; H×M, M×H high; H×L, M×M, L×H medium; the rest low. */
export function severityOfSquare(impact: Rating, likelihood: Rating): Severity {
  const sum = steps.indexOf(impact) + steps.indexOf(likelihood);
  if (sum === 4) return 'critical';
  if (sum === 3) return 'high';
  return sum === 2 ? 'medium' : 'low';
}

export function raisedOneStep(rating: Rating): Rating {
  return rating === 'low' ? 'medium' : 'high';
}

export function higherOf(one: Rating, other: Rating): Rating {
  return steps.indexOf(one) >= steps.indexOf(other) ? one : other;
}

/** 0 for critical to 4 for informational. */
export function severityRank(severity: Severity): number {
  return severityOrder.indexOf(severity);
}
