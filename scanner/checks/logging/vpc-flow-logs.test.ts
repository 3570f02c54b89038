import { describe, expect, it } from 'vitest';
import { verdictIn } from '../../test-support/region-cloud.ts';
import { vpcFlowLogs } from './vpc-flow-logs.ts';

const vpcs = [{ VpcId: 'vpc-1', Tags: [{ Key: 'Name', Value: 'shop' }] }];
const log = { ResourceId: 'vpc-1' };

describe('vpc-flow-logs', () => {
  it.each([
    ['has a flow log', { eu: { vpcs, flowLogs: [log] } }, 'pass'],
    [
      'logs rejected traffic only',
      { eu: { vpcs, flowLogs: [{ ...log, TrafficType: 'REJECT' as const }] } },
      'pass',
    ],
    [
      'logs accepted traffic only',
      { eu: { vpcs, flowLogs: [{ ...log, TrafficType: 'ACCEPT' as const }] } },
      'warn',
    ],
    ['has none', { eu: { vpcs } }, 'fail'],
    ['has one of a subnet only', { eu: { vpcs, flowLogs: [{ ResourceId: 'subnet-1' }] } }, 'fail'],
    [
      'has one that cannot deliver',
      { eu: { vpcs, flowLogs: [{ ...log, DeliverLogsStatus: 'FAILED' }] } },
      'fail',
    ],
    [
      'is another account’s, shared',
      { eu: { vpcs: [{ VpcId: 'vpc-9', OwnerId: '999999999999' }] } },
      'not_applicable',
    ],
    ['does not exist', {}, 'not_applicable'],
    ['was denied', { eu: { vpcs }, role: { deny: ['ec2:DescribeVpcs'] } }, 'unknown'],
    ['has logs that were denied', { eu: { vpcs }, role: { deny: ['ec2:DescribeFlowLogs'] } }, 'unknown'],
    [
      'has a log that does not say whose it is',
      {
        eu: { vpcs, flowLogs: [log] },
        faults: [{ kind: 'sparse' as const, action: 'ec2:DescribeFlowLogs', fields: ['ResourceId'] }],
      },
      'unknown',
    ],
    [
      'is bare beside a good one',
      { eu: { vpcs, flowLogs: [log] }, us: { vpcs: [{ VpcId: 'vpc-2' }] } },
      'fail',
    ],
  ])('judges a VPC that %s', async (_, account, verdict) => {
    expect((await verdictIn(vpcFlowLogs, account)).verdict).toBe(verdict);
  });

  it('names the action that is missing', async () => {
    const verdict = await verdictIn(vpcFlowLogs, {
      eu: { vpcs },
      role: { deny: ['ec2:DescribeFlowLogs'] },
    });
    expect(verdict.reason).toBe(
      'Whether VPC vpc-1 (shop) has a flow log was not read: ec2:DescribeFlowLogs was denied.',
    );
  });

  it('names the VPC', async () => {
    const verdict = await verdictIn(vpcFlowLogs, { eu: { vpcs } });
    expect(verdict.reason).toBe('No flow log records VPC vpc-1 (shop).');
    expect(verdict).toMatchObject({
      region: 'eu-north-1',
      resource: 'arn:aws:ec2:eu-north-1:111111111111:vpc/vpc-1',
    });
  });

  it('says that an organization’s policy closes a region, once', async () => {
    const verdict = await verdictIn(vpcFlowLogs, {
      eu: { vpcs, flowLogs: [log] },
      serviceControlPolicies: [{ deny: ['*'], regions: ['us-east-1'] }],
    });
    expect(verdict.verdict).toBe('unknown');
    expect(verdict.reason).toBe('A service control policy closes us-east-1, so nothing there could be read.');
  });
});
