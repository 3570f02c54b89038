import { contradicts } from './containers.ts';
import type { Field, FieldTable, StateClass } from './field-classes.ts';
import { type Atom, atomsOf, type Formula } from './formula.ts';
import { isSpent, spend, type Work } from './work.ts';

export type Assignment = ReadonlyMap<string, StateClass>;

/** Which classes of a field the search may use. */
export type Allowed = (field: Field, chosen: StateClass) => boolean;

interface Choice {
  readonly field: Field;
  readonly classes: readonly StateClass[];
}

/**
 * Assignments that make every formula false, ordinary states first, with at most `deviations`
 * properties away from their base. Complete: when it yields nothing and the work is not spent, there is none.
 */
export function* falsifications(
  formulas: readonly Formula[],
  table: FieldTable,
  allowed: Allowed,
  deviations: number,
  work: Work,
): Generator<Assignment> {
  const assigned = new Map<string, StateClass>();
  const names = new Map(
    formulas.map((formula) => [formula, [...new Set(atomsOf(formula).map(({ field }) => field))]]),
  );
  const kin = kinOf(table);
  for (const ofFormula of names.values()) spend(work, 1 + ofFormula.length);
  spend(work, 4 * table.fields.size);
  yield* search(deviations);

  function* search(left: number): Generator<Assignment> {
    const open: Formula[] = [];
    for (const formula of formulas) {
      const answer = evaluate(formula, assigned, work);
      if (isSpent(work) || answer === true) return;
      if (answer === null) open.push(formula);
    }
    const choice = nextChoice(open);
    if (choice === null) {
      yield new Map(assigned);
      return;
    }
    const [base] = choice.field.classes;
    for (const chosen of choice.classes) {
      const cost = chosen === base ? 0 : 1;
      if (cost > left) continue;
      assigned.set(choice.field.name, chosen);
      yield* search(left - cost);
      assigned.delete(choice.field.name);
      if (isSpent(work)) return;
    }
  }

  /** The property with the fewest ways left; none left for one of them ends the branch at once. */
  function nextChoice(open: readonly Formula[]): Choice | null {
    const forced = Map.groupBy(
      open.flatMap((formula) => forcedFalse(formula)),
      ({ field }) => field,
    );
    let best: Choice | null = null;
    for (const [name, atoms] of forced) {
      const field = table.fields.get(name);
      if (field === undefined) continue;
      spend(work, field.classes.length * (1 + atoms.length));
      const classes = usable(field).filter((chosen) => atoms.every((atom) => chosen.answer(atom) === false));
      if (best === null || classes.length < best.classes.length) best = { field, classes };
    }
    if (best !== null) return best;
    const field = nextField(open);
    return field === null ? null : { field, classes: usable(field) };
  }

  /** The atoms that have to be false for the formula to be: all of an alternative's. */
  function forcedFalse(formula: Formula): readonly Atom[] {
    if (typeof formula === 'boolean' || evaluate(formula, assigned, work) !== null) return [];
    if (formula.kind === 'atom') return [formula];
    if (formula.kind === 'any') return formula.operands.flatMap(forcedFalse);
    const undecided = formula.operands.filter((operand) => evaluate(operand, assigned, work) === null);
    return undecided.length === 1 ? undecided.flatMap(forcedFalse) : [];
  }

  function usable(field: Field): readonly StateClass[] {
    return field.classes.filter((chosen) => allowed(field, chosen) && !isImpossible(field, chosen));
  }

  function isImpossible(field: Field, chosen: StateClass): boolean {
    return (kin.get(field) ?? []).some((other) => {
      const ofOther = assigned.get(other.name);
      return ofOther !== undefined && contradicts(field, chosen, other, ofOther);
    });
  }

  /** A free property of the formula that has the fewest ways left: it fails soonest. */
  function nextField(open: readonly Formula[]): Field | null {
    let best: readonly Field[] = [];
    let fewest = Number.POSITIVE_INFINITY;
    for (const formula of open) {
      spend(work, names.get(formula)?.length ?? 0);
      const free = (names.get(formula) ?? []).flatMap((name) => {
        const field = assigned.has(name) ? undefined : table.fields.get(name);
        return field === undefined ? [] : [field];
      });
      const ways = free.reduce((product, { classes }) => product * classes.length, 1);
      if (ways < fewest) [best, fewest] = [free, ways];
    }
    const [first, ...others] = best;
    if (first === undefined) return null;
    return others.reduce(
      (least, field) => (field.classes.length < least.classes.length ? field : least),
      first,
    );
  }
}

/** The part of an assignment that already makes every formula false, whatever the rest is; null: the work is spent. */
export function essential(
  formulas: readonly Formula[],
  assignment: Assignment,
  table: FieldTable,
  work: Work,
): Assignment | null {
  const kept = new Map(assignment);
  const isFalse = () => formulas.every((formula) => evaluate(formula, kept, work) === false);
  const baseFirst = [...assignment].sort(([left, a], [right, b]) => rank(right, b) - rank(left, a));
  for (const [name, chosen] of baseFirst) {
    kept.delete(name);
    if (!isFalse()) kept.set(name, chosen);
    if (isSpent(work)) return null;
  }
  return kept;

  function rank(name: string, chosen: StateClass): number {
    return table.fields.get(name)?.classes[0] === chosen ? 1 : 0;
  }
}

/** Properties that a property stands in, or that stand in it: only their states can contradict each other. */
function kinOf({ fields }: FieldTable): ReadonlyMap<Field, readonly Field[]> {
  const kin = new Map<Field, Field[]>();
  const add = (field: Field, other: Field): void => {
    const known = kin.get(field);
    if (known === undefined) kin.set(field, [other]);
    else known.push(other);
  };
  for (const [name, field] of fields) {
    for (let at = 1; at < name.length; at += 1) {
      if (name[at] !== '.' && name[at] !== '[') continue;
      const outer = fields.get(name.slice(0, at));
      if (outer === undefined) continue;
      add(field, outer);
      add(outer, field);
    }
  }
  return kin;
}

/** null: the assignment does not settle it. */
function evaluate(formula: Formula, assigned: Assignment, work: Work): boolean | null {
  spend(work, 1);
  if (typeof formula === 'boolean') return formula;
  if (formula.kind === 'atom') return assigned.get(formula.field)?.answer(formula) ?? null;
  const deciding = formula.kind === 'any';
  let isOpen = false;
  for (const operand of formula.operands) {
    const answer = evaluate(operand, assigned, work);
    if (answer === deciding) return deciding;
    if (answer === null) isOpen = true;
  }
  return isOpen ? null : !deciding;
}
