import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { deniedActionOf, deniedByOf, failureOf, kindOf } from './error-kind.ts';

function awsError(name: string, message: string, httpStatusCode?: number): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode, requestId: 'r-1' } });
}
function systemError(code: string): Error {
  return Object.assign(new Error(`connect ${code} 127.0.0.1:1`), { code });
}

const notAuthorized =
  'User: arn:aws:sts::1:assumed-role/a/b is not authorized to perform: sns:GetTopicAttributes';

describe('kindOf', () => {
  it.each([
    [awsError('AccessDenied', notAuthorized, 403), 'denied'],
    [awsError('AccessDeniedException', notAuthorized, 400), 'denied'],
    [awsError('AuthorizationError', notAuthorized, 403), 'denied'],
    [awsError('UnauthorizedOperation', 'You are not authorized to perform this operation.', 403), 'denied'],
    [awsError('Throttling', 'Rate exceeded', 400), 'throttled'],
    [awsError('TooManyRequestsException', 'Too many', 429), 'throttled'],
    [awsError('TimeoutError', 'Request timed out'), 'timeout'],
    [awsError('AbortError', 'Request aborted'), 'timeout'],
    [systemError('ECONNREFUSED'), 'unreachable'],
    [systemError('ENOTFOUND'), 'unreachable'],
    [Object.assign(new Error('fetch failed'), { cause: systemError('ECONNRESET') }), 'unreachable'],
    [
      awsError('UnrecognizedClientException', 'The security token included in the request is invalid.', 400),
      'region-off',
    ],
    [
      awsError('AuthFailure', 'AWS was not able to validate the provided access credentials', 401),
      'region-off',
    ],
    [awsError('UnknownOperationException', 'UnknownError', 400), 'unsupported'],
    [awsError('InvalidAction', 'The action X is not valid for this web service.', 400), 'unsupported'],
    [awsError('InternalFailure', 'API action X for service y not yet implemented', 501), 'unsupported'],
    [awsError('InternalServerError', 'Internal error', 500), 'error'],
    [Object.assign(new SyntaxError('Unexpected token <'), { $metadata: { httpStatusCode: 500 } }), 'error'],
    [
      Object.assign(new SyntaxError('Unexpected token <'), { $metadata: { httpStatusCode: 200 } }),
      'malformed',
    ],
    [z.object({ a: z.string() }).safeParse({}).error, 'malformed'],
    ['no error at all', 'error'],
  ])('calls %s %s', (error, kind) => {
    expect(kindOf(error)).toBe(kind);
  });
});

describe('deniedByOf', () => {
  it.each([
    ['with an explicit deny in a service control policy', 'scp'],
    ['because no service control policy allows the action', 'scp'],
    ['with an explicit deny in a resource control policy', 'rcp'],
    ['because no permissions boundary allows the action', 'boundary'],
    ['because no session policy allows the action', 'session-policy'],
    ['because no resource-based policy allows the action', 'resource-policy'],
    ['because no identity-based policy allows the action', 'identity-policy'],
    ['You do not have access.', 'unstated'],
  ])('reads "%s" as %s', (message, by) => {
    expect(deniedByOf(message)).toBe(by);
  });
});

describe('failureOf', () => {
  it('finds the action AWS names, the request id and the code', () => {
    expect(deniedActionOf(notAuthorized)).toBe('sns:GetTopicAttributes');
    expect(deniedActionOf('no')).toBeNull();
    expect(failureOf(awsError('com.amazonaws#Foo', 'bar', 400))).toEqual({
      code: 'Foo',
      message: 'bar',
      httpStatus: 400,
      requestId: 'r-1',
    });
  });

  it('does not believe the code the SDK makes up for a 404 that says nothing', () => {
    const page = awsError('NotFoundException', 'Unknown', 404);
    expect(failureOf(page).code).toBe('UnknownError');
    expect(kindOf(page)).toBe('error');
    const stated = Object.assign(awsError('NotFoundException', 'Topic does not exist', 404), {
      Code: 'NotFound',
    });
    expect(failureOf(stated).code).toBe('NotFound');
  });

  it('says of a timeout how long it waited', () => {
    const error = Object.assign(
      new Error(
        '@smithy/node-http-handler - [ERROR] a request has exceeded the configured 20000 ms requestTimeout.',
      ),
      { name: 'TimeoutError', code: 'ETIMEDOUT' },
    );
    expect(kindOf(error)).toBe('timeout');
    expect(failureOf(error).message).toBe('No answer within 20 seconds.');
  });

  it('finds the message inside Node’s error over several addresses', () => {
    const error = new AggregateError([systemError('ECONNREFUSED')], '');
    expect(failureOf(error).message).toContain('ECONNREFUSED');
  });
});
