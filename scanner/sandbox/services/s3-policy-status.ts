import { PolicyDocument, type PolicyStatement } from '../document/account.ts';

const narrowing =
  /^(aws:(sourcearn|sourceaccount|sourcevpce?|principalorgid|principalorgpaths|principalaccount|principalarn|sourceowner|sourceorgid|userid|calledvia)|s3:(dataaccesspointarn|dataaccesspointaccount))$/i;

/** S3's own, cautious opinion: open to everyone, and no condition that names a fixed value. */
export function isPublicPolicy(policyText: string): boolean {
  const policy = PolicyDocument.safeParse(JSON.parse(policyText));
  return policy.success && policy.data.Statement.some(isPublicStatement);
}

function isPublicStatement(statement: PolicyStatement): boolean {
  if (statement.Effect !== 'Allow' || !isEveryone(statement.Principal)) return false;
  const conditions = Object.values(statement.Condition ?? {}).flatMap((keys) => Object.entries(keys));
  return !conditions.some(
    ([key, value]) => narrowing.test(key) || (/^aws:sourceip$/i.test(key) && !isAnyAddress(value)),
  );
}

function isEveryone(principal: unknown): boolean {
  if (principal === '*') return true;
  if (typeof principal !== 'object' || principal === null) return false;
  const aws: unknown = Reflect.get(principal, 'AWS');
  return aws === '*' || (Array.isArray(aws) && aws.includes('*'));
}

function isAnyAddress(value: unknown): boolean {
  return [value].flat().some((it) => it === '0.0.0.0/0' || it === '::/0');
}
