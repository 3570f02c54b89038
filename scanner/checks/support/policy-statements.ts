import { like } from '../../alarms/resource-policy.ts';

/** One statement of a resource policy, in lists. */
export interface PolicyStatement {
  sid: string | null;
  effect: 'Allow' | 'Deny';
  isNotPrincipal: boolean;
  /** By kind: `AWS`, `Service`, `*` for a bare `"*"`. */
  principals: { kind: string; value: string }[];
  actions: string[];
  isNotAction: boolean;
  resources: string[];
  isNotResource: boolean;
  conditions: { operator: string; key: string; values: string[] }[];
}

/** @returns null when the text is no policy. */
export function parsePolicy(text: string): PolicyStatement[] | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  if (!isRecord(parsed) || parsed.Statement === undefined) return null;
  const statements: unknown[] = Array.isArray(parsed.Statement) ? parsed.Statement : [parsed.Statement];
  return statements.filter(isRecord).map(statementOf);
}

function statementOf(raw: Record<string, unknown>): PolicyStatement {
  const { Sid, Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition } = raw;
  return {
    sid: typeof Sid === 'string' && Sid !== '' ? Sid : null,
    effect: Effect === 'Deny' ? 'Deny' : 'Allow',
    isNotPrincipal: NotPrincipal !== undefined,
    principals: principalsOf(NotPrincipal ?? Principal),
    actions: texts(NotAction ?? Action),
    isNotAction: NotAction !== undefined,
    resources: texts(NotResource ?? Resource),
    isNotResource: NotResource !== undefined,
    conditions: conditionsOf(Condition),
  };
}

function principalsOf(raw: unknown): PolicyStatement['principals'] {
  if (typeof raw === 'string') return [{ kind: raw === '*' ? '*' : 'AWS', value: raw }];
  if (!isRecord(raw)) return [];
  return Object.entries(raw).flatMap(([kind, values]) => texts(values).map((value) => ({ kind, value })));
}

function conditionsOf(raw: unknown): PolicyStatement['conditions'] {
  if (!isRecord(raw)) return [];
  return Object.entries(raw).flatMap(([operator, keys]) =>
    isRecord(keys)
      ? Object.entries(keys).map(([key, values]) => ({
          operator: operator.toLowerCase(),
          key: key.toLowerCase(),
          values: texts(values),
        }))
      : [],
  );
}

/** `"*"`, `{"AWS": "*"}`, `{"AWS": ["*"]}`, or everyone but a few. */
export function isOpenToEveryone(statement: PolicyStatement): boolean {
  if (statement.isNotPrincipal) return statement.effect === 'Allow';
  return statement.principals.some((it) => it.value === '*' && (it.kind === 'AWS' || it.kind === '*'));
}

/**
 * A public identity provider without a condition on its users: whoever has an account there. A provider by ARN
 * belongs to one AWS account.
 */
export function publicProviders({ isNotPrincipal, principals }: PolicyStatement): string[] {
  if (isNotPrincipal) return [];
  return principals
    .filter((it) => it.kind === 'Federated' && !it.value.startsWith('arn:'))
    .map((it) => it.value);
}

/** Whether a Deny stops this call, or each call of this pattern, on all of the resource pattern. */
export function denies(statement: PolicyStatement, action: string, resource: string): boolean {
  const { effect, isNotAction, isNotResource, actions, resources } = statement;
  if (effect !== 'Deny') return false;
  // A bucket's policy is about calls to S3 only.
  const call = action === '*' ? 's3:*' : action;
  const stopsAction = isNotAction
    ? !/[*?]/.test(call) && !actions.some((it) => covers(it, call))
    : actions.some((it) => covers(it, call));
  const stopsResource = isNotResource
    ? resources.every((it) => areApart(it, resource))
    : resources.some((it) => covers(it, resource, 'case-sensitive'));
  return stopsAction && stopsResource;
}

/** Each call that the Allow gives in this bucket is denied by one of them. */
export function areAllDenied(
  allow: PolicyStatement,
  closing: readonly PolicyStatement[],
  bucketArn: string,
): boolean {
  const actions = allow.isNotAction ? ['*'] : allow.actions;
  const whole = [bucketArn, `${bucketArn}/*`];
  const resources = allow.isNotResource
    ? whole
    : allow.resources
        .filter((it) => touches(it, bucketArn))
        .flatMap((it) => (it === bucketArn || it.startsWith(`${bucketArn}/`) ? [it] : whole));
  if (resources.length === 0) return false;
  return actions.every((action) => {
    const meant = resources.filter((it) => isMeantFor(action, it === bucketArn));
    return (meant.length > 0 ? meant : resources).every((resource) =>
      closing.some((it) => denies(it, action, resource)),
    );
  });
}

/** Calls on objects are never about the bucket itself, nor the other way round. */
function isMeantFor(action: string, isBucket: boolean): boolean {
  if (/^s3:[a-z]*bucket/i.test(action)) return isBucket;
  return !isBucket || !/^s3:[a-z]*object/i.test(action);
}

/** Whether the statement may be about the bucket or an object in it. S3 itself takes no other statements. */
export function touchesBucket(statement: PolicyStatement, bucketArn: string): boolean {
  const { isNotResource, resources } = statement;
  if (isNotResource)
    return ![bucketArn, `${bucketArn}/*`].every((it) => resources.some((r) => covers(r, it)));
  return resources.some((it) => touches(it, bucketArn));
}

function touches(resource: string, bucketArn: string): boolean {
  const plain = beginningOf(resource);
  if (plain === resource) return resource === bucketArn || resource.startsWith(`${bucketArn}/`);
  return plain.startsWith(`${bucketArn}/`) || `${bucketArn}/`.startsWith(plain);
}

/** Whether a pattern takes everything that another one takes. */
function covers(pattern: string, wanted: string, cases?: 'case-sensitive'): boolean {
  return like(pattern, wanted, cases !== undefined, (it) => it !== '*');
}

/** Whether nothing is taken by both patterns, as far as their beginnings tell. */
function areApart(one: string, other: string): boolean {
  const [start, otherStart] = [beginningOf(one), beginningOf(other)];
  if (start === one) return !covers(other, one, 'case-sensitive');
  if (otherStart === other) return !covers(one, other, 'case-sensitive');
  return !start.startsWith(otherStart) && !otherStart.startsWith(start);
}

/** What stands before the first wildcard or variable. */
function beginningOf(pattern: string): string {
  return pattern.replace(/[*?$].*$/s, '');
}

export function namesService(statement: PolicyStatement, service: string): boolean {
  return (
    !statement.isNotPrincipal &&
    statement.principals.some((it) => it.kind === 'Service' && it.value.startsWith(service))
  );
}

function texts(raw: unknown): string[] {
  const list: unknown[] = Array.isArray(raw) ? raw : [raw];
  return list.flatMap((it) =>
    typeof it === 'string' || typeof it === 'boolean' || typeof it === 'number' ? [String(it)] : [],
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
