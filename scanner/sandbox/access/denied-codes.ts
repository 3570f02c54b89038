import { AwsError } from '../wire/aws-error.ts';
import type { Service } from '../wire/service.ts';

/** Each service's own name for "you may not". */
export function accessDenied(service: Service, message: string): AwsError {
  if (service.protocol === 'awsQuery' && service.name !== 'sns') {
    return new AwsError('AccessDenied', message, { status: 403 });
  }
  switch (service.name) {
    case 'ec2':
      return new AwsError(
        'UnauthorizedOperation',
        `You are not authorized to perform this operation. ${message}`,
        { status: 403 },
      );
    case 'sns':
      return new AwsError('AuthorizationError', message, { status: 403 });
    case 's3':
    case 's3control':
    case 'cloudfront':
      return new AwsError('AccessDenied', message, { status: 403 });
    default:
      return new AwsError('AccessDeniedException', message, { status: isRestJson(service) ? 403 : 400 });
  }
}

/** The keys mean nothing to the service: unknown, or the region is off for their account. */
export function invalidToken(service: Service): AwsError {
  const message = 'The security token included in the request is invalid.';
  switch (service.protocol) {
    case 'awsQuery':
      return new AwsError('InvalidClientTokenId', message, { status: 403 });
    case 'ec2Query':
      return new AwsError('AuthFailure', 'AWS was not able to validate the provided access credentials', {
        status: 401,
      });
    case 'restXml':
      return new AwsError(
        'InvalidAccessKeyId',
        'The AWS Access Key Id you provided does not exist in our records.',
        {
          status: 403,
        },
      );
    case 'awsJson':
    case 'restJson':
    case 'rpcCbor':
      return new AwsError('UnrecognizedClientException', message, {
        status: isRestJson(service) ? 403 : 400,
      });
  }
}

export function expiredToken(service: Service): AwsError {
  const message = 'The security token included in the request is expired';
  if (service.protocol === 'awsJson' || service.protocol === 'restJson') {
    return new AwsError('ExpiredTokenException', message, { status: isRestJson(service) ? 403 : 400 });
  }
  if (service.protocol === 'ec2Query')
    return new AwsError('RequestExpired', 'Request has expired.', { status: 400 });
  return new AwsError('ExpiredToken', message, { status: service.name === 's3' ? 400 : 403 });
}

export function throttled(service: Service): AwsError {
  switch (service.protocol) {
    case 'ec2Query':
      return new AwsError('RequestLimitExceeded', 'Request limit exceeded.', { status: 503 });
    case 'awsQuery':
      return new AwsError('Throttling', 'Rate exceeded', { status: 400 });
    case 'restXml':
      return new AwsError('SlowDown', 'Please reduce your request rate.', { status: 503 });
    case 'restJson':
      return new AwsError('TooManyRequestsException', 'Rate exceeded', { status: 429 });
    case 'awsJson':
    case 'rpcCbor':
      return new AwsError(
        service.name === 'organizations' ? 'TooManyRequestsException' : 'ThrottlingException',
        'Rate exceeded',
        { status: 400 },
      );
  }
}

export function unknownOperation(service: Service, name: string): AwsError {
  switch (service.protocol) {
    case 'awsQuery':
    case 'ec2Query':
      return new AwsError('InvalidAction', `The action ${name} is not valid for this web service.`, {
        status: 400,
      });
    case 'restXml':
      return new AwsError(
        'NotImplemented',
        'A header you provided implies functionality that is not implemented',
        {
          status: 501,
        },
      );
    case 'restJson':
      return new AwsError('UnknownOperationException', `${name} is not implemented`, { status: 404 });
    case 'awsJson':
    case 'rpcCbor':
      return new AwsError('UnknownOperationException', '', { status: 400 });
  }
}

function isRestJson(service: Service): boolean {
  return service.protocol === 'restJson';
}
