import type { PolicyDocument, PolicyStatement } from '../document/account.ts';

export type Decision = 'allow' | 'deny' | 'none';

/** What IAM's evaluation needs to know about a request. */
export interface PolicyRequest {
  action: string;
  /** Condition keys in lower case. */
  context: Record<string, string | undefined>;
}

export function evaluate(policies: readonly PolicyDocument[], request: PolicyRequest): Decision {
  let decision: Decision = 'none';
  for (const statement of policies.flatMap((it) => it.Statement)) {
    if (!coversAction(statement, request.action) || !conditionsHold(statement, request.context)) continue;
    if (statement.Effect === 'Deny') return 'deny';
    decision = 'allow';
  }
  return decision;
}

/** As `evaluate`, for a policy that names principals. */
export function evaluateFor(policy: PolicyDocument, principalArn: string, request: PolicyRequest): Decision {
  const Statement = policy.Statement.filter((it) => coversPrincipal(it, principalArn));
  return evaluate([{ Statement }], request);
}

export function matches(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'is').test(text);
}

export function matchesAny(patterns: readonly string[], text: string): boolean {
  return patterns.some((pattern) => matches(pattern, text));
}

function coversAction(statement: PolicyStatement, action: string): boolean {
  if (statement.NotAction !== undefined) return !matchesAny(listOf(statement.NotAction), action);
  return matchesAny(listOf(statement.Action ?? []), action);
}

function coversPrincipal(statement: PolicyStatement, arn: string): boolean {
  const principal = statement.Principal;
  if (principal === '*') return true;
  if (typeof principal !== 'object' || principal === null) return false;
  return textsOf(Reflect.get(principal, 'AWS')).some((it) => namesPrincipal(it, arn));
}

function namesPrincipal(named: string, arn: string): boolean {
  if (named === '*' || named === arn) return true;
  const accountId = arn.split(':')[4] ?? '';
  if (named === accountId || named.endsWith(`:iam::${accountId}:root`)) return true;
  const assumed = /:sts::\d+:assumed-role\/([^/]+)\//.exec(arn);
  return assumed !== null && named.includes(`:iam::${accountId}:role/`) && named.endsWith(`/${assumed[1]}`);
}

function conditionsHold(statement: PolicyStatement, context: PolicyRequest['context']): boolean {
  return Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) =>
      conditionHolds(operator, context[key.toLowerCase()], textsOf(wanted)),
    ),
  );
}

function conditionHolds(operator: string, actual: string | undefined, wanted: string[]): boolean {
  const name = operator.replace(/^For(Any|All)Values?:/, '');
  if (name === 'Null') return wanted.includes(String(actual === undefined));
  if (actual === undefined) return name.endsWith('IfExists') || /Not/.test(name);
  switch (name.replace(/IfExists$/, '')) {
    case 'StringEquals':
    case 'ArnEquals':
      return wanted.includes(actual);
    case 'StringNotEquals':
    case 'ArnNotEquals':
      return !wanted.includes(actual);
    case 'StringEqualsIgnoreCase':
      return wanted.some((it) => it.toLowerCase() === actual.toLowerCase());
    case 'StringLike':
    case 'ArnLike':
      return matchesAny(wanted, actual);
    case 'StringNotLike':
    case 'ArnNotLike':
      return !matchesAny(wanted, actual);
    case 'Bool':
      return wanted.includes(actual);
    default:
      return false;
  }
}

function listOf(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}

function textsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value === 'boolean' || typeof value === 'number') return [String(value)];
  return typeof value === 'string' ? [value] : [];
}
