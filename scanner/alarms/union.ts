import { decideRequiredEvent, type EventDecision, firesOnRoutine } from '#lib/alarm-controls/coverage.ts';
import type { JudgedContext, RequiredEvent } from '#lib/alarm-controls/required-event.ts';
import type { FilterPattern } from '#lib/filter-pattern/ast.ts';
import { matchesEvent } from '#lib/filter-pattern/match.ts';
import type { FilterSource } from './filter-sources.ts';
import { namesCall } from './names-call.ts';

/** Decides unions of filters, and remembers every answer for one account's run. */
export interface UnionDecider {
  decide(event: RequiredEvent, sources: readonly FilterSource[]): EventDecision;
  /** The sources that match at least one witness of the event, those that name its call first. */
  catching(event: RequiredEvent, sources: readonly FilterSource[]): readonly FilterSource[];
  /** Routine activity the source fires on too; empty for a quiet one. */
  noise(source: FilterSource): readonly string[];
}

export function unionDecider(context: JudgedContext): UnionDecider {
  const memory = new WeakMap<
    RequiredEvent,
    { decisions: Map<string, EventDecision>; hits: Map<string, boolean> }
  >();
  const noises = new Map<string, readonly string[]>();

  function memoryOf(event: RequiredEvent) {
    const known = memory.get(event) ?? { decisions: new Map(), hits: new Map() };
    memory.set(event, known);
    return known;
  }

  function hasWitness(event: RequiredEvent, source: FilterSource): boolean {
    const { hits } = memoryOf(event);
    const known = hits.get(source.text);
    if (known !== undefined) return known;
    const { pattern } = source;
    const hit = pattern !== null && event.witnesses.some((witness) => matchesEvent(pattern, witness));
    hits.set(source.text, hit);
    return hit;
  }

  function decideKnown(event: RequiredEvent, byText: ReadonlyMap<string, FilterPattern>): EventDecision {
    const { decisions } = memoryOf(event);
    const key = JSON.stringify([...byText.keys()].sort());
    const decision = decisions.get(key) ?? decideRequiredEvent(event, [...byText.values()], context);
    decisions.set(key, decision);
    return decision;
  }

  return {
    decide(event, sources) {
      const usable = sources.filter((it) => it.pattern !== null);
      let used = usable.filter((it) => hasWitness(event, it));
      // A filter without a witness may still fill another one's blind spot: it is added when it matches
      // the very event that is missed, so the union stays exact and small.
      for (;;) {
        const decision = decideKnown(event, patternsByText(used));
        if (decision.verdict !== 'misses') return decision;
        const samples = decision.missed.map((it) => it.sample);
        const filling = usable.filter(
          (it) =>
            !used.includes(it) && samples.some((sample) => it.pattern && matchesEvent(it.pattern, sample)),
        );
        if (filling.length === 0) return decision;
        used = [...used, ...filling];
      }
    },
    catching(event, sources) {
      const { eventName } = event;
      const isMeant = (it: FilterSource): boolean => eventName !== null && namesCall(it, eventName);
      const caught = sources.filter((it) => hasWitness(event, it));
      return [...caught.filter(isMeant), ...caught.filter((it) => !isMeant(it))];
    },
    noise(source) {
      if (!source.pattern) return [];
      const known = noises.get(source.text) ?? firesOnRoutine([source.pattern]).map((it) => it.label);
      noises.set(source.text, known);
      return known;
    },
  };
}

function patternsByText(sources: readonly FilterSource[]): Map<string, FilterPattern> {
  return new Map(sources.flatMap((it) => (it.pattern ? [[it.text, it.pattern] as const] : [])));
}
