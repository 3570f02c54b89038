import type { Account as SdkAccount } from '@aws-sdk/client-organizations';
import type { Call } from '../call.ts';
import { ago, hexFrom } from '../cloud/names.ts';
import type { OrganizationDocument } from '../document/organization.ts';

export interface Member {
  id: string;
  name: string;
  email: string;
  ou: string;
  status: 'ACTIVE' | 'SUSPENDED' | 'PENDING_CLOSURE';
}

/** Accounts of the organization, whether this cloud describes them or only names them. */
export function accountsOf({ cloud }: Call, organization: OrganizationDocument): Member[] {
  const described = [...cloud.accounts.values()]
    .filter((it) => it.organization?.id === organization.id)
    .map(({ id, name, email, document }) => ({
      id,
      name,
      email,
      ou: document.ou ?? '',
      status: document.status ?? ('ACTIVE' as const),
    }));
  const others = (organization.otherAccounts ?? []).map((it) => ({
    id: it.id,
    name: it.name,
    email: it.email ?? `aws+${it.name}@example.com`,
    ou: it.ou ?? '',
    status: it.status ?? ('ACTIVE' as const),
  }));
  return [...described, ...others].sort((a, b) => (a.id < b.id ? -1 : 1));
}

export function memberAccount({ account }: Call, member: Member): SdkAccount {
  const organization = account.organization;
  return {
    Id: member.id,
    Arn: `arn:aws:organizations::${organization?.management}:account/${organization?.id}/${member.id}`,
    Email: member.email,
    Name: member.name,
    Status: member.status,
    State: member.status === 'PENDING_CLOSURE' ? 'PENDING_CLOSURE' : member.status,
    JoinedMethod: 'CREATED',
    JoinedTimestamp: ago(800 * 24 * 60),
  };
}

export function rootOf(organization: OrganizationDocument): string {
  return organization.rootId ?? `r-${hexFrom(organization.id, 4)}`;
}

export function ouIdOf(organization: OrganizationDocument, path: string): string {
  return `ou-${rootOf(organization).slice(2)}-${hexFrom(`${organization.id} ${path}`, 8)}`;
}

export function parentOf(organization: OrganizationDocument, { ou }: Member): string {
  return ou === '' ? rootOf(organization) : ouIdOf(organization, ou);
}

/** Paths of the units right below a root or unit. */
export function ousUnder(call: Call, organization: OrganizationDocument, parentId: string): string[] {
  const paths = new Set(accountsOf(call, organization).flatMap(({ ou }) => prefixesOf(ou)));
  return [...paths]
    .filter((path) => {
      const parent = path.split('/').slice(0, -1).join('/');
      return (parent === '' ? rootOf(organization) : ouIdOf(organization, parent)) === parentId;
    })
    .sort();
}

function prefixesOf(ou: string): string[] {
  const parts = ou.split('/').filter((part) => part !== '');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
