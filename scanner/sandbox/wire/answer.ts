import { JsonCodec2, XmlShapeSerializer } from '@aws-sdk/core/protocols';
import { CborCodec } from '@smithy/core/cbor';
import type { NormalizedSchema } from '@smithy/core/schema';
import type { OperationSchema } from './schema.ts';
import type { Service } from './service.ts';

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string | Uint8Array;
}

/** Writes an operation's output as its service's protocol does. */
export function writeAnswer(
  service: Service,
  schema: OperationSchema,
  output: object,
  requestId: string,
): Answer {
  switch (service.protocol) {
    case 'awsJson':
      return {
        status: 200,
        headers: jsonHeaders(`application/x-amz-json-${service.jsonVersion}`, requestId),
        body: schema.output.isUnitSchema() ? '{}' : json(schema.output, output, false),
      };
    case 'awsQuery':
      return {
        status: 200,
        headers: xmlHeaders(requestId),
        body: queryBody(service, schema, output, requestId),
      };
    case 'ec2Query':
      return {
        status: 200,
        headers: xmlHeaders(requestId),
        body: ec2Body(service, schema, output, requestId),
      };
    case 'restJson':
      return restAnswer(schema, output, jsonHeaders('application/json', requestId), (member, value) =>
        json(member, value, true),
      );
    case 'restXml':
      return restAnswer(schema, output, s3Headers(requestId), (member, value) =>
        restXmlBody(service, schema, member, value),
      );
    case 'rpcCbor':
      return { status: 200, headers: cborHeaders(requestId), body: cborBody(schema.output, output) };
  }
}

export function jsonHeaders(contentType: string, requestId: string): Record<string, string> {
  return { 'content-type': contentType, 'x-amzn-requestid': requestId };
}

export function xmlHeaders(requestId: string): Record<string, string> {
  return { 'content-type': 'text/xml', 'x-amzn-requestid': requestId };
}

export function s3Headers(requestId: string): Record<string, string> {
  return { 'content-type': 'application/xml', 'x-amz-request-id': requestId, 'x-amzn-requestid': requestId };
}

export function cborHeaders(requestId: string): Record<string, string> {
  return {
    'content-type': 'application/cbor',
    'smithy-protocol': 'rpc-v2-cbor',
    'x-amzn-requestid': requestId,
  };
}

function cborBody(schema: NormalizedSchema, value: object): Uint8Array {
  const serializer = new CborCodec().createSerializer();
  serializer.write(schema, value);
  return serializer.flush();
}

function json(schema: NormalizedSchema, value: object, useJsonName: boolean): string {
  const codec = new JsonCodec2({ timestampFormat: { useTrait: true, default: 7 }, jsonName: useJsonName });
  const serializer = codec.createSerializer();
  serializer.write(schema, value);
  const written: unknown = serializer.flush();
  return typeof written === 'string' ? written : new TextDecoder().decode(asBytes(written));
}

function xml(service: Service, schema: NormalizedSchema, value: object): string {
  const serializer = new XmlShapeSerializer({
    timestampFormat: { useTrait: true, default: 5 },
    httpBindings: true,
    xmlNamespace: service.xmlNamespace,
    serviceNamespace: service.name,
  });
  serializer.write(schema, value);
  return String(serializer.flush());
}

function innerXml(service: Service, schema: NormalizedSchema, value: object): string {
  if (schema.isUnitSchema()) return '';
  const text = xml(service, schema, value);
  return text.endsWith('/>') && text.indexOf('>') === text.length - 1
    ? ''
    : text.slice(text.indexOf('>') + 1, text.lastIndexOf('</'));
}

function queryBody(service: Service, schema: OperationSchema, output: object, requestId: string): string {
  const result = `<${schema.name}Result>${innerXml(service, schema.output, output)}</${schema.name}Result>`;
  const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
  return `<${schema.name}Response xmlns="${service.xmlNamespace}">${result}${metadata}</${schema.name}Response>`;
}

function ec2Body(service: Service, schema: OperationSchema, output: object, requestId: string): string {
  const inner = `<requestId>${requestId}</requestId>${innerXml(service, schema.output, output)}`;
  return `<?xml version="1.0" encoding="UTF-8"?><${schema.name}Response xmlns="${service.xmlNamespace}">${inner}</${schema.name}Response>`;
}

function restAnswer(
  schema: OperationSchema,
  output: object,
  headers: Record<string, string>,
  write: (member: NormalizedSchema, value: object) => string,
): Answer {
  const status = schema.http?.status ?? 200;
  if (schema.output.isUnitSchema()) return { status, headers, body: '' };
  const body: Record<string, unknown> = {};
  for (const [name, member] of schema.output.structIterator()) {
    const value: unknown = Reflect.get(output, name);
    const traits = member.getMergedTraits();
    if (value === undefined || value === null) continue;
    if (traits.httpHeader) headers[traits.httpHeader] = plain(value);
    else if (traits.httpPayload) {
      return { status, headers, body: typeof value === 'object' ? write(member, value) : plain(value) };
    } else body[name] = value;
  }
  return { status, headers, body: write(schema.output, body) };
}

/** Headers and text payloads carry strings, numbers and booleans only. */
function plain(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function restXmlBody(
  service: Service,
  schema: OperationSchema,
  member: NormalizedSchema,
  value: object,
): string {
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
  if (schema.name === 'GetBucketLocation') {
    const location = String(Reflect.get(value, 'LocationConstraint') ?? '');
    return `${declaration}<LocationConstraint xmlns="${service.xmlNamespace}">${location}</LocationConstraint>`;
  }
  return declaration + xml(service, member, value);
}

/** The JSON codec hands its text over as bytes behind an adapter type. */
function asBytes(written: unknown): Uint8Array {
  return written as Uint8Array;
}
