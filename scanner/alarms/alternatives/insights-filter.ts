type Rule = (record: unknown) => boolean;
interface Parser {
  tokens: string[];
  at: number;
}

/**
 * What a CloudWatch Logs Insights query lets through, as a test on one record; null when it uses something
 * this does not read. Only the commands that choose records matter.
 */
export function insightsFilter(query: string): Rule | null {
  const rules: Rule[] = [];
  for (const command of commandsOf(query)) {
    const [, name = '', rest = ''] = /^\s*(\w+)\b([\s\S]*)$/.exec(command) ?? [];
    if (/^(fields|display|stats|sort|limit|source)$/i.test(name)) continue;
    if (!/^(filter|where)$/i.test(name)) return null;
    const parser = { tokens: tokensOf(rest), at: 0 };
    const rule = parseOr(parser, 0);
    if (!rule || parser.at !== parser.tokens.length) return null;
    rules.push(rule);
  }
  return (record) => rules.every((it) => it(record));
}

const pieces =
  /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|\/(?:[^/\\]|\\.)*\/|=~|!=|[=()[\],]|[^\s()[\],=!"'`]+/g;

function commandsOf(query: string): string[] {
  const marked = query
    .replace(/#.*$/gm, '')
    .replace(/"[^"]*"|'[^']*'|\/(?:[^/\\]|\\.)*\/|\|/g, (it) => (it === '|' ? '\u0000' : it));
  return marked.split('\u0000').filter((it) => it.trim() !== '');
}

function tokensOf(text: string): string[] {
  return text.match(pieces) ?? [];
}

function parseOr(parser: Parser, depth: number): Rule | null {
  let rule = parseAnd(parser, depth);
  while (rule && takeWord(parser, 'or')) {
    const left: Rule = rule;
    const right = parseAnd(parser, depth);
    rule = right && ((record) => left(record) || right(record));
  }
  return rule;
}

function parseAnd(parser: Parser, depth: number): Rule | null {
  let rule = parseUnit(parser, depth);
  while (rule && takeWord(parser, 'and')) {
    const left: Rule = rule;
    const right = parseUnit(parser, depth);
    rule = right && ((record) => left(record) && right(record));
  }
  return rule;
}

function parseUnit(parser: Parser, depth: number): Rule | null {
  if (depth > 50) return null;
  if (takeWord(parser, 'not')) {
    const inner = parseUnit(parser, depth + 1);
    return inner && ((record) => !inner(record));
  }
  if (takeWord(parser, '(')) {
    const inner = parseOr(parser, depth + 1);
    return inner && takeWord(parser, ')') ? inner : null;
  }
  if (takeWord(parser, 'ispresent')) {
    if (!takeWord(parser, '(')) return null;
    const field = take(parser);
    return field !== null && takeWord(parser, ')') ? (record) => valueAt(record, field) !== undefined : null;
  }
  return parseComparison(parser);
}

function parseComparison(parser: Parser): Rule | null {
  const field = take(parser);
  if (field === null) return null;
  const isNegated = takeWord(parser, 'not');
  const operator = take(parser)?.toLowerCase();
  if (operator === 'in') return membership(field, takeList(parser), isNegated);
  const operand = take(parser);
  if (operand === null) return null;
  if (operator === '=' || operator === '!=') return membership(field, [unquote(operand)], operator === '!=');
  if (operator === 'like' || operator === '=~') {
    const parts = operand.startsWith('/') ? alternatives(operand) : [unquote(operand)];
    if (!parts) return null;
    return (record) => {
      const value = field === '@message' ? JSON.stringify(record) : textOf(valueAt(record, field));
      return (value !== undefined && parts.some((it) => value.includes(it))) !== isNegated;
    };
  }
  return null;
}

function membership(field: string, wanted: readonly string[] | null, isNegated: boolean): Rule | null {
  if (!wanted) return null;
  return (record) => {
    const value = textOf(valueAt(record, field));
    return (value !== undefined && wanted.includes(value)) !== isNegated;
  };
}

/** Only alternations of plain words: a regular expression from an account we do not control is never run. */
function alternatives(regex: string): string[] | null {
  const body = regex.slice(1, -1).replace(/^\((.*)\)$/, '$1');
  return /^[\w .:-]+(\|[\w .:-]+)*$/.test(body) ? body.split('|') : null;
}

function takeList(parser: Parser): string[] | null {
  if (!takeWord(parser, '[')) return null;
  const values: string[] = [];
  for (let token = take(parser); token !== null; token = take(parser)) {
    if (token === ']') return values;
    if (token !== ',') values.push(unquote(token));
  }
  return null;
}

function take(parser: Parser): string | null {
  const token = parser.tokens[parser.at];
  if (token === undefined) return null;
  parser.at += 1;
  return token;
}

function takeWord(parser: Parser, word: string): boolean {
  if (parser.tokens[parser.at]?.toLowerCase() !== word) return false;
  parser.at += 1;
  return true;
}

function unquote(text: string): string {
  return /^["'`]/.test(text) ? text.slice(1, -1).replace(/\\(.)/g, '$1') : text;
}

function valueAt(record: unknown, field: string): unknown {
  let value = record;
  for (const name of unquote(field).split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = Object.entries(value).find(([key]) => key === name)?.[1];
  }
  return value;
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? '1' : '0';
  return typeof value === 'number' ? String(value) : undefined;
}
