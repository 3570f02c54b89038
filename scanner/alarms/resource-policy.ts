/** What a caller brings to a resource policy. Keys are lower case; a key that is absent is not in the request. */
export interface PolicyRequest {
  /** `cloudwatch.amazonaws.com`. */
  service: string;
  action: string;
  resource: string;
  keys: Readonly<Record<string, string>>;
  /** Keys whose presence or value cannot be known from outside. */
  unknowableKeys: readonly string[];
}

export type PolicyAnswer =
  | { answer: 'allowed' }
  | { answer: 'no-statement' }
  | { answer: 'denied'; sid: string | null }
  /** A condition nobody outside AWS can evaluate, or text that is no policy. */
  | { answer: 'undecided'; why: string };

type Three = 'yes' | 'no' | { undecided: string };

/** Evaluates a resource policy for an AWS service, as IAM does: an explicit Deny wins, then any Allow. */
export function evaluatePolicy(text: string, request: PolicyRequest): PolicyAnswer {
  const statements = statementsOf(text);
  if (!statements) return { answer: 'undecided', why: 'its policy is not valid JSON' };
  let undecided: string | null = null;
  let isAllowed = false;
  for (const statement of statements) {
    const match = matches(statement, request);
    const effect = statement.Effect;
    if (match === 'no') continue;
    if (match !== 'yes') {
      undecided ??= match.undecided;
      continue;
    }
    if (effect === 'Deny') return { answer: 'denied', sid: textOf(statement.Sid) };
    if (effect === 'Allow') isAllowed = true;
  }
  if (undecided !== null && (!isAllowed || hasUndecidedDeny(statements, request))) {
    return { answer: 'undecided', why: undecided };
  }
  return { answer: isAllowed ? 'allowed' : 'no-statement' };
}

type Statement = Record<string, unknown>;

function statementsOf(text: string): Statement[] | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  if (!isRecord(parsed)) return null;
  const { Statement: statement } = parsed;
  const list: unknown[] = Array.isArray(statement) ? statement : [statement];
  return list.filter(isRecord);
}

function hasUndecidedDeny(statements: readonly Statement[], request: PolicyRequest): boolean {
  return statements.some((it) => it.Effect === 'Deny' && typeof matches(it, request) === 'object');
}

function matches(statement: Statement, request: PolicyRequest): Three {
  if (!matchesPrincipal(statement, request.service)) return 'no';
  if (!matchesText(statement.Action, statement.NotAction, request.action, false)) return 'no';
  const hasResource = statement.Resource !== undefined || statement.NotResource !== undefined;
  if (hasResource && !matchesText(statement.Resource, statement.NotResource, request.resource, true))
    return 'no';
  return matchesConditions(statement.Condition, request);
}

function matchesPrincipal(statement: Statement, service: string): boolean {
  if (statement.NotPrincipal !== undefined) return !names(statement.NotPrincipal, service);
  return names(statement.Principal, service);
}

function names(principal: unknown, service: string): boolean {
  if (principal === '*') return true;
  if (!isRecord(principal)) return false;
  return (
    listOf(principal.AWS).includes('*') ||
    listOf(principal.Service).some((it) => it === service || it === '*' || it.startsWith(`${service}.`))
  );
}

function matchesText(positive: unknown, negative: unknown, value: string, isCaseSensitive: boolean): boolean {
  const hit = (patterns: unknown): boolean =>
    listOf(patterns).some((pattern) => like(pattern, value, isCaseSensitive));
  if (negative !== undefined) return !hit(negative);
  return hit(positive);
}

function matchesConditions(condition: unknown, request: PolicyRequest): Three {
  if (!isRecord(condition)) return 'yes';
  let undecided: Three | null = null;
  for (const [operator, keys] of Object.entries(condition)) {
    if (!isRecord(keys)) continue;
    for (const [key, values] of Object.entries(keys)) {
      const held = holds(operator, key.toLowerCase(), listOf(values), request);
      if (held === 'no') return 'no';
      if (held !== 'yes') undecided = held;
    }
  }
  return undecided ?? 'yes';
}

function holds(operator: string, key: string, wanted: readonly string[], request: PolicyRequest): Three {
  const lower = operator.toLowerCase();
  const isIfExists = lower.endsWith('ifexists');
  const forAll = lower.startsWith('forallvalues:');
  const base = lower.replace(/ifexists$/, '').replace(/^for(any|all)values?:/, '');
  const actual = request.keys[key];
  if (actual === undefined && request.unknowableKeys.includes(key)) {
    return { undecided: `nobody outside AWS can tell what ${key} is` };
  }
  if (base === 'null') return yesNo((actual === undefined) === (wanted[0]?.toLowerCase() === 'true'));
  const isNegated = base.includes('not');
  if (actual === undefined) return yesNo(isIfExists || forAll || isNegated);
  const hit = compare(base.replace('not', ''), actual, wanted);
  if (hit === null) return { undecided: `the condition ${operator} on ${key} cannot be evaluated` };
  return yesNo(isNegated ? !hit : hit);
}

function compare(operator: string, actual: string, wanted: readonly string[]): boolean | null {
  switch (operator) {
    case 'stringequals':
      return wanted.includes(actual);
    case 'stringequalsignorecase':
    case 'bool':
      return wanted.some((it) => it.toLowerCase() === actual.toLowerCase());
    case 'stringlike':
    case 'arnlike':
    case 'arnequals':
      return wanted.some((it) => like(it, actual, true));
    default:
      return null;
  }
}

/**
 * `*` any run, `?` one character of those `isOne` takes; without backtracking, because the pattern comes from an
 * account we do not control.
 */
export function like(
  pattern: string,
  value: string,
  isCaseSensitive: boolean,
  isOne: (character: string | undefined) => boolean = () => true,
): boolean {
  const p = isCaseSensitive ? pattern : pattern.toLowerCase();
  const v = isCaseSensitive ? value : value.toLowerCase();
  let at = 0;
  let star = -1;
  let resume = 0;
  let i = 0;
  while (i < v.length) {
    if (at < p.length && p[at] !== '*' && (p[at] === v[i] || (p[at] === '?' && isOne(v[i])))) {
      at += 1;
      i += 1;
    } else if (p[at] === '*') {
      star = at;
      resume = i;
      at += 1;
    } else if (star !== -1) {
      at = star + 1;
      resume += 1;
      i = resume;
    } else return false;
  }
  while (p[at] === '*') at += 1;
  return at === p.length;
}

function yesNo(value: boolean): Three {
  return value ? 'yes' : 'no';
}

function listOf(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.flatMap((it) => (typeof it === 'string' || typeof it === 'boolean' ? [String(it)] : []));
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
