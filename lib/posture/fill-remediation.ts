import type { Remediation } from './remediation.ts';

/** Where a finding was made: the real names that its remediation's `{placeholders}` stand for. */
export interface FindingPlace {
  accountId: string;
  partition: string;
  region: string | null;
  /** Every region that has to be mended; absent: the one. */
  regions?: readonly string[];
  /** ARN, id or name. */
  resource: string | null;
  /** Names the verdict knows beside the resource's own. */
  names?: Record<string, string>;
}

/** The same texts with this finding's names; what the finding does not name stays in braces, to be chosen. */
export function fillRemediation(remediation: Remediation, place: FindingPlace): Remediation {
  const names = namesOf(place);
  const fill = (text: string) =>
    text.replace(/\{([a-zA-Z]+)\}/g, (whole, name: string) => names[name] ?? whole);
  return {
    summary: fill(remediation.summary),
    console: remediation.console.map(fill),
    cli: fill(remediation.cli),
    terraform: fill(remediation.terraform),
    cloudformation: fill(remediation.cloudformation),
  };
}

function namesOf({
  accountId,
  partition,
  region,
  regions = [],
  resource,
  names,
}: FindingPlace): Record<string, string | undefined> {
  return {
    ...names,
    accountId,
    partition,
    ...(region && region !== 'global' && { region, regions: region }),
    ...(regions.length > 0 && { regions: regions.join(' ') }),
    ...(resource && namesIn(resource)),
  };
}

function namesIn(resource: string): Record<string, string> {
  const [prefix, , service = '', , , ...rest] = resource.split(':');
  if (prefix !== 'arn')
    return /^[0-9a-f]{32}$/.test(resource) ? { detectorId: resource } : { checkId: resource };
  const path = rest.join(':');
  const name = path.slice(path.indexOf('/') + 1);
  switch (service) {
    case 's3':
      return { resourceArn: resource, bucketArn: resource, bucketName: path };
    case 'cloudtrail':
      return { resourceArn: resource, trailArn: resource, trailName: name };
    case 'kms':
      return { resourceArn: resource, keyArn: resource, keyId: name };
    case 'ec2':
      return path.startsWith('vpc/') ? { resourceArn: resource, vpcId: name } : { resourceArn: resource };
    case 'cloudfront':
      return { resourceArn: resource, distributionId: name };
    case 'elasticloadbalancing':
      return { resourceArn: resource, loadBalancerArn: resource };
    case 'apigateway': {
      const [, , apiId, , stageName] = path.split('/');
      return { resourceArn: resource, ...(apiId && stageName && { apiId, stageName }) };
    }
    default:
      return { resourceArn: resource };
  }
}
