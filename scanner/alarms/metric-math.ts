/** A value of a metric-math expression; `null` is a value that cannot be worked out here. */
type Value = number | null;

type Token = { kind: 'number'; value: number } | { kind: 'name' | 'mark' | 'text'; text: string };

interface Parser {
  tokens: Token[];
  at: number;
  valueFor: (id: string) => Value;
  all: readonly number[];
}

const maxDepth = 60;

const aggregates: ReadonlyMap<string, (values: readonly number[]) => number> = new Map([
  ['SUM', (values) => values.reduce((sum, value) => sum + value, 0)],
  ['MAX', (values) => Math.max(...values)],
  ['MIN', (values) => Math.min(...values)],
  ['AVG', (values) => values.reduce((sum, value) => sum + value, 0) / values.length],
  ['ABS', ([value]) => Math.abs(value ?? 0)],
  ['CEIL', ([value]) => Math.ceil(value ?? 0)],
  ['FLOOR', ([value]) => Math.floor(value ?? 0)],
] satisfies [string, (values: readonly number[]) => number][]);

/** Ids an expression mentions; `METRICS` among them stands for all. */
export function idsIn(expression: string): string[] {
  return (tokenize(expression) ?? []).flatMap((token) => (token.kind === 'name' ? [token.text] : []));
}

/**
 * One period's value of a metric-math expression; null when it uses something this does not know
 * (anomaly bands, searches, rates over time).
 */
export function evaluateMath(
  expression: string,
  valueFor: (id: string) => Value,
  all: readonly number[],
): Value {
  const tokens = tokenize(expression);
  if (!tokens) return null;
  const parser: Parser = { tokens, at: 0, valueFor, all };
  const value = parseOr(parser, 0);
  return parser.at === tokens.length ? value : null;
}

function tokenize(text: string): Token[] | null {
  const tokens: Token[] = [];
  const pattern =
    /\s*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+)|([A-Za-z_]\w*)|(&&|\|\||[<>=!]=|[-+*/^(),<>[\]])|"([^"]*)"|'([^']*)')/y;
  const end = text.trimEnd().length;
  while (pattern.lastIndex < end) {
    const match = pattern.exec(text);
    if (!match) return null;
    const [, number, name, mark, double, single] = match;
    if (number !== undefined) tokens.push({ kind: 'number', value: Number(number) });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else if (mark !== undefined) tokens.push({ kind: 'mark', text: mark });
    else tokens.push({ kind: 'text', text: double ?? single ?? '' });
  }
  return tokens;
}

type Level = (parser: Parser, depth: number) => Value;

type Operation = (a: number, b: number) => number;

function binary(operations: readonly [string, Operation][], operand: Level): Level {
  const marks = new Map(operations);
  return (parser, depth) => {
    if (depth > maxDepth) return null;
    let value = operand(parser, depth);
    for (;;) {
      const token = parser.tokens[parser.at];
      const apply = token && token.kind !== 'number' ? marks.get(token.text) : undefined;
      if (!apply) return value;
      parser.at += 1;
      const right = operand(parser, depth);
      value = value === null || right === null ? null : apply(value, right);
    }
  };
}

const parsePower = binary([['^', (a, b) => a ** b]], parseUnit);
const parseProduct = binary(
  [
    ['*', (a, b) => a * b],
    ['/', (a, b) => a / b],
  ],
  parsePower,
);
const parseSum = binary(
  [
    ['+', (a, b) => a + b],
    ['-', (a, b) => a - b],
  ],
  parseProduct,
);
const parseComparison = binary(
  [
    ['<', (a, b) => Number(a < b)],
    ['<=', (a, b) => Number(a <= b)],
    ['>', (a, b) => Number(a > b)],
    ['>=', (a, b) => Number(a >= b)],
    ['==', (a, b) => Number(a === b)],
    ['!=', (a, b) => Number(a !== b)],
  ],
  parseSum,
);
const both = (a: number, b: number): number => Number(a !== 0 && b !== 0);
const either = (a: number, b: number): number => Number(a !== 0 || b !== 0);
const parseAnd = binary(
  [
    ['AND', both],
    ['&&', both],
  ],
  parseComparison,
);
const parseOr = binary(
  [
    ['OR', either],
    ['||', either],
  ],
  parseAnd,
);

function parseUnit(parser: Parser, depth: number): Value {
  const token = parser.tokens[parser.at];
  if (!token) return null;
  parser.at += 1;
  if (token.kind === 'number') return token.value;
  if (token.kind === 'name') {
    return isMark(parser, '(') ? call(token.text, parser, depth + 1) : parser.valueFor(token.text);
  }
  if (token.text === '-') return negate(parseUnit(parser, depth + 1));
  if (token.text === '(' || token.text === '[') {
    const inner = parseOr(parser, depth + 1);
    parser.at += 1;
    return inner;
  }
  return null;
}

function call(name: string, parser: Parser, depth: number): Value {
  parser.at += 1;
  const values: Value[] = [];
  while (parser.at < parser.tokens.length && !isMark(parser, ')')) {
    values.push(parseOr(parser, depth));
    if (!isMark(parser, ',')) break;
    parser.at += 1;
  }
  if (!isMark(parser, ')')) {
    parser.at = parser.tokens.length + 1;
    return null;
  }
  parser.at += 1;
  return apply(name.toUpperCase(), values, parser.all);
}

function apply(name: string, values: readonly Value[], all: readonly number[]): Value {
  const [first = null] = values;
  // METRICS() inside an aggregate stands for every metric of the alarm.
  if (name === 'METRICS') return all.reduce((sum, it) => sum + it, 0);
  if (name === 'IF') {
    if (first === null) return null;
    return (first !== 0 ? values[1] : values[2]) ?? null;
  }
  if (name === 'FILL') return first;
  const known = values.filter((it) => it !== null);
  if (known.length !== values.length || known.length === 0) return null;
  return aggregates.get(name)?.(known) ?? null;
}

function negate(value: Value): Value {
  return value === null ? null : -value;
}

function isMark(parser: Parser, text: string): boolean {
  const token = parser.tokens[parser.at];
  return token?.kind === 'mark' && token.text === text;
}
