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
  'aws:sourcearn',
  'aws:sourceaccount',
  'aws:sourceowner',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:userid',
  's3:dataaccesspointaccount',
  's3:dataaccesspointarn',
]);

/** An Allow that this condition holds to known callers. All its values must name somebody. */
export function narrows(condition: Condition): boolean {
  const { operator, key, values } = condition;
  if (values.length === 0 || operator.endsWith('ifexists') || operator.startsWith('forallvalues:'))
    return false;
  const base = operator.replace(/^foranyvalue:/, '');
  return holdsToKnown(base, key, values);
}

/** A Deny that stops everyone but known callers: the same conditions, turned round. */
export function narrowsWhenDenied(condition: Condition): boolean {
  const { operator, key, values } = condition;
  if (values.length === 0) return false;
  const base = operator.replace(/^for(any|all)values?:/, '').replace(/ifexists$/, '');
  // A missing key must be denied too: with IfExists an anonymous caller would slip through StringEquals only.
  if (base === 'bool') return key === 'aws:principalisawsservice' && values.every((it) => it === 'false');
  return base.includes('not') && holdsToKnown(base.replace('not', ''), key, values);
}

function holdsToKnown(operator: string, key: string, values: readonly string[]): boolean {
  if (operator === 'bool') return key === 'aws:principalisawsservice' && values.every((it) => it === 'true');
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
