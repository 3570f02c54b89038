/** The regions of each partition; the last of `aws` is invented: regions are added every year. */
const regionsByPartition: Readonly<Record<string, readonly string[]>> = {
  aws: [
    'us-east-1',
    'eu-west-1',
    'us-east-2',
    'us-west-1',
    'us-west-2',
    'ca-central-1',
    'ca-west-1',
    'mx-central-1',
    'sa-east-1',
    'eu-west-2',
    'eu-west-3',
    'eu-central-1',
    'eu-central-2',
    'eu-north-1',
    'eu-south-1',
    'eu-south-2',
    'il-central-1',
    'me-central-1',
    'me-south-1',
    'af-south-1',
    'ap-east-1',
    'ap-east-2',
    'ap-south-1',
    'ap-south-2',
    'ap-northeast-1',
    'ap-northeast-2',
    'ap-northeast-3',
    'ap-southeast-1',
    'ap-southeast-2',
    'ap-southeast-3',
    'ap-southeast-4',
    'ap-southeast-5',
    'ap-southeast-6',
    'ap-southeast-7',
    'ap-west-9',
  ],
  'aws-cn': ['cn-north-1', 'cn-northwest-1'],
  'aws-us-gov': ['us-gov-west-1', 'us-gov-east-1'],
  'aws-eusc': ['eusc-de-east-1'],
};

/** Where the global services of a partition record their events. */
const globalRegions: Readonly<Record<string, string>> = {
  aws: 'us-east-1',
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
  'aws-eusc': 'eusc-de-east-1',
};

/** Every region an event may come from, `homeRegion` first; of all partitions while none is known. */
export function regionsOf(partition: string | undefined, homeRegion: string): readonly string[] {
  const known =
    partition === undefined
      ? Object.values(regionsByPartition).flat()
      : (regionsByPartition[partition] ?? []);
  return [homeRegion, ...known.filter((region) => region !== homeRegion)];
}

export function globalRegionOf(partition: string): string | null {
  return globalRegions[partition] ?? null;
}
