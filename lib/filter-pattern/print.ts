import type {
  Condition,
  FieldCondition,
  FilterPattern,
  Segment,
  Selector,
  SpaceField,
  Term,
  Value,
} from './ast.ts';
import { BARE_NAME_SYMBOLS } from './choices.ts';

/** The pattern's text. Parsing it again gives the same pattern, apart from the columns. */
export function printPattern(pattern: FilterPattern): string {
  if (pattern.kind === 'everything') return '';
  if (pattern.kind === 'json') return `{ ${printCondition(pattern.condition)} }`;
  if (pattern.kind === 'terms') return pattern.terms.map(printTerm).join(' ');
  return `[${pattern.fields.map(printField).join(', ')}]`;
}

export function printCondition(condition: Condition): string {
  if ('operands' in condition) {
    const operands = condition.operands.map((operand) =>
      'operands' in operand ? `(${printCondition(operand)})` : printCondition(operand),
    );
    return operands.join(condition.kind === 'all' ? ' && ' : ' || ');
  }
  const selector = printSelector(condition.selector);
  if (condition.kind === 'not-exists') return `${selector} NOT EXISTS`;
  if (condition.kind === 'is') return `${selector} IS ${condition.constant}`;
  return `${selector} ${condition.operator} ${printValue(condition.value)}`;
}

export function printSelector(selector: Selector): string {
  return `$${selector.segments.map(printSegment).join('')}`;
}

/** The selector without its `$.`, as people name a field: `userIdentity.type`. */
export function fieldName(segments: readonly Segment[]): string {
  return segments.map(printSegment).join('').replace(/^\./, '');
}

export function printValue(value: Value): string {
  if (value.kind === 'regex') return `%${value.source}%`;
  if (value.kind === 'number') return value.source;
  const text = printOpenText(value);
  return value.isQuoted ? `"${text.replace(/["\\]/g, '\\$&')}"` : text;
}

function printOpenText(value: Extract<Value, { kind: 'text' }>): string {
  const isLoneAsterisk = value.isOpenAtStart && value.isOpenAtEnd && value.text === '';
  if (isLoneAsterisk) return '*';
  return `${value.isOpenAtStart ? '*' : ''}${value.text}${value.isOpenAtEnd ? '*' : ''}`;
}

function printSegment(segment: Segment): string {
  if (segment.kind === 'any-name') return '.*';
  if (segment.kind === 'any-index') return '[*]';
  if (segment.kind === 'index') return `[${segment.index}]`;
  const isBare = segment.name
    .split('')
    .every((character) => /^[\p{L}\p{N}]$/u.test(character) || BARE_NAME_SYMBOLS.includes(character));
  if (isBare) return `.${segment.name}`;
  return segment.name.includes("'") ? `.["${segment.name}"]` : `.['${segment.name}']`;
}

function printTerm({ role, match }: Term): string {
  const sign = { required: '', excluded: '-', optional: '?' }[role];
  if (match.kind === 'regex') return `${sign}%${match.source}%`;
  return `${sign}${match.isQuoted ? `"${match.text.replace(/["\\]/g, '\\$&')}"` : match.text}`;
}

function printField(field: SpaceField): string {
  if (field.kind === 'rest') return '...';
  return field.condition === null ? field.name : printFieldCondition(field.condition);
}

function printFieldCondition(condition: FieldCondition): string {
  if (condition.kind === 'comparison') {
    return `${condition.field} ${condition.operator} ${printValue(condition.value)}`;
  }
  const operands = condition.operands.map((operand) =>
    operand.kind === 'comparison' ? printFieldCondition(operand) : `(${printFieldCondition(operand)})`,
  );
  return operands.join(condition.kind === 'all' ? ' && ' : ' || ');
}
