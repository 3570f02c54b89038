import type { Call } from '../call.ts';
import { type OperationSchema, operationsOf } from './schema.ts';

export type Protocol = 'awsQuery' | 'ec2Query' | 'awsJson' | 'restJson' | 'restXml' | 'rpcCbor';

/** One operation: the parsed request in, the answer out; refusals are thrown as AwsError. */
export interface Operation {
  run: (input: unknown, call: Call) => object;
  /** The IAM action where it is not `<prefix>:<OperationName>`. */
  action?: string;
}

interface SdkClient {
  config: { protocol: object };
}

export interface ServiceDefinition {
  /** Name in call counts and faults; the IAM prefix unless `iamPrefix` says otherwise. */
  name: string;
  /** The service in the signature's credential scope. */
  signingName: string;
  /** How its paths begin, where another service signs with the same name. */
  pathPrefix?: string;
  iamPrefix?: string;
  client: SdkClient;
  module: object;
  /** Answers the same from every region. */
  isGlobal?: boolean;
  operations: Record<string, Operation>;
}

export interface Service extends ServiceDefinition {
  iamPrefix: string;
  protocol: Protocol;
  jsonVersion: string;
  xmlNamespace: string;
  targetPrefix: string;
  isQueryCompatible: boolean;
  schemas: Map<string, OperationSchema>;
}

/**
 * Ties a handler to the SDK's request and response types.
 * The wire layer parses the input by the operation's own schema, which is what those types describe.
 */
export function operation<Input, Output extends object>(
  run: (input: Input, call: Call) => Output,
  action?: string,
): Operation {
  return { run: (input, call) => run(input as Input, call), ...(action !== undefined && { action }) };
}

export function defineService(definition: ServiceDefinition): Service {
  const { protocol } = definition.client.config;
  const shapeId = callString(protocol, 'getShapeId');
  const options: unknown = Reflect.get(protocol, 'options');
  return {
    ...definition,
    iamPrefix: definition.iamPrefix ?? definition.name,
    protocol: protocolFor(shapeId),
    jsonVersion: shapeId.endsWith('awsJson1_0') ? '1.0' : '1.1',
    xmlNamespace: stringOf(options, 'xmlNamespace') ?? xmlNamespaceOf(definition.client),
    targetPrefix: stringOf(protocol, 'serviceTarget') ?? '',
    isQueryCompatible: Reflect.get(protocol, 'awsQueryCompatible') === true,
    schemas: operationsOf(definition.module),
  };
}

function protocolFor(shapeId: string): Protocol {
  const name = shapeId.split('#')[1] ?? shapeId;
  if (name === 'awsQuery' || name === 'ec2Query') return name;
  if (name.startsWith('awsJson')) return 'awsJson';
  if (name === 'restJson1') return 'restJson';
  if (name === 'restXml') return 'restXml';
  if (name === 'rpcv2Cbor') return 'rpcCbor';
  throw new Error(`The sandbox does not speak ${shapeId}.`);
}

function xmlNamespaceOf(client: SdkClient): string {
  const settings: unknown = Reflect.get(client.config, 'protocolSettings');
  return stringOf(settings, 'xmlNamespace') ?? '';
}

function stringOf(target: unknown, key: string): string | undefined {
  if (typeof target !== 'object' || target === null) return undefined;
  const value: unknown = Reflect.get(target, key);
  return typeof value === 'string' ? value : undefined;
}

function callString(target: object, method: string): string {
  const fn: unknown = Reflect.get(target, method);
  return typeof fn === 'function' ? String(fn.call(target)) : '';
}
