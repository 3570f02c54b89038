import type { IncomingMessage } from 'node:http';
import { CborCodec } from '@smithy/core/cbor';
import { AwsError } from './aws-error.ts';
import { parseQueryForm } from './parse-query.ts';
import { matchRest, parseRest, type RestRequest } from './parse-rest.ts';
import type { OperationSchema } from './schema.ts';
import type { Service } from './service.ts';

export interface Received extends RestRequest {
  host: string;
  bytes: Uint8Array;
}

/** The signature's credential scope: who signed, for which region and service. */
export interface Scope {
  accessKeyId: string;
  region: string;
  signingName: string;
}

export interface Parsed {
  name: string;
  schema: OperationSchema | undefined;
  input: unknown;
}

export async function receive(message: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(Buffer.from(chunk));
  const url = new URL(message.url ?? '/', 'http://sandbox');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  const bytes = Buffer.concat(chunks);
  return {
    method: message.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers,
    body: bytes.toString('utf8'),
    bytes,
    host: (headers.host ?? '').replace(/:\d+$/, ''),
  };
}

export function scopeOf({ headers }: Received): Scope | undefined {
  const found = /Credential=([^/,\s]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/.exec(
    headers.authorization ?? '',
  );
  const [, accessKeyId, region, signingName] = found ?? [];
  if (!accessKeyId || !region || !signingName) return undefined;
  return { accessKeyId, region, signingName };
}

export function serviceFor(
  services: readonly Service[],
  scope: Scope,
  request: Received,
): Service | undefined {
  const signedSo = services.filter((it) => it.signingName === scope.signingName);
  const byPath = signedSo.find((it) => it.pathPrefix && request.path.startsWith(it.pathPrefix));
  return byPath ?? signedSo.find((it) => !it.pathPrefix);
}

/** Reads which operation is asked for and its input, as the service's protocol puts them. */
export function parseRequest(service: Service, request: Received): Parsed {
  switch (service.protocol) {
    case 'awsJson': {
      const name = (request.headers['x-amz-target'] ?? '').split('.').at(-1) ?? '';
      return { name, schema: service.schemas.get(name), input: parseJson(request.body) };
    }
    case 'awsQuery':
    case 'ec2Query': {
      const form = new URLSearchParams(request.body === '' ? request.query : request.body);
      const name = form.get('Action') ?? '';
      const schema = service.schemas.get(name);
      const input = schema ? parseQueryForm(schema.input, form, service.protocol === 'ec2Query') : {};
      return { name, schema, input };
    }
    case 'restJson':
    case 'restXml': {
      const { request: rest, bucket } =
        service.name === 's3' ? withoutBucket(request) : { request, bucket: undefined };
      const candidates = [...service.schemas.values()].filter(
        (it) => service.name !== 's3' || hasBucket(it) === (bucket !== undefined),
      );
      const match = matchRest(candidates, rest);
      if (!match) return { name: `${request.method} ${request.path}`, schema: undefined, input: {} };
      const input = parseRest(
        { ...match, labels: { ...match.labels, ...(bucket && { Bucket: bucket }) } },
        rest,
      );
      return { name: match.schema.name, schema: match.schema, input };
    }
    case 'rpcCbor': {
      const name = request.path.split('/operation/')[1] ?? '';
      const schema = service.schemas.get(name);
      const isEmpty = request.bytes.byteLength === 0 || schema === undefined;
      return {
        name,
        schema,
        input: isEmpty ? {} : new CborCodec().createDeserializer().read(schema.input, request.bytes),
      };
    }
  }
}

function parseJson(body: string): unknown {
  if (body === '') return {};
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new AwsError('SerializationException', `The body is no JSON: ${String(cause)}`, { status: 400 });
  }
}

function hasBucket(schema: OperationSchema): boolean {
  return (
    schema.input.isStructSchema() && [...schema.input.structIterator()].some(([name]) => name === 'Bucket')
  );
}

/** S3 names the bucket in the path or in the host; its operations' templates hold neither. */
function withoutBucket(request: Received): { request: Received; bucket: string | undefined } {
  const virtual = /^(.+)\.localhost$/.exec(request.host)?.[1];
  if (virtual) return { request, bucket: virtual };
  const [, bucket, rest] = /^\/([^/]+)(\/.*)?$/.exec(request.path) ?? [];
  return { request: { ...request, path: rest ?? '/' }, bucket: bucket && decodeURIComponent(bucket) };
}
