/** Region that answers for a partition's global services, and a second one to sign in through. */
const partitions: Record<string, { main: string; second: string; prefix: RegExp }> = {
  aws: { main: 'us-east-1', second: 'us-west-2', prefix: /^(?!cn-|us-gov-|eusc-|us-iso)/ },
  'aws-us-gov': { main: 'us-gov-west-1', second: 'us-gov-east-1', prefix: /^us-gov-/ },
  'aws-cn': { main: 'cn-north-1', second: 'cn-northwest-1', prefix: /^cn-/ },
  'aws-eusc': { main: 'eusc-de-east-1', second: 'eusc-de-east-1', prefix: /^eusc-/ },
};

export function isInPartition(region: string, partition: string): boolean {
  return partitions[partition]?.prefix.test(region) ?? false;
}

/** Where the partition's global services (IAM, Organizations) record their events. */
export function globalRegionOf(partition: string): string {
  return partitions[partition]?.main ?? 'us-east-1';
}

export function partitionOf(region: string): string {
  return Object.keys(partitions).find((it) => isInPartition(region, it)) ?? 'aws';
}

/** Regions no account of the commercial partition can switch off, one of each continent first. */
const alwaysOn = [
  'eu-west-1',
  'us-west-2',
  'ap-southeast-1',
  'sa-east-1',
  'ca-central-1',
  'ap-south-1',
  'ap-northeast-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-2',
  'eu-west-3',
  'us-east-2',
  'us-west-1',
  'ap-southeast-2',
  'ap-northeast-2',
  'ap-northeast-3',
];

/** Where else an account-wide question may be asked when an organization's policy closes the first region. */
export function otherRegions(region: string): string[] {
  const partition = partitionOf(region);
  const known = partitions[partition];
  const all = [...(known ? [known.main, known.second] : []), ...(partition === 'aws' ? alwaysOn : [])];
  return [...new Set(all)].filter((it) => it !== region);
}

/** Regions to sign in through, best first; a region's STS endpoint may be switched off. */
export function signInRegions(partition: string, preferred: string | null): string[] {
  const own = preferred && isInPartition(preferred, partition) ? [preferred] : [];
  const known = partitions[partition];
  return [...new Set([...own, ...(known ? [known.main, known.second] : [])])];
}
