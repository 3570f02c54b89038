import * as module from '@aws-sdk/client-account';
import { paginate } from '../paginate.ts';
import { defineService, operation } from '../wire/service.ts';

export const account = defineService({
  name: 'account',
  signingName: 'account',
  client: new module.AccountClient({ region: 'us-east-1' }),
  module,
  isGlobal: true,
  operations: {
    ListRegions: operation<module.ListRegionsRequest, module.ListRegionsResponse>((input, call) => {
      const wanted = input.RegionOptStatusContains;
      const regions = [...call.account.regions]
        .map(([RegionName, status]) => ({ RegionName, RegionOptStatus: statusOf(status) }))
        .filter((it) => !wanted || wanted.includes(it.RegionOptStatus))
        .sort((a, b) => a.RegionName.localeCompare(b.RegionName));
      const page = paginate(regions, {
        of: `regions ${wanted}`,
        size: input.MaxResults ?? 50,
        token: input.NextToken,
        invalid: 'ValidationException',
      });
      return { Regions: page.items, NextToken: page.next };
    }),
  },
});

function statusOf(status: string): module.RegionOptStatus {
  const known = Object.values(module.RegionOptStatus).find((it) => it === status);
  return known ?? 'DISABLED';
}
