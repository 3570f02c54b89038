import * as module from '@aws-sdk/client-ec2';
import type { Call } from '../call.ts';
import { isRegionOn } from '../cloud/cloud.ts';
import { paginate } from '../paginate.ts';
import { AwsError } from '../wire/aws-error.ts';
import { defineService, operation } from '../wire/service.ts';

export const ec2 = defineService({
  name: 'ec2',
  signingName: 'ec2',
  client: new module.EC2Client({ region: 'us-east-1' }),
  module,
  operations: {
    DescribeRegions: operation<module.DescribeRegionsRequest, module.DescribeRegionsResult>(describeRegions),
    DescribeVpcs: operation<module.DescribeVpcsRequest, module.DescribeVpcsResult>((input, { here }) => {
      const page = pageOf(here.vpcs ?? [], 'vpcs', input);
      return { Vpcs: page.items, NextToken: page.next };
    }),
    DescribeFlowLogs: operation<module.DescribeFlowLogsRequest, module.DescribeFlowLogsResult>(
      (input, { here }) => {
        const wanted = input.Filter?.find((it) => it.Name === 'resource-id')?.Values;
        const logs = (here.flowLogs ?? []).filter((it) => !wanted || wanted.includes(it.ResourceId ?? ''));
        const page = pageOf(logs, 'flow-logs', input);
        return { FlowLogs: page.items, NextToken: page.next };
      },
    ),
    DescribeInstances: operation<module.DescribeInstancesRequest, module.DescribeInstancesResult>(
      (input, call) => {
        const page = pageOf(call.here.instances ?? [], 'instances', input);
        const reservations = page.items.map((it) => ({
          ReservationId: `r-${it.InstanceId?.slice(2) ?? ''}`,
          OwnerId: call.account.id,
          Instances: [it],
        }));
        return { Reservations: reservations, NextToken: page.next };
      },
    ),
  },
});

function describeRegions(
  input: module.DescribeRegionsRequest,
  { account }: Call,
): module.DescribeRegionsResult {
  const unknown = input.RegionNames?.find((name) => !account.regions.has(name));
  if (unknown)
    throw new AwsError('InvalidParameterValue', `Invalid region provided: ${unknown}`, { status: 400 });
  const wantedStatus = input.Filters?.find((it) => it.Name === 'opt-in-status')?.Values;
  const regions = [...account.regions]
    .filter(([name]) => input.AllRegions || isRegionOn(account, name))
    .filter(([name]) => !input.RegionNames || input.RegionNames.includes(name))
    .map(([RegionName, status]) => ({
      RegionName,
      OptInStatus: optInStatus(status),
      Endpoint: `ec2.${RegionName}.amazonaws.com`,
    }))
    .filter((it) => !wantedStatus || wantedStatus.includes(it.OptInStatus));
  return { Regions: regions };
}

function optInStatus(status: string): string {
  if (status === 'ENABLED_BY_DEFAULT') return 'opt-in-not-required';
  return status === 'ENABLED' ? 'opted-in' : 'not-opted-in';
}

function pageOf<T>(
  items: T[],
  of: string,
  input: { MaxResults?: number | undefined; NextToken?: string | undefined },
) {
  return paginate(items, {
    of,
    size: input.MaxResults ?? 1000,
    token: input.NextToken,
    invalid: 'InvalidNextToken',
  });
}
