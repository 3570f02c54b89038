import { describe, expect, it } from 'vitest';
import { type Cloud, collectFrom } from '../test-support/collected.ts';

const management = '111111111111';
const audit = '222222222222';
const alone = '333333333333';
const member = '444444444444';
const organization = 'o-halvorsen01';
const services = ['cloudtrail.amazonaws.com'];

function cloud(faults: { kind: 'deny'; action: string }[] = []): Cloud {
  return {
    organizations: [
      { id: organization, management, delegatedAdministrators: [{ accountId: audit, services }] },
    ],
    accounts: [
      { id: management, name: 'management', organization, faults },
      { id: audit, name: 'audit', organization, faults },
      { id: member, name: 'member', organization, faults },
      { id: alone, name: 'alone', faults },
    ],
  };
}
const topic = 'organizations.organization';

describe('Organizations collector', () => {
  it('reads delegated administrators in the management account', async () => {
    const { snapshot } = await collectFrom(cloud(), management);
    expect(snapshot.topics[topic]).toMatchObject({
      organization: { id: organization, managementAccountId: management },
      delegatedAdministrators: [{ accountId: audit, servicePrincipals: services }],
    });
  });

  it('reads them in a delegated administrator', async () => {
    const { snapshot } = await collectFrom(cloud(), audit);
    expect(snapshot.topics[topic]).toMatchObject({ delegatedAdministrators: [{ accountId: audit }] });
  });

  it('takes the refusal in any other member as expected', async () => {
    const { snapshot } = await collectFrom(cloud(), member);
    expect(snapshot.topics[topic]).toMatchObject({
      organization: { managementAccountId: management },
      delegatedAdministrators: null,
    });
    expect(snapshot.gaps).toEqual([]);
  });

  it('knows an account in no organization', async () => {
    const { snapshot } = await collectFrom(cloud(), alone);
    expect(snapshot.topics[topic]).toMatchObject({ organization: null });
    expect(snapshot.gaps).toEqual([]);
  });

  it('does not take a refusal for "in no organization"', async () => {
    const { snapshot } = await collectFrom(
      cloud([{ kind: 'deny', action: 'organizations:DescribeOrganization' }]),
      alone,
    );
    expect(snapshot.topics).not.toHaveProperty([topic]);
    expect(snapshot.gaps).toMatchObject([{ topic, kind: 'denied', isSecondary: false }]);
  });
});
