/** What CloudWatch Logs knows of a log event besides its text: who wrote it, and where. */
export interface SystemFields {
  '@aws.account': string;
  '@aws.region': string;
}

/** Who wrote the log events: `@aws.account` and `@aws.region`. */
export interface Writer {
  accountId: string;
  region: string;
}

type Three = boolean | null;
interface Parser {
  tokens: string[];
  at: number;
  fields: SystemFields;
}

/**
 * Whether a metric filter's `fieldSelectionCriteria` takes log events of this writer:
 * `@aws.account = "1" AND @aws.region IN ["us-east-1"]`. null when the text cannot be read.
 */
export function selectsWriter(criteria: string | null, fields: SystemFields): Three {
  if (criteria === null || criteria.trim() === '') return true;
  const tokens = criteria.match(/"[^"]*"|'[^']*'|!=|=|[()[\],]|[^\s()[\],=!"']+/g) ?? [];
  const parser = { tokens, at: 0, fields };
  const value = parseOr(parser, 0);
  return parser.at === tokens.length ? value : null;
}

function parseOr(parser: Parser, depth: number): Three {
  let value = parseAnd(parser, depth);
  while (takeWord(parser, 'OR') || takeWord(parser, '||')) value = or(value, parseAnd(parser, depth));
  return value;
}

function parseAnd(parser: Parser, depth: number): Three {
  let value = parseUnit(parser, depth);
  while (takeWord(parser, 'AND') || takeWord(parser, '&&')) value = and(value, parseUnit(parser, depth));
  return value;
}

function parseUnit(parser: Parser, depth: number): Three {
  if (depth > 50) return null;
  if (takeWord(parser, 'NOT')) {
    const inner = parseUnit(parser, depth + 1);
    return inner === null ? null : !inner;
  }
  if (takeWord(parser, '(')) {
    const inner = parseOr(parser, depth + 1);
    return takeWord(parser, ')') ? inner : null;
  }
  const field = parser.tokens[parser.at];
  parser.at += 1;
  const actual = field === '@aws.account' || field === '@aws.region' ? parser.fields[field] : null;
  const isNegated = takeWord(parser, 'NOT') || takeWord(parser, '!=');
  const isSingle = parser.tokens[parser.at - 1] === '!=' || takeWord(parser, '=');
  const wanted = isSingle ? takeValue(parser) : takeWord(parser, 'IN') ? takeList(parser) : null;
  if (actual === null || wanted === null) return null;
  return wanted.includes(actual) !== isNegated;
}

function takeValue(parser: Parser): string[] | null {
  const token = parser.tokens[parser.at];
  if (token === undefined) return null;
  parser.at += 1;
  return [unquote(token)];
}

function takeList(parser: Parser): string[] | null {
  const open = parser.tokens[parser.at];
  if (open !== '[' && open !== '(') return null;
  const close = open === '[' ? ']' : ')';
  const values: string[] = [];
  for (parser.at += 1; parser.at < parser.tokens.length; parser.at += 1) {
    const token = parser.tokens[parser.at];
    if (token === close) {
      parser.at += 1;
      return values;
    }
    if (token !== undefined && token !== ',') values.push(unquote(token));
  }
  return null;
}

function takeWord(parser: Parser, word: string): boolean {
  if (parser.tokens[parser.at]?.toUpperCase() !== word) return false;
  parser.at += 1;
  return true;
}

function and(a: Three, b: Three): Three {
  if (a === false || b === false) return false;
  return a === null || b === null ? null : true;
}

function or(a: Three, b: Three): Three {
  if (a === true || b === true) return true;
  return a === null || b === null ? null : false;
}

function unquote(text: string): string {
  return /^["']/.test(text) ? text.slice(1, -1) : text;
}
