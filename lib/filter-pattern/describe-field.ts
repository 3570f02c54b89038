import type { Value } from './ast.ts';
import { satisfies } from './compare.ts';
import type { FieldState } from './event-class.ts';
import { explainComparison } from './explain.ts';
import type { Field, StateClass } from './field-classes.ts';
import { elsewhere } from './formula.ts';
import { printValue } from './print.ts';

const maxListed = 4;

/** "awsRegion is not us-east-1": what the class says about the field, by the literals of the filters. */
export function describeField(field: Field, chosen: StateClass): string {
  if (field.name.startsWith(elsewhere)) {
    const isThere = chosen.states.some((state) => state.kind === 'value' && state.value === true);
    const text = field.name.slice(elsewhere.length);
    return `"${text}" ${isThere ? 'occurs in' : 'does not occur elsewhere in'} the record`;
  }
  return `${field.name} ${describeStates(field, chosen)}`;
}

/** The literals of the filters that this class's value satisfies, as written: for listing exclusions. */
export function namedValues(field: Field, chosen: StateClass): readonly string[] {
  const [state] = chosen.states;
  const named = distinct(field.values).filter((value) => state !== undefined && equalsState(state, value));
  return named.map((value) =>
    value.kind === 'text' && value.isQuoted ? printValue(value).slice(1, -1) : printValue(value),
  );
}

function describeStates(field: Field, chosen: StateClass): string {
  const [first] = chosen.states;
  if (first === undefined) return 'is anything';
  const named = distinct(field.values).filter((value) => equalsState(first, value));
  const [best] = named.sort((left, right) => specificity(right) - specificity(left));
  if (best !== undefined) return explainComparison('=', best).replaceAll('"', '');
  const others = field.classes.filter((other) => other !== chosen).flatMap(({ states }) => states);
  const isListable = chosen.states.length <= 2 && chosen.states.every(isPlain);
  if (field.values.length === 0 || chosen.states.every((state) => state.kind === 'absent')) {
    return isListable || others.length === 0 ? oneOf(chosen.states) : `is ${notOneOf(others)}`;
  }
  const compared = distinct(field.values);
  const [only] = compared;
  const absentToo = chosen.states.some((state) => state.kind === 'absent') ? ', or is absent' : '';
  if (compared.length === 1 && only !== undefined) {
    return explainComparison('!=', only).replaceAll('"', '') + absentToo;
  }
  if (compared.length > maxListed)
    return `is none of the ${compared.length} values the filters name${absentToo}`;
  return `is none of ${compared.map((value) => printValue(value).replaceAll('"', '')).join(', ')}${absentToo}`;
}

function isPlain(state: FieldState): boolean {
  return state.kind === 'absent' || typeof state.value !== 'object' || state.value === null;
}

function oneOf(states: readonly FieldState[]): string {
  return states
    .map((state) => (state.kind === 'absent' ? 'is absent' : `is ${plain(state.value)}`))
    .join(' or ');
}

function notOneOf(states: readonly FieldState[]): string {
  if (states.length > 0 && states.every(({ kind }) => kind === 'absent')) return 'present';
  const values = states.map((state) => (state.kind === 'absent' ? 'absent' : plain(state.value)));
  return values.length === 1 ? `not ${values[0]}` : `none of ${values.slice(0, maxListed).join(', ')}`;
}

function plain(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}

function specificity(value: Value): number {
  if (value.kind !== 'text') return value.kind === 'number' ? 1000 : 0;
  return value.text.length + (value.isOpenAtStart || value.isOpenAtEnd ? 0 : 1000);
}

function equalsState(state: FieldState, value: Value): boolean {
  return state.kind === 'value' && satisfies(state.value, '=', value);
}

function distinct(values: readonly Value[]): Value[] {
  return [...new Map(values.map((value) => [printValue(value), value])).values()];
}
