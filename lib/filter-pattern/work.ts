/**
 * What a decision may still do, in steps of about the same cost. Steps are counted and never timed, so that the
 * same question has the same answer on every machine and at every repetition.
 */
export interface Work {
  left: number;
}

export function spend(work: Work, steps: number): void {
  work.left -= steps;
}

export function isSpent(work: Work): boolean {
  return work.left <= 0;
}
