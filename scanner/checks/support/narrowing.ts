import type { PolicyStatement } from './policy-statements.ts';

type Condition = PolicyStatement['conditions'][number];

/**
 * Keys whose fixed value names somebody, as S3 lists them under "the meaning of public". Anything else (a user
 * agent, a referer, a tag) is the caller's to choose.
 */
const namingKeys = new Set([
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalservicename',
  'aws:sourcearn',
  'aws:sourceaccount',
  'aws:sourceowner',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:vpceaccount',
  'aws:vpceorgid',
  'aws:vpceorgpaths',
  'aws:userid',
  's3:dataaccesspointaccount',
  's3:dataaccesspointarn',
  's3:x-amz-server-side-encryption-aws-kms-key-id',
  // Whose users a public identity provider lets in.
  'graph.facebook.com:app_id',
  'graph.facebook.com:id',
  'accounts.google.com:aud',
  'accounts.google.com:oaud',
  'accounts.google.com:sub',
  'www.amazon.com:app_id',
  'www.amazon.com:user_id',
  'cognito-identity.amazonaws.com:aud',
  'cognito-identity.amazonaws.com:sub',
]);

/** Whether an Allow under these conditions, which all must hold, is held to known callers by one of `keys`. */
export function areNarrow(conditions: readonly Condition[], keys = /^/): boolean {
  return conditions.some((it) => {
    if (it.values.length === 0 || !keys.test(it.key)) return false;
    if (isMetWithoutKey(it) && !conditions.some((other) => demandsKey(other, it.key))) return false;
    const base = it.operator.replace(/^for(any|all)values?:/, '').replace(/ifexists$/, '');
    return holdsToKnown(base, it.key, it.values);
  });
}

/** An anonymous caller brings no such key, and is let in. */
function isMetWithoutKey({ operator }: Condition): boolean {
  return operator.endsWith('ifexists') || operator.startsWith('forallvalues:');
}

export function demandsKey({ operator, key, values }: Condition, wanted: string): boolean {
  return operator === 'null' && key === wanted && values.length > 0 && values.every((it) => it === 'false');
}

/** A Deny that stops everyone but known callers: the same conditions, turned round. */
export function narrowsWhenDenied(condition: Condition): boolean {
  const { operator, key, values } = condition;
  // A missing key must be denied too: ForAnyValue lets a caller without the key slip through.
  if (values.length === 0 || operator.startsWith('foranyvalue:')) return false;
  const base = operator.replace(/^forallvalues:/, '').replace(/ifexists$/, '');
  // Not aws:ViaAWSService: a stranger's own query through a service brings it too.
  if (base === 'bool') return key === 'aws:principalisawsservice' && values.every((it) => it === 'false');
  return base.includes('not') && holdsToKnown(base.replace('not', ''), key, values);
}

function holdsToKnown(operator: string, key: string, values: readonly string[]): boolean {
  if (operator === 'ipaddress') return key === 'aws:sourceip' && values.every(isNarrowRange);
  if (!/^(string(equals|equalsignorecase|like)|arn(equals|like))$/.test(operator)) return false;
  if (!namingKeys.has(key)) return false;
  const hasWildcards = operator === 'stringlike' || operator.startsWith('arn');
  return values.every((value) => namesSomebody(key, value, hasWildcards));
}

/** The part of the value that names the caller must be spelled out. */
function namesSomebody(key: string, value: string, hasWildcards: boolean): boolean {
  if (value.trim() === '' || value.includes('${')) return false;
  if (!hasWildcards || !/[*?]/.test(value)) return value !== '*';
  if (key.endsWith('orgpaths')) return /^o-[a-z0-9]{10,32}\//.test(value);
  if (key === 'aws:userid') return /^[A-Z0-9]{16,}:/.test(value);
  if (key === 'aws:sourcearn' || key.endsWith('arn')) {
    const [prefix, , service, , accountId, resource] = value.split(':');
    if (prefix !== 'arn') return false;
    if (/^\d{12}$/.test(accountId ?? '')) return true;
    return service === 's3' && accountId === '' && resource !== undefined && !/^[*?]/.test(resource);
  }
  return false;
}

/** S3 takes IPv4 ranges wider than /8 and IPv6 ranges wider than /32 for public. */
function isNarrowRange(range: string): boolean {
  const [address = '', length] = range.split('/');
  const isIpv6 = address.includes(':');
  const bits = length === undefined ? (isIpv6 ? 128 : 32) : Number(length);
  return Number.isInteger(bits) && bits >= (isIpv6 ? 32 : 8);
}
