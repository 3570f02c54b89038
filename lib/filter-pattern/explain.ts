import type {
  ComparisonOperator,
  Condition,
  FieldCondition,
  FilterPattern,
  SpaceDelimitedPattern,
  TermsPattern,
  Value,
} from './ast.ts';
import { termRoles } from './match-terms.ts';
import { fieldName } from './print.ts';
import type { ConditionLeaf } from './walk.ts';

/** The pattern in plain English, one condition a line, indented by two blanks a level. */
export function explainPattern(pattern: FilterPattern): string {
  if (pattern.kind === 'everything') return 'Matches every log event.';
  if (pattern.kind === 'json') {
    return ['Matches a JSON log event when', ...explainCondition(pattern.condition, 1)].join('\n');
  }
  return (pattern.kind === 'terms' ? explainTerms(pattern) : explainFields(pattern)).join('\n');
}

/** One condition, for a tooltip: `userIdentity.type is "Root"`. */
export function explainLeaf(leaf: ConditionLeaf): string {
  const name = fieldName(leaf.selector.segments);
  const isSeveral = leaf.selector.segments.some(({ kind }) => kind === 'any-name' || kind === 'any-index');
  const subject = isSeveral ? `any of ${name}` : name;
  if (leaf.kind === 'not-exists') return `${name} is absent`;
  if (leaf.kind === 'is') return `${subject} is ${leaf.constant.toLowerCase()}`;
  const suffix = leaf.operator === '!=' ? ' (and is present)' : '';
  return `${subject} ${explainComparison(leaf.operator, leaf.value)}${suffix}`;
}

export function explainComparison(operator: ComparisonOperator, value: Value): string {
  if (operator === '=') return explainEquality(value, true);
  if (operator === '!=') return explainEquality(value, false);
  const words = { '<': 'is below', '<=': 'is at most', '>': 'is above', '>=': 'is at least' };
  return `${words[operator]} ${value.kind === 'text' ? `"${value.text}"` : value.source}`;
}

function explainEquality(value: Value, isEqual: boolean): string {
  if (value.kind === 'regex')
    return `${isEqual ? 'matches' : 'does not match'} the regular expression ${value.source}`;
  if (value.kind === 'number') return `is ${isEqual ? '' : 'not '}${value.source}`;
  const { text, isOpenAtStart, isOpenAtEnd } = value;
  const shown = `"${text}"`;
  if (isOpenAtStart && isOpenAtEnd) {
    if (text === '') return isEqual ? 'is present, with any value' : 'has no value at all';
    return isEqual ? `contains ${shown}` : `does not contain ${shown}`;
  }
  if (isOpenAtStart) return isEqual ? `ends with ${shown}` : `does not end with ${shown}`;
  if (isOpenAtEnd) return isEqual ? `starts with ${shown}` : `does not start with ${shown}`;
  return `is ${isEqual ? '' : 'not '}${shown}`;
}

function explainCondition(condition: Condition, level: number): string[] {
  if (!('operands' in condition)) return [indent(level, explainLeaf(condition))];
  const heading = condition.kind === 'all' ? 'all of these hold:' : 'any of these holds:';
  return [
    indent(level, heading),
    ...condition.operands.flatMap((operand) => explainCondition(operand, level + 1)),
  ];
}

function explainTerms(pattern: TermsPattern): string[] {
  const { required, excluded, optional } = termRoles(pattern);
  const lines = ['Matches a log line when'];
  const shown = ({ match }: TermsPattern['terms'][number]) =>
    match.kind === 'regex' ? `a match of the regular expression ${match.source}` : `"${match.text}"`;
  for (const term of required) lines.push(indent(1, `it contains ${shown(term)}`));
  for (const term of excluded) lines.push(indent(1, `it does not contain ${shown(term)}`));
  if (optional.length > 0) lines.push(indent(1, 'it contains any of'));
  for (const term of optional) lines.push(indent(2, shown(term)));
  return lines;
}

function explainFields(pattern: SpaceDelimitedPattern): string[] {
  const lines = ['Matches a line of blank-separated fields (never a JSON log event) when it has, in order'];
  for (const field of pattern.fields) {
    if (field.kind === 'rest') lines.push(indent(1, 'any number of fields'));
    else if (field.condition === null) lines.push(indent(1, `${field.name || 'a field'}: anything`));
    else lines.push(indent(1, `${field.name}:`), ...explainFieldCondition(field.condition, field.name, 2));
  }
  return lines;
}

function explainFieldCondition(condition: FieldCondition, name: string, level: number): string[] {
  if (condition.kind === 'comparison') {
    const isOwn = condition.field.toLowerCase() === name.toLowerCase();
    const comparison = explainComparison(condition.operator, condition.value);
    return [indent(level, isOwn ? comparison : `${condition.field} ${comparison}`)];
  }
  const heading = condition.kind === 'all' ? 'all of these hold:' : 'any of these holds:';
  return [
    indent(level, heading),
    ...condition.operands.flatMap((operand) => explainFieldCondition(operand, name, level + 1)),
  ];
}

function indent(level: number, text: string): string {
  return `${'  '.repeat(level)}${text}`;
}
