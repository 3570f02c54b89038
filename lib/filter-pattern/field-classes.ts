import type { Segment, Value } from './ast.ts';
import type { FieldState } from './event-class.ts';
import { type Atom, atomsOf, type Formula, junction, testSteps } from './formula.ts';
import { type Representative, representatives } from './representatives.ts';
import { isSpent, spend, type Work } from './work.ts';

/** States of one property that no filter can tell apart. The first class holds the ordinary base. */
export interface StateClass {
  readonly states: readonly FieldState[];
  readonly isOrdinary: boolean;
  /** Whether the atom holds; null when the atom is about another property. */
  readonly answer: (atom: Atom) => boolean | null;
}

export interface Field {
  readonly name: string;
  readonly segments: readonly Segment[];
  readonly values: readonly Value[];
  readonly classes: readonly StateClass[];
}

export interface FieldTable {
  readonly fields: ReadonlyMap<string, Field>;
  readonly isTruncated: boolean;
}

/** Groups the representatives of every property the formulas ask about. Means nothing once `work` is spent. */
export function fieldTable(formulas: readonly Formula[], work: Work): FieldTable {
  const atoms = new Map<string, Atom[]>();
  for (const atom of formulas.flatMap(atomsOf)) {
    spend(work, 1);
    const same = atoms.get(atom.field);
    if (same === undefined) atoms.set(atom.field, [atom]);
    else same.push(atom);
  }
  let isTruncated = false;
  const fields = new Map<string, Field>();
  for (const [name, ofField] of atoms) {
    const [first] = ofField;
    if (first === undefined) continue;
    const values = ofField.flatMap((atom) => atom.values);
    const found = representatives(first.domain, values, work);
    isTruncated ||= found.isTruncated;
    fields.set(name, {
      name,
      segments: first.segments,
      values,
      classes: classify(found.list, ofField, work),
    });
    if (isSpent(work)) break;
  }
  return { fields, isTruncated };
}

/** The formula with the atoms replaced that answer the same for every value their property can take. */
export function settle(formula: Formula, table: FieldTable): Formula {
  if (typeof formula === 'boolean') return formula;
  if (formula.kind !== 'atom') {
    return junction(
      formula.kind,
      formula.operands.map((operand) => settle(operand, table)),
    );
  }
  const answers = new Set(table.fields.get(formula.field)?.classes.map(({ answer }) => answer(formula)));
  const [only] = answers;
  return answers.size === 1 && typeof only === 'boolean' ? only : formula;
}

function classify(
  list: readonly Representative[],
  atoms: readonly Atom[],
  work: Work,
): readonly StateClass[] {
  const places = new Map(atoms.map((atom, index) => [atom, index]));
  const classes = new Map<
    string,
    { states: FieldState[]; isOrdinary: boolean; answer: StateClass['answer'] }
  >();
  for (const { state, isOrdinary } of list) {
    for (const { regex } of atoms) spend(work, testSteps(regex, state));
    if (isSpent(work)) break;
    let answers = '';
    for (const atom of atoms) answers += atom.test(state) ? '1' : '0';
    const known = classes.get(answers);
    if (known === undefined) {
      const answer = (atom: Atom) => {
        const place = places.get(atom);
        return place === undefined ? null : answers[place] === '1';
      };
      classes.set(answers, { states: [state], isOrdinary, answer });
    } else {
      known.states.push(state);
      known.isOrdinary ||= isOrdinary;
    }
  }
  return [...classes.values()];
}
