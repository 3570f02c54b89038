import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { DeserializeMiddleware } from '@smithy/types';

/** Nothing, or a page, whatever a page may have before it: a byte-order mark, a declaration, comments. */
const foreign = /^\uFEFF?\s*((<\?xml[^>]*>|<!--.*?-->)\s*)*(<!doctype html|<html|$)/is;

/**
 * A proxy's page, or no body at all, behind "HTTP 200": the SDK's XML clients read either as an answer in which
 * everything is absent. Every operation we call answers something.
 */
export function refuseForeignBodies(): DeserializeMiddleware<object, object> {
  return (next) => async (args) => {
    const result = await next(args);
    const { response } = result;
    if (!isHttpAnswer(response) || response.statusCode >= 300) return result;
    if (!(response.body instanceof Readable)) return result;
    const body = await buffer(response.body);
    response.body = new Uint8Array(body);
    if (foreign.test(body.toString('utf8', 0, 400))) {
      throw Object.assign(new SyntaxError('Not an answer of the service.'), { $response: response });
    }
    return result;
  };
}

function isHttpAnswer(response: unknown): response is { statusCode: number; body: unknown } {
  if (typeof response !== 'object' || response === null) return false;
  return 'statusCode' in response && typeof response.statusCode === 'number' && 'body' in response;
}
