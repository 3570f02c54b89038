import { decideRequiredEvent, type EventDecision } from '#lib/alarm-controls/coverage.ts';
import { undecidedEvent } from '#lib/alarm-controls/decide-event.ts';
import type { JudgedContext, RequiredEvent } from '#lib/alarm-controls/required-event.ts';
import { matchesWitness } from '#lib/alarm-controls/witness-match.ts';
import type { FilterPattern } from '#lib/filter-pattern/ast.ts';
import { matchesEvent } from '#lib/filter-pattern/match.ts';
import type { Work } from '#lib/filter-pattern/work.ts';
import type { FilterSource } from './filter-sources.ts';
import { namesCall } from './names-call.ts';

/** Decides unions of filters, and remembers what matches for one account's run. */
export interface UnionDecider {
  /** Never says more than the work allows: `undecided` once a filter that could matter was left out. */
  decide(event: RequiredEvent, sources: readonly FilterSource[], work: Work): EventDecision;
  /** The sources known to match at least one witness of the event, those that name its call first. */
  catching(event: RequiredEvent, sources: readonly FilterSource[], work: Work): readonly FilterSource[];
  /** Whether the source matches a witness; null: the work ran out first. */
  catches(event: RequiredEvent, source: FilterSource, work: Work): boolean | null;
}

export function unionDecider(context: JudgedContext): UnionDecider {
  const hits = new WeakMap<RequiredEvent, Map<FilterPattern, boolean>>();

  function hasWitness(event: RequiredEvent, { pattern }: FilterSource, work: Work): boolean | null {
    if (pattern === null) return false;
    const ofEvent = hits.get(event) ?? new Map<FilterPattern, boolean>();
    hits.set(event, ofEvent);
    const known = ofEvent.get(pattern);
    if (known !== undefined) return known;
    const hit = matchesWitness(event, pattern, work);
    if (hit !== null) ofEvent.set(pattern, hit);
    return hit;
  }

  return {
    decide(event, sources, work) {
      const usable = sources.filter((it) => it.pattern !== null);
      const answers = usable.map((it) => hasWitness(event, it, work));
      let used = usable.filter((_, index) => answers[index] === true);
      const isLeftOut = answers.includes(null);
      // A filter without a witness may still fill another one's blind spot: it is added when it matches
      // the very event that is missed, so the union stays exact and small.
      for (;;) {
        const decision = decideRequiredEvent(event, patternsOf(used), context, work);
        if (decision.verdict !== 'misses') return decision;
        const filling = usable.filter(
          (it) =>
            !used.includes(it) &&
            decision.missed.some(({ sample }) => it.pattern && matchesEvent(it.pattern, sample, work)),
        );
        if (filling.length === 0) return isLeftOut || work.left <= 0 ? undecidedEvent(event) : decision;
        used = [...used, ...filling];
      }
    },
    catching(event, sources, work) {
      const { eventName } = event;
      const isMeant = (it: FilterSource): boolean => eventName !== null && namesCall(it, eventName);
      const caught = sources.filter((it) => hasWitness(event, it, work) === true);
      return [...caught.filter(isMeant), ...caught.filter((it) => !isMeant(it))];
    },
    catches: hasWitness,
  };
}

function patternsOf(sources: readonly FilterSource[]): readonly FilterPattern[] {
  return [...new Set(sources.flatMap((it) => it.pattern ?? []))];
}
