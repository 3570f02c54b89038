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

/** Whether a Deny stops this call, or each call of this pattern, on all of the resource pattern. */
export function denies(statement: PolicyStatement, action: string, resource: string): boolean {
  const { effect, isNotAction, isNotResource, actions, resources } = statement;
  if (effect !== 'Deny' || isNotResource) return false;
  const stopsAction = isNotAction
    ? !/[*?]/.test(action) && !actions.some((it) => covers(it, action))
    : actions.some((it) => covers(it, action));
  return stopsAction && resources.some((it) => covers(it, resource));
}

/** Whether the statement may be about the bucket or an object in it. S3 itself takes no other statements. */
export function touchesBucket(statement: PolicyStatement, bucketArn: string): boolean {
  const { isNotResource, resources } = statement;
  if (isNotResource)
    return ![bucketArn, `${bucketArn}/*`].every((it) => resources.some((r) => covers(r, it)));
  return resources.some((it) => {
    const [plain = ''] = it.split(/[*?$]/);
    if (plain === it) return it === bucketArn || it.startsWith(`${bucketArn}/`);
    return plain.startsWith(`${bucketArn}/`) || `${bucketArn}/`.startsWith(plain);
  });
}

/** Whether a pattern takes everything that another one takes. */
function covers(pattern: string, wanted: string): boolean {
  return like(pattern, wanted, false, (it) => it !== '*');
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
