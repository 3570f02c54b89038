import type { AccountDocument } from './cloud-document.ts';

/** Regions an account of each partition has without asking. */
const defaultRegions: Record<string, readonly string[]> = {
  aws: [
    'ap-northeast-1',
    'ap-northeast-2',
    'ap-northeast-3',
    'ap-south-1',
    'ap-southeast-1',
    'ap-southeast-2',
    'ca-central-1',
    'eu-central-1',
    'eu-north-1',
    'eu-west-1',
    'eu-west-2',
    'eu-west-3',
    'sa-east-1',
    'us-east-1',
    'us-east-2',
    'us-west-1',
    'us-west-2',
  ],
  'aws-us-gov': ['us-gov-east-1', 'us-gov-west-1'],
  'aws-cn': ['cn-north-1', 'cn-northwest-1'],
  'aws-eusc': ['eusc-de-east-1'],
};

/** Regions of the commercial partition that stay off until an account opts in. */
const optInRegions: readonly string[] = [
  'af-south-1',
  'ap-east-1',
  'ap-east-2',
  'ap-south-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'ca-west-1',
  'eu-central-2',
  'eu-south-1',
  'eu-south-2',
  'il-central-1',
  'me-central-1',
  'me-south-1',
  'mx-central-1',
];

/** Region name to opt-in status: what the file lists, else the partition's own. */
export function regionsOf({ regions: listed, partition = 'aws' }: AccountDocument): Map<string, string> {
  const regions = new Map<string, string>();
  for (const region of partition === 'aws' ? optInRegions : []) regions.set(region, 'DISABLED');
  if (listed) {
    for (const it of listed) {
      if (typeof it !== 'string') regions.set(it.RegionName, it.RegionOptStatus);
      else regions.set(it, regions.has(it) ? 'ENABLED' : 'ENABLED_BY_DEFAULT');
    }
    return regions;
  }
  for (const region of defaultRegions[partition] ?? []) regions.set(region, 'ENABLED_BY_DEFAULT');
  return regions;
}
