import * as module from '@aws-sdk/client-organizations';
import type { Call } from '../call.ts';
import { hexFrom } from '../cloud/names.ts';
import type { OrganizationDocument } from '../document/organization.ts';
import { paginate } from '../paginate.ts';
import { AwsError } from '../wire/aws-error.ts';
import { defineService, operation } from '../wire/service.ts';
import { accountsOf, memberAccount, ouIdOf, ousUnder, parentOf, rootOf } from './organization-tree.ts';

export const organizations = defineService({
  name: 'organizations',
  signingName: 'organizations',
  client: new module.OrganizationsClient({ region: 'us-east-1' }),
  module,
  isGlobal: true,
  operations: {
    DescribeOrganization: operation<object, module.DescribeOrganizationResponse>((_, call) => {
      const organization = mine(call);
      const management = call.cloud.accounts.get(organization.management);
      return {
        Organization: {
          Id: organization.id,
          Arn: `arn:aws:organizations::${organization.management}:organization/${organization.id}`,
          FeatureSet: organization.featureSet ?? 'ALL',
          MasterAccountId: organization.management,
          MasterAccountArn: `arn:aws:organizations::${organization.management}:account/${organization.id}/${organization.management}`,
          MasterAccountEmail: management?.email ?? 'aws+management@example.com',
        },
      };
    }),
    ListAccounts: operation<module.ListAccountsRequest, module.ListAccountsResponse>((input, call) => {
      const page = pageOf(accountsOf(call, privileged(call)), 'accounts', input);
      return { Accounts: page.items.map((it) => memberAccount(call, it)), NextToken: page.next };
    }),
    DescribeAccount: operation<module.DescribeAccountRequest, module.DescribeAccountResponse>(
      (input, call) => {
        const found = accountsOf(call, privileged(call)).find((it) => it.id === input.AccountId);
        if (!found)
          throw new AwsError('AccountNotFoundException', "You specified an account that doesn't exist.");
        return { Account: memberAccount(call, found) };
      },
    ),
    ListDelegatedAdministrators: operation<
      module.ListDelegatedAdministratorsRequest,
      module.ListDelegatedAdministratorsResponse
    >((input, call) => {
      const organization = privileged(call);
      const accounts = accountsOf(call, organization);
      const admins = (organization.delegatedAdministrators ?? [])
        .filter((it) => !input.ServicePrincipal || it.services.includes(input.ServicePrincipal))
        .flatMap((it) => accounts.filter((account) => account.id === it.accountId));
      const page = pageOf(admins, `delegated ${input.ServicePrincipal}`, input);
      return {
        DelegatedAdministrators: page.items.map((it) => memberAccount(call, it)),
        NextToken: page.next,
      };
    }),
    ListDelegatedServicesForAccount: operation<
      module.ListDelegatedServicesForAccountRequest,
      module.ListDelegatedServicesForAccountResponse
    >((input, call) => {
      const admins = privileged(call).delegatedAdministrators ?? [];
      const services = admins.filter((it) => it.accountId === input.AccountId).flatMap((it) => it.services);
      return { DelegatedServices: services.map((ServicePrincipal) => ({ ServicePrincipal })) };
    }),
    ListRoots: operation<module.ListRootsRequest, module.ListRootsResponse>((_, call) => {
      const organization = privileged(call);
      return {
        Roots: [
          {
            Id: rootOf(organization),
            Name: 'Root',
            Arn: ouArn(organization, rootOf(organization), 'root'),
            PolicyTypes: [],
          },
        ],
      };
    }),
    ListOrganizationalUnitsForParent: operation<
      module.ListOrganizationalUnitsForParentRequest,
      module.ListOrganizationalUnitsForParentResponse
    >((input, call) => {
      const organization = privileged(call);
      const units = ousUnder(call, organization, input.ParentId ?? '').map((path) => {
        const id = ouIdOf(organization, path);
        return { Id: id, Name: path.split('/').at(-1), Arn: ouArn(organization, id, 'ou') };
      });
      const page = pageOf(units, `ous ${input.ParentId}`, input);
      return { OrganizationalUnits: page.items, NextToken: page.next };
    }),
    ListAccountsForParent: operation<
      module.ListAccountsForParentRequest,
      module.ListAccountsForParentResponse
    >((input, call) => {
      const organization = privileged(call);
      const children = accountsOf(call, organization).filter(
        (it) => parentOf(organization, it) === input.ParentId,
      );
      const page = pageOf(children, `children ${input.ParentId}`, input);
      return { Accounts: page.items.map((it) => memberAccount(call, it)), NextToken: page.next };
    }),
    ListChildren: operation<module.ListChildrenRequest, module.ListChildrenResponse>((input, call) => {
      const organization = privileged(call);
      const ids =
        input.ChildType === 'ACCOUNT'
          ? accountsOf(call, organization)
              .filter((it) => parentOf(organization, it) === input.ParentId)
              .map((it) => it.id)
          : ousUnder(call, organization, input.ParentId ?? '').map((path) => ouIdOf(organization, path));
      const page = pageOf(ids, `ids ${input.ParentId} ${input.ChildType}`, input);
      return { Children: page.items.map((Id) => ({ Id, Type: input.ChildType })), NextToken: page.next };
    }),
    ListParents: operation<module.ListParentsRequest, module.ListParentsResponse>((input, call) => {
      const organization = privileged(call);
      const account = accountsOf(call, organization).find((it) => it.id === input.ChildId);
      if (!account)
        throw new AwsError('ChildNotFoundException', "You specified an account that doesn't exist.");
      const parent = parentOf(organization, account);
      return { Parents: [{ Id: parent, Type: parent.startsWith('r-') ? 'ROOT' : 'ORGANIZATIONAL_UNIT' }] };
    }),
  },
});

function mine({ account }: Call): OrganizationDocument {
  if (account.organization) return account.organization;
  throw new AwsError('AWSOrganizationsNotInUseException', 'Your account is not a member of an organization.');
}

/** What only the management account and delegated administrators may ask. */
function privileged(call: Call): OrganizationDocument {
  const organization = mine(call);
  const { id } = call.account;
  const isDelegated = organization.delegatedAdministrators?.some((it) => it.accountId === id);
  if (organization.management === id || isDelegated) return organization;
  throw new AwsError('AccessDeniedException', "You don't have permissions to access this resource.", {
    status: 400,
  });
}

function ouArn(organization: OrganizationDocument, id: string, kind: string): string {
  return `arn:aws:organizations::${organization.management}:${kind}/${organization.id}/${id || hexFrom(organization.id, 4)}`;
}

function pageOf<T>(
  items: T[],
  of: string,
  input: { MaxResults?: number | undefined; NextToken?: string | undefined },
) {
  const size = Math.min(input.MaxResults ?? 20, 20);
  return paginate(items, { of, size, token: input.NextToken, invalid: 'InvalidInputException' });
}
