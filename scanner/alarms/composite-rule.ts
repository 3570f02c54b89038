export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
export type StateOf = (nameOrArn: string) => AlarmState;

export type CompositeRule =
  | { kind: 'constant'; value: boolean }
  | { kind: 'state'; state: AlarmState; alarm: string }
  | { kind: 'not'; operand: CompositeRule }
  | { kind: 'and' | 'or'; operands: CompositeRule[] }
  | {
      kind: 'at-least';
      isPercent: boolean;
      count: number;
      isNegated: boolean;
      state: AlarmState;
      alarms: string[];
    };

const maxDepth = 100;

/** Parses `ALARM("a") AND (OK(b) OR NOT INSUFFICIENT_DATA(c))`; null when the text is no rule. */
export function parseCompositeRule(text: string): CompositeRule | null {
  const tokens = tokenize(text);
  if (!tokens) return null;
  const parser = { tokens, at: 0 };
  const rule = parseOr(parser, 0);
  return rule && parser.at === tokens.length ? rule : null;
}

export function evaluateRule(rule: CompositeRule, stateOf: StateOf): boolean {
  switch (rule.kind) {
    case 'constant':
      return rule.value;
    case 'state':
      return stateOf(rule.alarm) === rule.state;
    case 'not':
      return !evaluateRule(rule.operand, stateOf);
    case 'and':
      return rule.operands.every((it) => evaluateRule(it, stateOf));
    case 'or':
      return rule.operands.some((it) => evaluateRule(it, stateOf));
    case 'at-least': {
      const hits = rule.alarms.filter((it) => (stateOf(it) === rule.state) !== rule.isNegated).length;
      return rule.isPercent ? hits * 100 >= rule.count * rule.alarms.length : hits >= rule.count;
    }
  }
}

interface Token {
  kind: 'word' | 'quoted' | '(' | ')' | ',';
  text: string;
}
interface Parser {
  tokens: Token[];
  at: number;
}

function tokenize(text: string): Token[] | null {
  const tokens: Token[] = [];
  const pattern = /\s*(?:"((?:[^"\\]|\\.)*)"|([(),])|([^\s(),"]+))/y;
  const end = text.trimEnd().length;
  while (pattern.lastIndex < end) {
    const match = pattern.exec(text);
    if (!match) return null;
    const [, quoted, mark, word] = match;
    if (quoted !== undefined) tokens.push({ kind: 'quoted', text: quoted.replace(/\\(.)/g, '$1') });
    else if (mark === '(' || mark === ')' || mark === ',') tokens.push({ kind: mark, text: mark });
    else tokens.push({ kind: 'word', text: word ?? '' });
  }
  return tokens;
}

function parseOr(parser: Parser, depth: number): CompositeRule | null {
  return parseJoined(parser, 'OR', 'or', (it) => parseJoined(it, 'AND', 'and', (at) => parseUnit(at, depth)));
}

function parseJoined(
  parser: Parser,
  word: 'AND' | 'OR',
  kind: 'and' | 'or',
  parseOperand: (parser: Parser) => CompositeRule | null,
): CompositeRule | null {
  const first = parseOperand(parser);
  if (!first) return null;
  const operands = [first];
  while (isWord(parser, word)) {
    parser.at += 1;
    const next = parseOperand(parser);
    if (!next) return null;
    operands.push(next);
  }
  return operands.length === 1 ? first : { kind, operands };
}

function parseUnit(parser: Parser, depth: number): CompositeRule | null {
  if (depth > maxDepth) return null;
  if (isWord(parser, 'NOT')) {
    parser.at += 1;
    const operand = parseUnit(parser, depth + 1);
    return operand && { kind: 'not', operand };
  }
  if (take(parser, '(')) {
    const inner = parseOr(parser, depth + 1);
    return inner && take(parser, ')') ? inner : null;
  }
  return parseFunction(parser);
}

function parseFunction(parser: Parser): CompositeRule | null {
  const word = parser.tokens[parser.at];
  if (word?.kind !== 'word') return null;
  parser.at += 1;
  if (word.text === 'TRUE' || word.text === 'FALSE') return { kind: 'constant', value: word.text === 'TRUE' };
  if (!take(parser, '(')) return null;
  if (word.text === 'AT_LEAST') return parseAtLeast(parser);
  const state = stateNamed(word.text);
  const alarm = takeName(parser);
  if (!state || alarm === null || !take(parser, ')')) return null;
  return { kind: 'state', state, alarm };
}

/** `AT_LEAST(2, ALARM, (a, b, c))`, `AT_LEAST(60%, NOT OK, (a, b))`. */
function parseAtLeast(parser: Parser): CompositeRule | null {
  const amount = /^(\d+)(%?)$/.exec(takeName(parser) ?? '');
  if (!amount || !take(parser, ',')) return null;
  const isNegated = isWord(parser, 'NOT');
  if (isNegated) parser.at += 1;
  const state = stateNamed(takeName(parser) ?? '');
  if (!state || !take(parser, ',') || !take(parser, '(')) return null;
  const alarms: string[] = [];
  do {
    const name = takeName(parser);
    if (name === null) return null;
    alarms.push(name);
  } while (take(parser, ','));
  if (!take(parser, ')') || !take(parser, ')')) return null;
  return {
    kind: 'at-least',
    isPercent: amount[2] === '%',
    count: Number(amount[1]),
    isNegated,
    state,
    alarms,
  };
}

function takeName(parser: Parser): string | null {
  const parts: string[] = [];
  for (let token = parser.tokens[parser.at]; token; token = parser.tokens[parser.at]) {
    if (token.kind === 'quoted' && parts.length === 0) {
      parser.at += 1;
      return token.text;
    }
    if (token.kind !== 'word') break;
    parts.push(token.text);
    parser.at += 1;
  }
  return parts.length === 0 ? null : parts.join(' ');
}

function stateNamed(text: string): AlarmState | null {
  return text === 'OK' || text === 'ALARM' || text === 'INSUFFICIENT_DATA' ? text : null;
}

function isWord(parser: Parser, text: string): boolean {
  const token = parser.tokens[parser.at];
  return token?.kind === 'word' && token.text.toUpperCase() === text;
}

function take(parser: Parser, kind: '(' | ')' | ','): boolean {
  if (parser.tokens[parser.at]?.kind !== kind) return false;
  parser.at += 1;
  return true;
}
