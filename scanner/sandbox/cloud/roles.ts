import type { PolicyDocument, RoleDocument } from '../document/account.ts';
import type { AccountDocument } from '../document/cloud-document.ts';

export interface Role {
  name: string;
  path: string;
  arn: string;
  roleId: string;
  trust: PolicyDocument;
  maxSessionSeconds: number;
  document: RoleDocument;
}

/** Roles by name; an account has `WatchpostReadOnly` unless its file says otherwise. */
export function completeRoles(
  account: AccountDocument,
  partition: string,
  operatorArn: string,
): Map<string, Role> {
  const documents = account.role === false ? [] : [account.role ?? {}];
  const roles = [...documents, ...(account.otherRoles ?? [])].map((document) => {
    const name = document.name ?? 'WatchpostReadOnly';
    const path = document.path ?? '/';
    const role: Role = {
      name,
      path,
      arn: `arn:${partition}:iam::${account.id}:role${path}${name}`,
      roleId: `AROA${account.id}${name
        .toUpperCase()
        .replace(/[^A-Z]/g, '')
        .slice(0, 5)}`,
      trust: document.trust ?? trustPolicy(document, account.id, operatorArn),
      maxSessionSeconds: document.maxSessionSeconds ?? 3600,
      document,
    };
    return role;
  });
  return new Map(roles.map((role) => [role.name, role]));
}

function trustPolicy(document: RoleDocument, accountId: string, operatorArn: string): PolicyDocument {
  const externalId = document.externalId ?? `wp-${accountId}`;
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: document.trustedPrincipal ?? operatorArn },
        Action: 'sts:AssumeRole',
        ...(externalId !== false && { Condition: { StringEquals: { 'sts:ExternalId': externalId } } }),
      },
    ],
  };
}
