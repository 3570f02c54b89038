import type { FilterPattern } from '../filter-pattern/ast.ts';
import { matchesEvent } from '../filter-pattern/match.ts';
import { isSpent, spend, type Work } from '../filter-pattern/work.ts';
import { isAccountBlind } from './account-blind.ts';
import type { RequiredEvent } from './required-event.ts';
import { inAnyAccount } from './required-events.ts';

interface Answer {
  readonly isMatch: boolean;
  readonly steps: number;
}

const answers = new WeakMap<FilterPattern, WeakMap<RequiredEvent, Answer>>();

/** Whether the filter matches a witness of the event; null: the work ran out first. Remembered as decisions are. */
export function matchesWitness(event: RequiredEvent, pattern: FilterPattern, work: Work): boolean | null {
  if (isSpent(work)) return null;
  const { isMatch, steps } = answerOf(
    (isAccountBlind(pattern) && inAnyAccount(event)?.event) || event,
    pattern,
  );
  spend(work, steps);
  return isSpent(work) ? null : isMatch;
}

function answerOf(event: RequiredEvent, pattern: FilterPattern): Answer {
  const ofPattern = answers.get(pattern) ?? new WeakMap<RequiredEvent, Answer>();
  answers.set(pattern, ofPattern);
  const known = ofPattern.get(event);
  if (known !== undefined) return known;
  const work = { left: Number.MAX_SAFE_INTEGER };
  const isMatch = event.witnesses.some((witness) => matchesEvent(pattern, witness, work));
  const answer = { isMatch, steps: Number.MAX_SAFE_INTEGER - work.left };
  ofPattern.set(event, answer);
  return answer;
}
