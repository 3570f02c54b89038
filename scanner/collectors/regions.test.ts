import { describe, expect, it } from 'vitest';
import { collectFrom } from '../test-support/collected.ts';

const accountId = '111111111111';
const account = {
  id: accountId,
  name: 'a',
  regions: ['us-east-1', 'eu-west-1', { RegionName: 'af-south-1', RegionOptStatus: 'DISABLED' as const }],
};
const noList = [{ kind: 'deny' as const, action: 'account:ListRegions' }];

describe('regions', () => {
  it('come from the account, without those that are off', async () => {
    const { snapshot, asked } = await collectFrom({ accounts: [account] }, accountId);
    expect(snapshot.regions).toEqual(['eu-west-1', 'us-east-1']);
    expect(asked).not.toHaveProperty('DescribeRegions');
  });

  it('come from EC2 when the list is refused, and that leaves no gap', async () => {
    const { snapshot } = await collectFrom({ accounts: [{ ...account, faults: noList }] }, accountId);
    expect(snapshot.regions).toEqual(['eu-west-1', 'us-east-1']);
    expect(snapshot.gaps).toEqual([]);
  });

  it('are those asked for, with gaps, when neither answers', async () => {
    const faults = [...noList, { kind: 'server-error' as const, action: 'ec2:DescribeRegions' }];
    const { snapshot } = await collectFrom({ accounts: [{ ...account, faults }] }, accountId, {
      regions: ['eu-west-1'],
    });
    expect(snapshot.regions).toEqual(['eu-west-1']);
    expect(snapshot.gaps.filter((it) => it.topic === 'account.regions')).toMatchObject([
      { api: 'account:ListRegions', kind: 'denied' },
      { api: 'ec2:DescribeRegions', kind: 'error' },
    ]);
  });

  it('come from another region when a policy closes the one we signed in through', async () => {
    const closed = { deny: ['*'], exceptRegions: ['eu-*'] };
    const { snapshot } = await collectFrom(
      { accounts: [{ ...account, serviceControlPolicies: [closed] }] },
      accountId,
    );
    expect(snapshot.regions).toEqual(['eu-west-1', 'us-east-1']);
    expect(snapshot.gaps.filter((it) => it.topic === 'account.regions')).toEqual([]);
    expect(snapshot.topics['s3.bucket-list']?.buckets).toEqual([]);
  });

  it('are narrowed to those asked for', async () => {
    const { snapshot } = await collectFrom({ accounts: [account] }, accountId, {
      regions: ['eu-west-1', 'af-south-1'],
    });
    expect(snapshot.regions).toEqual(['eu-west-1']);
  });
});
