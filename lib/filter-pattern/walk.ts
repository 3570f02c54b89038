import type {
  Comparison,
  Condition,
  FieldComparison,
  FieldCondition,
  IsTest,
  NotExistsTest,
  SpaceDelimitedPattern,
} from './ast.ts';

/** A condition that looks at one selector. */
export type ConditionLeaf = Comparison | IsTest | NotExistsTest;

/** The conditions without their connectives, in the order written. */
export function conditionLeaves(condition: Condition): readonly ConditionLeaf[] {
  return 'operands' in condition ? condition.operands.flatMap(conditionLeaves) : [condition];
}

export function comparisonsOf(pattern: SpaceDelimitedPattern): readonly FieldComparison[] {
  return pattern.fields.flatMap((field) =>
    field.kind === 'field' && field.condition !== null ? fieldLeaves(field.condition) : [],
  );
}

function fieldLeaves(condition: FieldCondition): readonly FieldComparison[] {
  return condition.kind === 'comparison' ? [condition] : condition.operands.flatMap(fieldLeaves);
}
