import type { FieldState } from './event-class.ts';
import type { Field, StateClass } from './field-classes.ts';

/** A property cannot be there when the object that would hold it is absent or null. */
export function contradicts(field: Field, chosen: StateClass, other: Field, ofOther: StateClass): boolean {
  if (isInside(field, other)) return !canHold(ofOther) && !canBeAbsent(chosen);
  return isInside(other, field) && !canHold(chosen) && !canBeAbsent(ofOther);
}

export interface Placed {
  readonly field: Field;
  readonly chosen: StateClass;
}

/** The state to show for a class in a sample: absent where its object is not there. */
export function shownState({ field, chosen }: Placed, placed: readonly Placed[]): FieldState | undefined {
  const isWithoutObject = placed.some((other) => isInside(field, other.field) && !canHold(other.chosen));
  const absentState = chosen.states.find(({ kind }) => kind === 'absent');
  return isWithoutObject && absentState !== undefined ? absentState : chosen.states[0];
}

function isInside(inner: Field, outer: Field): boolean {
  return inner.name.startsWith(`${outer.name}.`) || inner.name.startsWith(`${outer.name}[`);
}

function canHold({ states }: StateClass): boolean {
  return states.some(
    (state) => state.kind === 'value' && typeof state.value === 'object' && state.value !== null,
  );
}

function canBeAbsent({ states }: StateClass): boolean {
  return states.some(({ kind }) => kind === 'absent');
}
