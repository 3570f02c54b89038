import type { Call } from '../call.ts';
import { arn, isArn } from '../cloud/names.ts';
import type { Service } from '../wire/service.ts';

/** The resource a refusal names, for the services whose refusals name one. */
export function deniedResource(
  service: Service,
  { account, region }: Call,
  input: unknown,
): string | undefined {
  const owner = { id: account.id, partition: account.partition };
  switch (service.name) {
    case 'sts':
      return textIn(input, 'RoleArn');
    case 'logs':
      return arn(owner, 'logs', region, `log-group:${textIn(input, 'logGroupName') ?? ''}:log-stream:`);
    case 'sns':
      return textIn(input, 'TopicArn') ?? arn(owner, 'sns', region, '*');
    case 'cloudtrail': {
      const trail = textIn(input, 'Name') ?? textIn(input, 'TrailName');
      return trail === undefined || isArn(trail) ? trail : arn(owner, 'cloudtrail', region, `trail/${trail}`);
    }
    case 'kms': {
      const key = textIn(input, 'KeyId');
      return key === undefined || isArn(key) ? key : arn(owner, 'kms', region, `key/${key}`);
    }
    case 's3': {
      const bucket = textIn(input, 'Bucket');
      return bucket && `"arn:${account.partition}:s3:::${bucket}"`;
    }
    case 'guardduty': {
      const detector = textIn(input, 'DetectorId');
      return arn(owner, 'guardduty', region, detector ? `detector/${detector}` : 'detector/*');
    }
    default:
      return undefined;
  }
}

function textIn(input: unknown, field: string): string | undefined {
  if (typeof input !== 'object' || input === null) return undefined;
  const value: unknown = Reflect.get(input, field);
  return typeof value === 'string' ? value : undefined;
}
