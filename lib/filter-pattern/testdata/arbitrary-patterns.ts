import fc from 'fast-check';
import type { ComparisonOperator, Condition, FieldCondition, FilterPattern, Segment, SpaceField, Term, Value } from '../ast.ts';

/** Random patterns over a small alphabet, so that conditions meet the events made from it. */
const span = { start: 0, end: 0 };
const names = ['a', 'b', 'eventName'];
const words = ['x', 'xy', 'y', 'xyx', 'Create-Vpc', '5'];
const equalities: readonly ComparisonOperator[] = ['=', '!='];
const orders: readonly ComparisonOperator[] = ['<', '<=', '>', '>='];

const name = fc.constantFrom(...names).map((text): Segment => ({ kind: 'name', name: text }));

const selector = fc
  .oneof(
    { weight: 6, arbitrary: fc.tuple(name).map(([first]) => [first]) },
    { weight: 2, arbitrary: fc.tuple(name, name).map(([first, second]) => [first, second]) },
    fc.tuple(name, fc.nat(2)).map(([first, index]): Segment[] => [first, { kind: 'index', index }]),
    fc.constant<Segment[]>([{ kind: 'name', name: 'odd name.with [brackets]' }]),
  )
  .map((segments) => ({ segments, span }));

const text = fc
  .record({ text: fc.constantFrom(...words), isOpenAtStart: fc.boolean(), isOpenAtEnd: fc.boolean() })
  .map((value): Value => ({ kind: 'text', ...value, isQuoted: true, span }));
const number = fc.integer({ min: 3, max: 7 }).map((value): Value => ({ kind: 'number', number: value, source: String(value), span }));

const plainValue = fc.oneof({ weight: 4, arbitrary: text }, number);

const operation = fc.oneof(
  fc.record({ operator: fc.constantFrom(...equalities), value: plainValue }),
  fc.record({ operator: fc.constantFrom(...orders), value: number }),
);

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(selector, operation)
      .map(([found, parts]): Condition => ({ kind: 'comparison', selector: found, ...parts, span })),
  },
  fc
    .record({ selector, constant: fc.constantFrom('NULL' as const, 'TRUE' as const, 'FALSE' as const) })
    .map((parts): Condition => ({ kind: 'is', ...parts, span })),
  selector.map((found): Condition => ({ kind: 'not-exists', selector: found, span })),
);

export const condition: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition; junction: Condition }>((tie) => ({
  condition: fc.oneof({ maxDepth: 3, withCrossShrink: true }, leaf, tie('junction')),
  junction: fc
    .record({
      kind: fc.constantFrom('all' as const, 'any' as const),
      operands: fc.array(tie('condition'), { minLength: 2, maxLength: 3 }),
    })
    .map((parts): Condition => ({ ...parts, span })),
})).condition;

export const jsonPattern = condition.map((found): FilterPattern => ({ kind: 'json', condition: found, span }));

const term = fc
  .record({
    role: fc.constantFrom('required' as const, 'excluded' as const, 'optional' as const),
    match: fc.oneof(
      fc.constantFrom('x', 'yx', 'Create').map((found) => ({ kind: 'phrase' as const, text: found, isQuoted: false })),
      fc.constantFrom('a "b"', 'x y', '\\').map((found) => ({ kind: 'phrase' as const, text: found, isQuoted: true })),
    ),
  })
  .map((parts): Term => ({ ...parts, span }));

export const termsPattern = fc
  .array(term, { minLength: 1, maxLength: 4 })
  .map((terms): FilterPattern => ({ kind: 'terms', terms, span }));

const field = fc.constantFrom('w1', 'w2').chain((found): fc.Arbitrary<SpaceField> => {
  const comparison = operation.map((parts): FieldCondition => ({ kind: 'comparison', field: found, ...parts, span }));
  const junction = fc
    .record({ kind: fc.constantFrom('all' as const, 'any' as const), operands: fc.array(comparison, { minLength: 2, maxLength: 3 }) })
    .map((parts): FieldCondition => ({ ...parts, span }));
  return fc
    .oneof(fc.constant(null), comparison, junction)
    .map((made): SpaceField => ({ kind: 'field', name: found, condition: made, span }));
});

export const spacePattern = fc
  .array(field, { minLength: 1, maxLength: 4 })
  .map((fields): FilterPattern => ({ kind: 'space-delimited', fields, span }));

const scalar = fc.oneof(fc.constantFrom(...words), fc.integer({ min: 2, max: 8 }), fc.constantFrom(null, true, false, 5.5));
const child = fc.oneof({ weight: 4, arbitrary: scalar }, fc.array(scalar, { maxLength: 3 }), fc.dictionary(fc.constantFrom(...names), scalar));

export const event = fc.dictionary(fc.constantFrom(...names, 'odd name.with [brackets]'), child, { maxKeys: 4 });
