import {
  DescribeAccountCommand,
  DescribeOrganizationCommand,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListChildrenCommand,
  ListDelegatedAdministratorsCommand,
  ListDelegatedServicesForAccountCommand,
  ListOrganizationalUnitsForParentCommand,
  ListParentsCommand,
  ListRootsCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../sandbox.ts';
import { errorOf, sessionOptions } from '../testing.ts';

const management = '111111111111';
const audit = '222222222222';
const member = '333333333333';
const organization = 'o-halvorsen01';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({
    cloud: {
      organizations: [
        {
          id: organization,
          management,
          delegatedAdministrators: [{ accountId: audit, services: ['cloudtrail.amazonaws.com'] }],
          otherAccounts: [{ id: '999999999999', name: 'closed', ou: 'Old', status: 'SUSPENDED' }],
        },
      ],
      accounts: [
        { id: management, name: 'management', organization },
        { id: audit, name: 'audit', organization, ou: 'Core' },
        { id: member, name: 'booking-prod', organization, ou: 'Workloads/Production' },
        { id: '444444444444', name: 'baltica-core' },
      ],
    },
  });
});
afterAll(() => sandbox.close());

async function clientOf(accountId: string): Promise<OrganizationsClient> {
  return new OrganizationsClient(await sessionOptions(sandbox, 'us-east-1', accountId));
}

describe('an organization', () => {
  it('lists accounts, suspended ones too, to management and delegated administrators', async () => {
    for (const id of [management, audit]) {
      const { Accounts } = await (await clientOf(id)).send(new ListAccountsCommand({}));
      expect(Accounts?.map((it) => `${it.Name} ${it.Status}`)).toEqual([
        'management ACTIVE',
        'audit ACTIVE',
        'booking-prod ACTIVE',
        'closed SUSPENDED',
      ]);
    }
  });

  it('tells delegated administrators', async () => {
    const client = await clientOf(management);
    const ServicePrincipal = 'cloudtrail.amazonaws.com';
    const { DelegatedAdministrators } = await client.send(
      new ListDelegatedAdministratorsCommand({ ServicePrincipal }),
    );
    expect(DelegatedAdministrators?.map((it) => it.Id)).toEqual([audit]);
    const services = await client.send(new ListDelegatedServicesForAccountCommand({ AccountId: audit }));
    expect(services.DelegatedServices?.map((it) => it.ServicePrincipal)).toEqual([ServicePrincipal]);
  });

  it('is a tree of units', async () => {
    const client = await clientOf(management);
    const { Roots } = await client.send(new ListRootsCommand({}));
    const ParentId = Roots?.[0]?.Id ?? '';
    const units = await client.send(new ListOrganizationalUnitsForParentCommand({ ParentId }));
    expect(units.OrganizationalUnits?.map((it) => it.Name)).toEqual(['Core', 'Old', 'Workloads']);
    const top = await client.send(new ListAccountsForParentCommand({ ParentId }));
    expect(top.Accounts?.map((it) => it.Id)).toEqual([management]);
    const { Parents } = await client.send(new ListParentsCommand({ ChildId: member }));
    const production = Parents?.[0]?.Id ?? '';
    const children = await client.send(
      new ListChildrenCommand({ ParentId: production, ChildType: 'ACCOUNT' }),
    );
    expect(children.Children).toEqual([{ Id: member, Type: 'ACCOUNT' }]);
    const { Account } = await client.send(new DescribeAccountCommand({ AccountId: member }));
    expect(Account?.Name).toBe('booking-prod');
  });

  it('refuses members, and tells accounts outside that there is none', async () => {
    const asMember = await clientOf(member);
    expect((await asMember.send(new DescribeOrganizationCommand({}))).Organization?.MasterAccountId).toBe(
      management,
    );
    const refused = { name: 'AccessDeniedException', status: 400 };
    expect(await errorOf(asMember.send(new ListAccountsCommand({})))).toMatchObject(refused);
    expect(await errorOf(asMember.send(new ListDelegatedAdministratorsCommand({})))).toMatchObject(refused);
    const outside = await clientOf('444444444444');
    expect((await errorOf(outside.send(new DescribeOrganizationCommand({})))).name).toBe(
      'AWSOrganizationsNotInUseException',
    );
  });
});
