import type { FilterPattern } from '../filter-pattern/ast.ts';
import { isSpent, spend, type Work } from '../filter-pattern/work.ts';
import { firesOnRoutine } from './coverage.ts';

interface Answer {
  readonly labels: readonly string[];
  readonly steps: number;
}

const answers = new WeakMap<FilterPattern, Answer>();

/** Routine activity a filter fires on, in words; null: the work ran out first. Remembered as decisions are. */
export function noiseOf(pattern: FilterPattern, work: Work): readonly string[] | null {
  if (isSpent(work)) return null;
  const { labels, steps } = answers.get(pattern) ?? answerOf(pattern);
  spend(work, steps);
  return isSpent(work) ? null : labels;
}

function answerOf(pattern: FilterPattern): Answer {
  const work = { left: Number.MAX_SAFE_INTEGER };
  const labels = firesOnRoutine([pattern], work).map(({ label }) => label);
  const answer = { labels, steps: Number.MAX_SAFE_INTEGER - work.left };
  answers.set(pattern, answer);
  return answer;
}
